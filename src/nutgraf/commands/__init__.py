"""Groups of commands, each a Typer application or function that ``cli.py`` takes in."""
