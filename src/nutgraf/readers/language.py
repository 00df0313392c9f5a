"""Is this English? Said only where the text is long enough to be sure."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable

from nutgraf.errors import UnsupportedLanguage

# Shorter texts are too often names and figures to tell.
LEAST_CHARACTERS = 200
_SAMPLE = 4_000
_SURE = 0.99
# Words of English that no neighbouring language uses; they make up a tenth of any prose,
# so that most texts need no statistics.
_ENGLISH = frozenset(
    ("the", "and", "that", "with", "said", "from", "have", "this", "were", "which", "would")
)
_ENGLISH_SHARE = 0.05
_WORD = re.compile(r"[^\W\d_]+")
# Close enough to English that quotes and names are found in it.
_NEAR_ENGLISH = frozenset(("pcm", "sco", "jam"))
_LANGUAGES = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "ga": "Irish", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "mr": "Marathi", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian",
    "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu",
    "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "xh": "Xhosa", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip


def check_english(item: str, text: str) -> str | None:
    """ "en", or ``None`` where the text is too short or too odd to tell.

    Raises ``UnsupportedLanguage`` where it is surely in another language.
    """
    if len(text) <= LEAST_CHARACTERS:
        return None
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.casefold())
    if sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * max(1, len(words)):
        return "en"
    code, share = _classifier()(sample)
    if share < _SURE:
        return None
    if code in _NEAR_ENGLISH:
        return None
    if code != "en":
        name = _LANGUAGES.get(code, f"the language with the code {code!r}")
        raise UnsupportedLanguage(
            item, f"the text is in {name}; only English is read, so it is skipped"
        )
    return "en"


@functools.cache
def _classifier() -> Callable[[str], tuple[str, float]]:
    # The model takes a while to load, and few runs meet a text that needs it.
    import py3langid  # type: ignore[import-untyped]

    def classify(text: str) -> tuple[str, float]:
        scores = [(str(code), float(score)) for code, score in py3langid.rank(text)]
        best = max(score for _, score in scores)
        total = sum(math.exp(score - best) for _, score in scores)
        return max(scores, key=lambda pair: pair[1])[0], 1.0 / total

    return classify
