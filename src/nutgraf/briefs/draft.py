"""A passage on its way to a point: cited words plus typed edits, made in house style.

A ``Draft`` only ever records edits, so what it writes can be replayed. A passage that
cannot be made to stand by the edits we allow raises ``UnusableError`` with
the reason.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from nutgraf.briefs.connectives import leaning_words
from nutgraf.briefs.dayparts import is_part, told_part
from nutgraf.briefs.days import RELATIVE, still_holds
from nutgraf.briefs.daywords import is_nowadays, placed_day, without_day
from nutgraf.briefs.naming import Naming
from nutgraf.briefs.passage import UnusableError
from nutgraf.briefs.style import format_day, word_count
from nutgraf.records import Edit, Sentence, Span, Timex

__all__ = ["Draft", "UnusableError"]

_PARTY_TAG = re.compile(r"\s*\((?:D|R|I|L)(?:[-–][A-Z][\w.]*\.?)?\)")
_BARE_DAY = re.compile(
    r"(?:(?P<prep>on|On)\s+)?(?P<word>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"[Yy]esterday|[Tt]oday|[Tt]omorrow)$"
)
# "Wednesday, Sept. 21": a date tells which Wednesday, in whatever year the article is of.
_DATED = re.compile(
    r"day, (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}$"
)
# " — including the Marwen Lass and the Sand Gull —"
_NAMELY = re.compile(r" [—–] (?:including|among them|such as) [^—–.;\n\"“”]{5,160} [—–](?= )")
# "Earlier this morning": the words before go with the part, and not with the day.
_PLACED_IN_DAY = re.compile(r"\b(?:earlier|later|just|only) $")
# "HILLTOWN, Ohio — ", "Hilltown, Ohio (CNN)": what stands before the words of the first sentence.
_DATELINE = re.compile(
    r"(?:[A-Z]{3,}[A-Z ’'.-]*(?:, [A-Z][\w. ]{1,24}?)?\s?(?:\([A-Z][\w ]{1,20}\)\s?)?"
    r"(?:[—–]|--)\s?|"
    r"(?:[A-Z][\w.-]+[ ,]{1,2}){1,5}\((?:CNN|AP|Reuters|AFP|UPI)\)(?:\s?(?:[—–-]|--))?\s?)"
    r"(?=[A-Z\d\"“])"
)


class Draft(Naming):
    """One passage of one article, with the edits that make it fit for a brief."""

    # ------------------------------------------------------------------ house style

    def cut_openings(self, sentences: Iterable[Sentence]) -> None:
        """Cut datelines and connectives; they belong to the article's own order."""
        for sentence in sentences:
            found = [
                cut
                for cut in sentence.cuts
                if cut.kind in {"dateline", "lead-in"}
                and self.span.holds(cut.span)
                # a quotation's second sentence may begin with "But"
                and self.is_free(cut.span)
            ]
            for cut in found:
                self.cut(cut.span, cut.kind)
            dateline = _DATELINE.match(self.article.text, sentence.span.start, sentence.span.end)
            if dateline and not found and sentence.span.start == self.span.start:
                self.cut(Span(sentence.span.start, dateline.end()), "dateline")
        for leaning in leaning_words(self.article.text, self.span):
            if self.is_free(leaning):
                self.cut(leaning, "connective")

    def shorten(self, sentences: Iterable[Sentence], limit: int) -> None:
        """Cut parentheses, then ages and loose relative clauses down to ``limit`` words."""
        cuts = [
            cut
            for sentence in sentences
            for cut in sentence.cuts
            if cut.kind not in {"dateline", "lead-in"}
        ]
        cuts.sort(key=lambda cut: (cut.kind != "parenthesis", cut.span.start - cut.span.end))
        text = self.article.text
        for cut in cuts:
            if self.material.form.party_tags and _PARTY_TAG.fullmatch(cut.span.of(text)):
                continue
            is_age = cut.kind == "apposition" and any(c.isdigit() for c in cut.span.of(text))
            needed = (
                cut.kind == "parenthesis"
                or cut.span.start in self._after_known
                or ((is_age or cut.kind != "apposition") and word_count(self.text()) > limit)
            )
            # what reaches over one dash of two is no apposition
            needed = needed and not cut.span.of(text).count("—") % 2
            if needed and self.span.holds(cut.span) and self.is_free(cut.span):
                self.cut(cut.span, cut.kind)

        for aside in _NAMELY.finditer(text, self.span.start, self.span.end):
            span = Span(*aside.span())
            if word_count(self.text()) > limit and self.is_free(span):
                self.cut(span, "parenthesis")

    def set_marks(self) -> None:
        """Print every outer quotation mark as the house does; nothing inside them changes."""
        for marked in self.marked:
            for span in (
                Span(marked.outer.start, marked.inner.start),
                Span(marked.inner.end, marked.outer.end),
            ):
                if span.of(self.article.text) != '"' and span.end > span.start:
                    self.edit("marks", span, '"')

    def print_days(self, *, ahead: bool = False) -> None:
        """Print each day by the house rule, resolved against the article's own day.

        Of what lies ``ahead``, "Wednesday, Sept. 21" is told as it stands.
        """
        analysis = self.material.analyses[self.article.id]
        as_of = self.material.as_of
        for timex in analysis.timexes:
            if not self.span.holds(timex.span):
                continue
            printed = timex.span.of(self.article.text)
            quoted = any(m.inner.meets(timex.span) for m in self.marked) or any(
                kept.meets(timex.span) for kept in self._protected
            )
            if any(e.start <= timex.span.start and timex.span.end <= e.end for e in self._edits):
                continue
            if not quoted and is_nowadays(self.article.text, timex.span):
                raise UnusableError("'today' means these times and no day")
            bare = _BARE_DAY.match(printed)
            if bare and timex.earliest and timex.earliest == timex.latest and not quoted:
                self._print_day(timex, bare, timex.earliest)
            elif timex.earliest and analysis.creation_time and not quoted and is_part(printed):
                self._print_part(timex, timex.earliest)
            elif (
                RELATIVE.search(printed)
                and not (ahead and _DATED.search(printed))
                and timex.type in {"DATE", "TIME"}
                and not quoted
                and not still_holds(timex, printed, analysis.creation_time, as_of)
            ):
                cut = (
                    without_day(self.article.text, timex.span, self.span)
                    if analysis.creation_time is None
                    else None
                )
                if cut is None or not self.is_free(cut):
                    raise UnusableError(f"'{printed}' would mean another day by now")
                self.cut(cut, "undated day")

    def _print_day(self, timex: Timex, bare: re.Match[str], day: dt.date) -> None:
        printed = format_day(day, self.material.as_of, weekdays=self.material.form.weekdays)
        if printed == bare["word"]:
            return
        placed = placed_day(printed, bare["prep"], self.article.text, timex.span, self.span)
        if placed is None:
            raise UnusableError("a day that cannot be printed by the house rule here")
        self.edit("day", timex.span, placed, day.isoformat())

    def _print_part(self, timex: Timex, day: dt.date) -> None:
        """Print "Tuesday morning" for "this morning", and the day alone further back."""
        text, form = self.article.text, self.material.form
        words = timex.span.of(text)
        printed = told_part(words, day, self.material.as_of, weekdays=form.weekdays)
        if printed is None:
            raise UnusableError("a part of another day than the one meant")
        on = words[:3] if words[:3] in {"on ", "On "} else ""
        if on + printed == words:
            return
        opens = words.startswith(("This", "Last", "Yester", "Tonight", "On "))
        if not printed[-1].isdigit():
            placed: str | None = f"{'On ' if opens else on}{printed}"
        elif _PLACED_IN_DAY.search(
            text, max(self.span.start, timex.span.start - 9), timex.span.start
        ):
            placed = None
        else:
            placed = placed_day(printed, on.strip() or None, text, timex.span, self.span)
            if placed and opens:
                placed = placed[0].upper() + placed[1:]
        if placed is None:
            raise UnusableError("a part of a day that cannot be printed by the house rule here")
        self.edit("day", timex.span, placed, day.isoformat())

    def tidy(self) -> None:
        """Capitalise the first letter and end with a stop, as a sentence of ours does."""
        text = self.article.text
        cut_ends = {e.start: e.end for e in self._edits if e.text == ""}
        start = self.span.start
        while start in cut_ends and cut_ends[start] > start:
            start = cut_ends[start]
        replaced = next((e for e in self._edits if e.start == start and e.text), None)
        if replaced is not None:
            if replaced.kind == "name" and replaced.text[:1].islower():
                at = self._edits.index(replaced)
                raised = replaced.text[0].upper() + replaced.text[1:]
                self._edits[at] = Edit(
                    replaced.kind, 0, replaced.start, replaced.end, raised, replaced.why,
                    replaced.evidence,
                )  # fmt: skip
        elif text[start].islower() and not any(m.inner.start <= start for m in self.marked[:1]):
            self.edit("case", Span(start, start + 1), text[start].upper())
        if not re.search(r"[.!?][\"”’')]*$", self.text()):
            raise UnusableError("no full stop at the end")
