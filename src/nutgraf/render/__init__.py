"""Records in, strings out: how editions, briefs, readings and stories are shown.

Nothing here decides what is true or what is printed; it only lays out what it is given.
Each form is a module: ``html``, ``markdown`` and ``editionjson`` for an edition, ``jsonl``
for programs, ``terminal`` and ``reading`` for a person at a terminal. What was read of an
article is numbered in ``statements`` and cut into its text in ``marked``, for ``reading`` and
for ``readinghtml``, the page of it.
"""
