"""Articles spoilt on purpose, the same ones in every run, and what must hold of their analyses."""

from __future__ import annotations

import datetime as dt
import functools
import re
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import FrameType

import numpy as np
from msgspec import Struct, structs

from nutgraf import desk
from nutgraf.analysis.analyze import analyze
from nutgraf.records import Analysis, Article, Quote, Span
from nutgraf.sample import sample_folder

Rng = np.random.Generator
Change = Callable[[Rng, str], str]

MARKS = (
    '"', "“", "”", "‟", "„", "«", "»", "‹", "›", "‘", "’", "‚", "'", "`", "``", "''", "＂",
    "「", "」",
)  # fmt: skip
STYLES = (
    ("“", "”"), ('"', '"'), ("«\u00a0", "\u00a0»"), ("«\u202f", "\u202f»"), ("«", "»"), ("»", "«"),
    ("„", "“"), ("„", "”"), ("‚", "‘"), ("‘", "’"), ("'", "'"), ("``", "''"), ("‹", "›"),
    ("”", "”"), ("＂", "＂"), ("「", "」"), ("&quot;", "&quot;"),
)  # fmt: skip
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e"
BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "\x00\x01\x07\x08\x0b\x0c\x1b\x1c\x1d\x1e\x1f\x7f\x85\u2028\u2029"
# The last code points before and the first after the surrogates, non-characters, private use,
# and what fills two places in UTF-16. A lone surrogate is not text: readers refuse it.
FAR = (
    "\ud7ff\ue000\uf8ff\ufdd0\ufffd\ufffe\uffff"
    "😀👩\u200d🚒🇫🇷\U0001f3fd\U0001d4d0\U000e0041\U0010ffff"
)
ACCENTS = "\u0301\u0308\u0323\u0489"
SPACES = (" ", "\u00a0", "\u202f", "\u2009", "\u3000", "\t", "\n", "\n\n\n", "\r\n", "\r", "\v", "")
FOREIGN = ("שלום", "مرحبا", "Привет", "東京都", "naïve", "ß", "İstanbul", "ﬁ")
NUMBERS = (
    "0", "00", "-1", "1e9", "99999999999999999999", "3.5", "1,2,3", "½", "٣", "²", "Ⅳ",
    "31/13/0000",
    "February 30", "Feb. 29, 2026", "the year 0", "99999 years ago", "next 9999999 months",
    "in 400 billion weeks", "the 1st century BC", "25:61", "24:00 GMT", "9999-12-31", "0001-01-01",
    "within 0 days", "10,000 years later", "week 54", "Q9 2026", "the 1990s",
    "two weeks from Friday",
    "99:99 a.m.", "-5 days ago", "the summer of 99999", "FY0000", "until 1 January 10000",
)  # fmt: skip
PHRASES = (
    "said", "Orr said.", "according to", "told reporters", "saying", "called it", "he", "she",
    "they",
    "who", "which", "that", "the president", "the former minister", "ORR:", "Q.", "A.", "—", "–",
    "--",
    "(", ")", "[", "]", "…", "...", "?!", "will", "may not", "unless", "if", "by Friday",
    "on Monday",
    "Jr.", "Mr.", "Mr. Mr.", "'s", "’s", "s’", "and", ",", ";", ":", ".", "6'2\"",
    "http://x.example/?q=\"",
)  # fmt: skip
DAYS = (
    None, dt.datetime(2026, 3, 5, 9), dt.datetime(2024, 2, 29), dt.datetime.min, dt.datetime.max,
    dt.datetime(1, 1, 2, tzinfo=dt.UTC), dt.datetime(9999, 12, 30, 23, 59, tzinfo=dt.UTC),
)  # fmt: skip
WRITTEN = (
    "PORT ELLERY, March 4 (Coastal Wire) — “The pier,” said Ida Orr, the harbour master, “is "
    "shut.”\n"
    "“It will not open,” she told reporters on Friday, “before the ‘storm’ season ends.\n“Not "
    "a day.”",
    "Mayor Lukas Venn, who was elected last year, said that he would “never, ever” sell the mill, "
    "according to two officials. Asked whether he might, Venn said: 'No.' He will decide by "
    "June 30.",
    "VENN: Is it true?\nORR: I said it's the boys' boat.\n- Nobody asked, Venn replied. "
    "\"He called me 'a fool',\" Orr said, adding that “it was „nichts“ to him” and «rien» to her.",
    "The party denied that its leader had promised “free ferries”. Its rival, the Reed "
    "Alliance, refused "
    "to comment, but analysts at Kolm & Daughters warned prices could rise 5 % within two "
    "weeks if the "
    "law, drafted in 2019 and passed in May, is struck down. \"We'll see\", one of them wrote "
    "on Monday.",
    "The Vale Post reported that officials said the court had ruled on Tuesday that the levy "
    "must end. "
    "Judge Anna de Groot wrote in her opinion that it “offends the charter”; President Arvo "
    "Lind, speaking "
    "at a rally the next day, called the ruling “a joke”, “a disgrace” and “the end of the 1990s”.",
)  # fmt: skip


