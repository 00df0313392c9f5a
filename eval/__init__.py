"""How right Nutgraf is: labelled news in, one table out, held against floors.

``python -m eval`` measures; ``python -m eval --floors`` also fails where a figure has fallen
below its floor in ``floors.json``. Every figure is a percentage, but for words per CPU second.
"""
