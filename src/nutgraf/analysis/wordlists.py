"""Word lists as a person writes them: words with blanks between."""


def listed(words: str) -> frozenset[str]:
    """The words of a blank-separated list."""
    return frozenset(words.split())