@functools.cache
def originals() -> tuple[str, ...]:
    """The texts that are spoilt: the sample's articles in parts of two paragraphs, and our own."""
    parts = [*WRITTEN]
    for article in desk.read_paths(sample_folder()).articles:
        lines = article.text.split("\n")
        parts += ["\n".join(lines[at : at + 2]) for at in range(0, len(lines), 2)]
    return tuple(part for part in parts if len(part) > 80)


# --------------------------------------------------------------------- ways to spoil a text


def _pick[T](rng: Rng, choices: tuple[T, ...]) -> T:
    return choices[int(rng.integers(len(choices)))]


def _scatter(rng: Rng, text: str, bits: tuple[str, ...], most: int = 12) -> str:
    """``text`` with up to ``most`` of ``bits`` put in, half of them at the edge of a word."""
    edges = [match.start() for match in re.finditer(r"\b", text)] or [0]
    for _ in range(int(rng.integers(1, most + 1))):
        at = _pick(rng, tuple(edges)) if rng.random() < 0.5 else int(rng.integers(len(text) + 1))
        text = text[:at] + _pick(rng, bits) + text[at:]
    return text


def _stretch(rng: Rng, text: str) -> tuple[int, int]:
    start, end = sorted(int(place) for place in rng.integers(0, len(text) + 1, 2))
    return start, end


_MARK = re.compile("``|''|[\"“”‟„«»‹›‘’‚'`＂「」]")


def drop_marks(rng: Rng, text: str) -> str:
    return _MARK.sub(lambda match: "" if rng.random() < 0.4 else match[0], text)


def double_marks(rng: Rng, text: str) -> str:
    times = int(rng.integers(2, 6))
    return _MARK.sub(lambda match: match[0] * (times if rng.random() < 0.5 else 1), text)


def insert_marks(rng: Rng, text: str) -> str:
    return _scatter(rng, text, MARKS)


def turn_marks(rng: Rng, text: str) -> str:
    """Each mark becomes some other: nothing closes as it opened."""
    return _MARK.sub(lambda match: _pick(rng, MARKS) if rng.random() < 0.6 else match[0], text)


def restyle(rng: Rng, text: str) -> str:
    """The double marks in the manner of another language or keyboard."""
    opening, closing = _pick(rng, STYLES)
    text = re.sub(r'"([^"\n]*)"', r"“\1”", text)
    return text.replace("“", opening).replace("”", closing)


def nest(rng: Rng, text: str) -> str:
    """Marks within marks, some of them ending outside the ones they began in."""
    for _ in range(int(rng.integers(2, 30))):
        start, end = _stretch(rng, text)
        opening, closing = _pick(rng, STYLES)
        text = text[:start] + opening + text[start:end] + closing + text[end:]
    return text


