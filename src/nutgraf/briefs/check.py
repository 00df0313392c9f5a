"""Does every point hold? Each rule looks at the point and the cited articles, nothing else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from nutgraf.analysis.clauses import GUARDED
from nutgraf.briefs.dayparts import is_part, may_be_meant, told_part
from nutgraf.briefs.fidelity import unfaithful
from nutgraf.briefs.leash import Proposal, refusal
from nutgraf.briefs.replay import ReplayError, replay
from nutgraf.briefs.retold import composed_points, is_rewritten
from nutgraf.briefs.style import format_day
from nutgraf.briefs.voices import misattributed
from nutgraf.records import Analysis, Article, Brief, Citation, Edit, Point

_QUOTED = re.compile(r'"([^"]*)"')
_MARK = re.compile("""^(?:["“”„‟«»''‘’‹›＂]|''|``|`)$""")
_DAY_WORD = re.compile(
    r"^(?:[Oo]n )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Yy]esterday|[Tt]oday|[Tt]omorrow)$"
)


_NO_ANALYSES: Mapping[str, Analysis] = MappingProxyType({})


class Fault(Struct, frozen=True):
    """One thing in a point that does not hold: the rule it breaks, and the words."""

    point: str
    rule: str
    detail: str


class Cited(Struct, frozen=True):
    """A point beside the articles it cites and their analyses, by id, as of its brief's day."""

    point: Point
    articles: Mapping[str, Article]
    as_of: dt.date
    analyses: Mapping[str, Analysis] = _NO_ANALYSES


def check_brief(
    brief: Brief,
    articles: Mapping[str, Article],
    analyses: Mapping[str, Analysis] = _NO_ANALYSES,
) -> tuple[Fault, ...]:
    """Everything wrong with a brief's points; empty when all hold.

    Who spoke is checked of the articles whose analyses, by article id, are at hand.
    """
    return tuple(
        fault
        for _, points in brief.sections()
        for point in points
        for fault in check_point(point, articles, brief.as_of, analyses)
    )


def check_point(
    point: Point,
    articles: Mapping[str, Article],
    as_of: dt.date,
    analyses: Mapping[str, Analysis] = _NO_ANALYSES,
) -> tuple[Fault, ...]:
    """Everything wrong with one point; later rules are skipped where it cannot be replayed.

    A rewritten point is held to the leash, and each composed one that it tells to all rules.
    """
    cited = Cited(point, articles, as_of, analyses)
    for rule in (_has_citations, _replays):
        faults = tuple(rule(cited))
        if faults:
            return faults
    if is_rewritten(point):
        return tuple(_keeps_to_the_leash(cited))
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


def _keeps_to_the_leash(cited: Cited) -> Iterator[Fault]:
    """What the sentence tells holds by itself, and it says no more and no less than that."""
    texts = {key: article.text for key, article in cited.articles.items()}
    try:
        composed = composed_points(cited.point, texts)
    except ReplayError as error:
        yield _fault(cited, "edits", str(error))
        return
    for point in composed:
        yield from check_point(point, cited.articles, cited.as_of, cited.analyses)
    passages = tuple(_words(cited, citation) for citation in cited.point.citations)
    told = tuple(point.text for point in composed)
    broken = refusal(Proposal(cited.point.text, told, passages))
    if broken is not None:
        yield _fault(cited, "rewrite", f"{broken.rule}: {broken.detail}")


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


def _is_faithful(cited: Cited) -> Iterator[Fault]:
    """No word, negation, hedge or day that the cited words do not bear out."""
    for rule, detail in unfaithful(cited.point, cited.articles, cited.as_of):
        yield _fault(cited, rule, detail)


def _speakers_are_theirs(cited: Cited) -> Iterator[Fault]:
    """Words in marks are given to whoever said them, as far as the analyses know."""
    for detail in misattributed(cited.point, cited.articles, cited.analyses):
        yield _fault(cited, "speakers", detail)


def _words(cited: Cited, citation: Citation) -> str:
    return citation.span.of(cited.articles[citation.article].text)


# ---------------------------------------------------------------- what each kind may do

Licence = Callable[[Cited, Edit, str, Article], str | None]


def _may_cut(cited: Cited, edit: Edit, removed: str, _: Article) -> str | None:
    if edit.text:
        return "a cut that adds words"
    guard = GUARDED.search(removed)
    if edit.why == "dateline":
        first = cited.point.citations[edit.citation].span.start
        # "May 5" is a day there, and nothing else of the kind belongs in a dateline.
        guard = None if edit.start == first and (not guard or guard[0] == "May") else guard
        if edit.start != first:
            return "a dateline that opens nothing"
    if guard:
        return f"loses a negation, condition, hedge or cue: {removed!r}"
    return None


def _may_name(cited: Cited, edit: Edit, removed: str, _: Article) -> str | None:
    wanted = edit.text.removesuffix("'s").removesuffix("'")
    for citation in edit.evidence:
        printed = _words(cited, citation)
        if wanted.casefold() == printed.casefold() or wanted in printed.split():
            return None
    return f"{edit.text!r} is not printed where it is said to be"


def _may_print_day(cited: Cited, edit: Edit, removed: str, article: Article) -> str | None:
    try:
        day = dt.date.fromisoformat(edit.why)
    except ValueError:
        return f"no day in {edit.why!r}"
    if is_part(removed):
        return _may_print_part(cited, edit, removed, article, day)
    if not _DAY_WORD.match(removed):
        return f"{removed!r} is not a bare day"
    # by its name or its date, as the house has it
    allowed = [format_day(day, cited.as_of, weekdays=weekdays) for weekdays in (True, False)]
    if edit.text not in {f"{on}{printed}" for printed in allowed for on in ("", "on ", "On ")}:
        return f"{day} is printed {edit.text!r}, not {allowed[0]!r}"
    weekday = re.search(r"(\w+day)$", removed)
    if (
        weekday
        and weekday.group(1).lower() not in {"yesterday", "today"}
        and (weekday.group(1) != f"{day:%A}")
    ):
        return f"{day} is no {removed}"
    return None


def _may_print_part(
    cited: Cited, edit: Edit, removed: str, article: Article, day: dt.date
) -> str | None:
    """ "This morning" is a part of one day, which the article's own day tells."""
    if article.published is None or not may_be_meant(removed, day, article.published.date()):
        return f"{removed!r} is no part of {day}"
    analysis = cited.analyses.get(article.id)
    if analysis is not None and not any(
        timex.earliest == day and edit.start <= timex.span.start < edit.end
        for timex in analysis.timexes
    ):
        return f"{removed!r} is resolved to another day than {day}"
    told = [told_part(removed, day, cited.as_of, weekdays=each) for each in (True, False)]
    allowed = {f"{on}{each}" for each in told if each for on in ("", "on ", "On ")}
    return None if edit.text in allowed else f"{day} is printed {edit.text!r}, not {told[0]!r}"


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
    _is_faithful,
    _speakers_are_theirs,
)
