"""Does every point hold? Each rule looks at the point and the cited articles, nothing else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from nutgraf.analysis.clauses import GUARDED
from nutgraf.briefs.replay import ReplayError, replay
from nutgraf.briefs.style import format_day
from nutgraf.records import Article, Brief, Citation, Edit, Point

_QUOTED = re.compile(r'"([^"]*)"')
_MARK = re.compile("""^(?:["“”„‟«»''‘’‹›＂]|''|``|`)$""")
_TOKEN = re.compile(r"\w+(?:[’'.,:-]\w+)*")
_DAY_WORD = re.compile(
    r"^(?:[Oo]n )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Yy]esterday|[Tt]oday|[Tt]omorrow)$"
)


class Fault(Struct, frozen=True):
    """One thing in a point that does not hold: the rule it breaks, and the words."""

    point: str
    rule: str
    detail: str


class Cited(Struct, frozen=True):
    """A point beside the articles it cites, by id, as of the day of its brief."""

    point: Point
    articles: Mapping[str, Article]
    as_of: dt.date


def check_brief(brief: Brief, articles: Mapping[str, Article]) -> tuple[Fault, ...]:
    """Everything wrong with a brief's points; empty when all hold."""
    return tuple(
        fault
        for _, points in brief.sections()
        for point in points
        for fault in check_point(point, articles, brief.as_of)
    )


def check_point(point: Point, articles: Mapping[str, Article], as_of: dt.date) -> tuple[Fault, ...]:
    """Everything wrong with one point; later rules are skipped where it cannot be replayed."""
    cited = Cited(point, articles, as_of)
    for rule in (_has_citations, _replays):
        faults = tuple(rule(cited))
        if faults:
            return faults
    return tuple(fault for rule in RULES for fault in rule(cited))


def _fault(cited: Cited, rule: str, detail: str) -> Fault:
    return Fault(cited.point.id, rule, detail)


def _has_citations(cited: Cited) -> Iterator[Fault]:
    if not cited.point.citations:
        yield _fault(cited, "citations", "the sentence cites nothing")
    every = [
        *cited.point.citations,
        *(c for edit in cited.point.edits for c in edit.evidence),
    ]
    for citation in every:
        article = cited.articles.get(citation.article)
        if article is None:
            yield _fault(cited, "citations", f"article {citation.article} is not at hand")
        elif not 0 <= citation.span.start < citation.span.end <= len(article.text):
            yield _fault(cited, "citations", f"{citation.span} leaves {citation.article}")
    for edit in cited.point.edits:
        if not 0 <= edit.citation < len(cited.point.citations):
            yield _fault(cited, "citations", f"an edit of passage {edit.citation}, which is none")


def _replays(cited: Cited) -> Iterator[Fault]:
    texts = {key: article.text for key, article in cited.articles.items()}
    try:
        made = replay(cited.point, texts)
    except ReplayError as error:
        yield _fault(cited, "replay", str(error))
        return
    if made != cited.point.text:
        yield _fault(cited, "replay", f"the edits give {made!r}")


def _quotes_are_verbatim(cited: Cited) -> Iterator[Fault]:
    """Each string in marks stands, character for character, in one cited passage."""
    passages = [_words(cited, citation) for citation in cited.point.citations]
    if cited.point.text.count('"') % 2:
        yield _fault(cited, "quotes", "a quotation mark without its partner")
    for quoted in _QUOTED.findall(cited.point.text):
        if not any(quoted in passage for passage in passages):
            yield _fault(cited, "quotes", f"not in the cited words: {quoted!r}")
    if re.search("[“”„«»]", cited.point.text):
        yield _fault(cited, "quotes", "a mark that is not the house's")


def _edits_are_licensed(cited: Cited) -> Iterator[Fault]:
    """Each edit is one of the kinds we allow, and does only what its kind may do."""
    for edit in cited.point.edits:
        article = cited.articles[cited.point.citations[edit.citation].article]
        removed = article.text[edit.start : edit.end]
        licence = _LICENCES.get(edit.kind)
        problem = (
            f"unknown kind {edit.kind!r}"
            if licence is None
            else licence(cited, edit, removed, article)
        )
        if problem:
            yield _fault(cited, "edits", f"{edit.kind} at {edit.start}: {problem}")


def _words_are_accounted_for(cited: Cited) -> Iterator[Fault]:
    """Every name and number of the sentence stands in a cited passage or an edit's evidence."""
    known: set[str] = set()
    for citation in cited.point.citations:
        known.update(_TOKEN.findall(_words(cited, citation)))
    for edit in cited.point.edits:
        for citation in edit.evidence:
            known.update(_TOKEN.findall(_words(cited, citation)))
        if edit.kind in {"day", "credit"}:
            known.update(_TOKEN.findall(edit.text))
    plain = {_plain(token) for token in known}
    for token in _TOKEN.findall(cited.point.text):
        named = token[0].isupper() or any(c.isdigit() for c in token)
        if named and _plain(token) not in plain:
            yield _fault(cited, "words", f"in no cited passage: {token!r}")


def _plain(token: str) -> str:
    return token.removesuffix("'s").removesuffix("’s").removesuffix("'").casefold()


def _words(cited: Cited, citation: Citation) -> str:
    return citation.span.of(cited.articles[citation.article].text)


# ---------------------------------------------------------------- what each kind may do

Licence = Callable[[Cited, Edit, str, Article], str | None]


def _may_cut(cited: Cited, edit: Edit, removed: str, _: Article) -> str | None:
    if edit.text:
        return "a cut that adds words"
    if GUARDED.search(removed) and edit.why != "dateline":
        return f"loses a negation, condition, hedge or cue: {removed!r}"
    return None


def _may_name(cited: Cited, edit: Edit, removed: str, _: Article) -> str | None:
    wanted = edit.text.removesuffix("'s").removesuffix("'")
    for citation in edit.evidence:
        printed = _words(cited, citation)
        if wanted.casefold() == printed.casefold() or wanted in printed.split():
            return None
    return f"{edit.text!r} is not printed where it is said to be"


def _may_print_day(cited: Cited, edit: Edit, removed: str, _: Article) -> str | None:
    try:
        day = dt.date.fromisoformat(edit.why)
    except ValueError:
        return f"no day in {edit.why!r}"
    if not _DAY_WORD.match(removed):
        return f"{removed!r} is not a bare day"
    printed = format_day(day, cited.as_of)
    if edit.text not in {printed, f"on {printed}", f"On {printed}"}:
        return f"{day} is printed {edit.text!r}, not {printed!r}"
    weekday = re.search(r"(\w+day)$", removed)
    if (
        weekday
        and weekday.group(1).lower() not in {"yesterday", "today"}
        and (weekday.group(1) != f"{day:%A}")
    ):
        return f"{day} is no {removed}"
    return None


def _may_credit(cited: Cited, edit: Edit, removed: str, article: Article) -> str | None:
    allowed = {f", {article.publisher} {verb}." for verb in ("said", "reported")}
    if article.publisher is None or edit.text not in allowed:
        return f"{edit.text!r} does not credit {article.publisher}"
    return None if removed in {".", ""} else f"removes {removed!r}"


def _may_add_cue(cited: Cited, edit: Edit, removed: str, _: Article) -> str | None:
    if removed:
        return f"removes {removed!r}"
    words = [_words(cited, citation) for citation in edit.evidence]
    rest = edit.text
    for printed in sorted(words, key=len, reverse=True):
        at = rest.casefold().find(printed.casefold())
        if at >= 0:
            rest = rest[:at] + rest[at + len(printed) :]
    short = {word for printed in words for word in printed.split()}
    left = [w for w in re.findall(r"[^\s.:,]+", rest) if w not in {"said", "the"}]
    missing = [word for word in left if word not in short]
    return f"not in the evidence: {missing}" if missing or not words else None


def _may_set_mark(cited: Cited, edit: Edit, removed: str, _: Article) -> str | None:
    return None if edit.text == '"' and _MARK.match(removed) else f"{removed!r} to {edit.text!r}"


def _may_open_quotation(cited: Cited, edit: Edit, removed: str, _: Article) -> str | None:
    return None if edit.text == '"' and not removed else "more than a mark"


def _may_change_case(cited: Cited, edit: Edit, removed: str, _: Article) -> str | None:
    same = len(removed) == 1 and removed.upper() == edit.text
    return None if same else f"{removed!r} to {edit.text!r}"


def _may_join(_: Cited, edit: Edit, removed: str, __: Article) -> str | None:
    """Two passages become one sentence: only what stands between them may change."""
    plain = re.fullmatch(r"[\s.,;]*", removed) and re.fullmatch(r"[ ,;]*(?:and )?", edit.text)
    return None if plain else f"{removed!r} to {edit.text!r}"


_LICENCES: dict[str, Licence] = {
    "cut": _may_cut,
    "name": _may_name,
    "day": _may_print_day,
    "credit": _may_credit,
    "cue": _may_add_cue,
    "marks": _may_set_mark,
    "quote marks": _may_open_quotation,
    "case": _may_change_case,
    "join": _may_join,
}

RULES: tuple[Callable[[Cited], Iterator[Fault]], ...] = (
    _quotes_are_verbatim,
    _edits_are_licensed,
    _words_are_accounted_for,
)