def open_paragraphs(rng: Rng, text: str) -> str:
    """A mark before each paragraph, and perhaps one at the end: a long quotation, or a fault."""
    opening, closing = _pick(rng, STYLES)
    return "\n".join(opening + line for line in text.split("\n")) + (
        closing if rng.random() < 0.5 else ""
    )


def apostrophes(rng: Rng, text: str) -> str:
    return _scatter(rng, text, ("'", "’", "‘", "ʼ", "`", "´", "′", "'s ", "s' "), 20)


def zero_width(rng: Rng, text: str) -> str:
    return _scatter(rng, text, tuple(ZERO_WIDTH), 20)


def right_to_left(rng: Rng, text: str) -> str:
    return _scatter(rng, text, (*BIDI, *FOREIGN), 15)


def controls(rng: Rng, text: str) -> str:
    return _scatter(rng, text, tuple(CONTROLS))


def far_code_points(rng: Rng, text: str) -> str:
    return _scatter(rng, text, (*FAR, *ACCENTS, *(accent * 40 for accent in ACCENTS)))


def other_spaces(rng: Rng, text: str) -> str:
    return re.sub(r"\s", lambda match: _pick(rng, SPACES) if rng.random() < 0.3 else match[0], text)


def line_ends(rng: Rng, text: str) -> str:
    return text.replace("\n", _pick(rng, ("\r\n", "\r", "\n\n", "\u2028", " \n\t", "\x85")))


def no_spaces(rng: Rng, text: str) -> str:
    start, end = _stretch(rng, text)
    return text[:start] + re.sub(r"\s", "", text[start:end]) + text[end:]


def long_run(rng: Rng, text: str) -> str:
    run = _pick(rng, (*MARKS, *"xX-.,!?()[]…0\u200b\u00a0\n", "Aa", "said ", "(“", "x,", "1/"))
    return _scatter(rng, text, (run * int(rng.integers(20, 800)),), 1)


def shuffle(rng: Rng, text: str) -> str:
    parts = re.split(_pick(rng, (r"(?<=\n)", r"(?<=[.!?])", r"(?<= )")), text)
    return "".join(parts[int(at)] for at in rng.permutation(len(parts)))


def cut_out(rng: Rng, text: str) -> str:
    start, end = _stretch(rng, text)
    return text[start:end] if rng.random() < 0.5 else text[:start] + text[end:]


def splice(rng: Rng, text: str) -> str:
    start, end = _stretch(rng, text)
    return text[:start] + _pick(rng, originals())[: end - start] + text[start:]


def repeat(rng: Rng, text: str) -> str:
    start = int(rng.integers(len(text) + 1))
    bit = text[start : start + int(rng.integers(1, 30))]
    return text[:start] + bit * int(rng.integers(2, 30)) + text[start:]


def odd_numbers(rng: Rng, text: str) -> str:
    text = re.sub(
        r"\d+", lambda match: _pick(rng, NUMBERS) if rng.random() < 0.5 else match[0], text
    )
    return _scatter(rng, text, tuple(f" {number} " for number in NUMBERS), 8)


def loose_phrases(rng: Rng, text: str) -> str:
    return _scatter(rng, text, tuple(f" {phrase} " for phrase in PHRASES))


def case(rng: Rng, text: str) -> str:
    return _pick(rng, (str.upper, str.lower, str.title, str.swapcase, str.capitalize))(text)


def one_sentence(rng: Rng, text: str) -> str:
    return re.sub(r"[.!?]\s+", _pick(rng, (" and ", ", ", " ", " said that ", "; ")), text)


CHANGES: tuple[Change, ...] = (
    drop_marks, double_marks, insert_marks, turn_marks, restyle, nest, open_paragraphs, apostrophes,
    zero_width, right_to_left, controls, far_code_points, other_spaces, line_ends, no_spaces,
    long_run, shuffle, cut_out, splice, repeat, odd_numbers, loose_phrases, case, one_sentence,
)  # fmt: skip


def long_sentence(rng: Rng, words: int) -> str:
    """One sentence of that many words, marks and all, made of whatever the articles say."""
    found: list[str] = []
    while len(found) < words:
        line = re.sub(r"[.!?\n]+", " ", _pick(rng, originals()))
        found += [*line.split(), _pick(rng, ("and", "which", "said", "because", ",", "that"))]
    return " ".join(found[:words]) + "."


def spoilt(number: int) -> Article:
    """The article of that number: the same one each time, spoilt in one to four ways.

    One in five hundred is a single sentence of 10,000 words.
    """
    rng = np.random.default_rng(number)
    if number % 500 == 7:
        text = long_sentence(rng, 10_000)
        changes = tuple(_pick(rng, CHANGES[:12]) for _ in range(2))
    else:
        text = _pick(rng, originals())
        if rng.random() < 0.3:
            text += "\n" + _pick(rng, originals())
        changes = tuple(_pick(rng, CHANGES) for _ in range(int(rng.integers(1, 5))))
    for change in changes:
        text = change(rng, text)
    return Article(id=f"spoilt-{number}", text=text, published=_pick(rng, DAYS))


# --------------------------------------------------------------------- what must hold


def spans_in(found: object, path: str = "") -> Iterator[tuple[str, Span]]:
    """Each span anywhere in a record, with the names of the fields that lead to it."""
    if isinstance(found, Span):
        yield path, found
    elif isinstance(found, Struct):
        for field in structs.fields(found):
            yield from spans_in(getattr(found, field.name), f"{path}.{field.name}")
    elif isinstance(found, tuple | list):
        for item in found:
            yield from spans_in(item, path)


def _quote_faults(quote: Quote) -> Iterator[str]:
    parts = [("content", quote.content), ("cue", quote.cue), ("source", quote.source)]
    labelled = sorted(((span, name) for name, spans in parts for span in spans))
    for (one, first), (other, second) in pairwise(labelled):
        if one.end > other.start:
            yield f"{first} {one} and {second} {other} overlap"
    if not quote.content:
        yield "a quote without content"


class TookTooLong(BaseException):
    """An analysis that did not end; no plain exception, so that no step can swallow it."""


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Ends what is inside after so much CPU time, which a busy machine does not lengthen."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong(f"more than {seconds:g} seconds")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def faults(article: Article, *, twice: bool = False, seconds: float | None = None) -> list[str]:
    """What is wrong with the analysis of ``article``; empty if nothing is.

    A short text gets four seconds of CPU time and a long one a minute, unless ``seconds`` says.
    """
    try:
        with _limit(seconds or (4 if len(article.text) < 5_000 else 60)):
            analysis = analyze(article)
            again: Analysis = analyze(article) if twice else analysis
    except (Exception, TookTooLong) as error:
        # Which of our own lines it was in, however deep in a library the error itself lies.
        calls = traceback.extract_tb(error.__traceback__)
        ours = [call for call in calls if "/nutgraf/" in call.filename][-1]
        place = f"{Path(ours.filename).name}, {ours.name}"
        return [f"{type(error).__name__} in {place}: {error}"]
    length = len(article.text)
    found = [
        f"{path} {span} leaves a text of {length}"
        for path, span in spans_in(analysis)
        if not 0 <= span.start <= span.end <= length
    ]
    found += [fault for quote in analysis.quotes for fault in _quote_faults(quote)]
    if again != analysis:
        found.append("two readings differ")
    return found


def smallest(article: Article) -> Article:
    """The article with all of its text taken out that its first fault does not need."""

    def kind(text: str) -> str:
        first = faults(structs.replace(article, text=text))[:1]
        return re.sub(r"\d+", "0", first[0])[:60] if first else ""

    text, wanted = article.text, kind(article.text)
    size = len(text) // 2
    while size and wanted:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if kind(shorter) == wanted:
                text = shorter
            else:
                at += size
        size //= 2
    return structs.replace(article, text=text)
