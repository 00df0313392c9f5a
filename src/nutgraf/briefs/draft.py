"""A passage on its way to a point: cited words plus typed edits, made in house style.

A ``Draft`` only ever records edits, so what it writes can be replayed. A passage that
cannot be made to stand by the edits we allow raises ``UnusableError`` with
the reason.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator

from nutgraf.briefs.beside import has_role_beside, roles_of_known, title_of_known
from nutgraf.briefs.connectives import leaning_words
from nutgraf.briefs.days import RELATIVE, still_holds
from nutgraf.briefs.daywords import is_nowadays, placed_day, without_day
from nutgraf.briefs.material import Material
from nutgraf.briefs.people import Person
from nutgraf.briefs.replay import ReplayError, replay
from nutgraf.briefs.style import format_day, word_count
from nutgraf.records import Article, Citation, Edit, EditKind, Name, Point, Sentence, Span, Timex

_SUBJECT_PRONOUNS = {"he", "she"}
_POSSESSIVES = {"his"}
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Messrs)\.?\s+$")
# "Trump administration": a name that only qualifies the noun after it is left alone.
_QUALIFIES = re.compile(
    r"(?:[’']s)?\s(?:confidant\w*|associates?|officials?|loyalists?|critics?|donors?|surrogates?|"
    r"advis[eo]rs?|appointees?|nominees?|staffers?|opponents?|backers?|fans?|lawyers?|administration|campaign|family|presidency|aides?|ally|allies|supporters?|"
    r"voters?|rall(?:y|ies)|era|government|regime|transition|White House|case|trial|film|"
    r"[A-Z]\w+)\b|-\w|,?\s[JS]r\b"
)
# "the Kennedys", "the elder Bush": these words choose among people of one name.
_TOLD_APART = re.compile(r"\b(?:the|elder|younger|late|senior|junior)\s+$", re.IGNORECASE)
_PARTY_TAG = re.compile(r"\s*\((?:D|R|I|L)(?:[-–][A-Z][\w.]*\.?)?\)")
_BARE_DAY = re.compile(
    r"(?:(?P<prep>on|On)\s+)?(?P<word>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"[Yy]esterday|[Tt]oday|[Tt]omorrow)$"
)
# "HILLTOWN, Ohio — ", "Hilltown, Ohio (CNN)": what stands before the words of the first sentence.
_DATELINE = re.compile(
    r"(?:[A-Z]{3,}[A-Z ’'.-]*(?:, [A-Z][\w. ]{1,24}?)?\s?(?:\([A-Z][\w ]{1,20}\)\s?)?"
    r"(?:[—–]|--)\s?|"
    r"(?:[A-Z][\w.-]+[ ,]{1,2}){1,5}\((?:CNN|AP|Reuters|AFP|UPI)\)(?:\s?(?:[—–-]|--))?\s?)"
    r"(?=[A-Z\d\"“])"
)
# What may follow a name and what it is called between commas; a comma may begin a list.
_MAKES_ROOM = re.compile(r"\s(?!(?:of|in|at|for|from|on|or)\b)[a-z]|[.;:]|,\s?(?:[a-z\"“]|$)")
_DISALLOWED_INSIDE = re.compile('["“”„«»\n]')


class UnusableError(Exception):
    """The passage cannot be made to stand alone by the edits a brief allows."""


class Draft:
    """One passage of one article and the edits made to it so far."""

    def __init__(
        self,
        material: Material,
        article: Article,
        span: Span,
        *,
        known: Iterable[str] = (),
        inside_quotation: bool = False,
    ) -> None:
        self.material = material
        self.article = article
        self.span = span
        self.known = set(known)
        self.introduced: list[str] = []
        # Where a name of somebody ends whom the brief has introduced: who that is need not
        # be said again.
        self._after_known: set[int] = set()
        self._edits: list[Edit] = []
        self._protected: list[Span] = [span] if inside_quotation else []
        self.marked = (
            [] if inside_quotation else [m for m in material.marked(article) if m.outer.meets(span)]
        )
        for marked in self.marked:
            if not (span.holds(marked.outer) and marked.closed):
                raise UnusableError("a quotation is cut off")
            if _DISALLOWED_INSIDE.search(marked.inner.of(article.text)):
                raise UnusableError("a quotation holds another")

    # ------------------------------------------------------------------ recording edits

    def edit(
        self,
        kind: EditKind,
        span: Span,
        text: str,
        why: str = "",
        evidence: tuple[Citation, ...] = (),
    ) -> None:
        """Record one edit; the caller answers for its kind.

        A name with what somebody is called, each printed elsewhere, is as many edits.
        """
        if kind == "name" and len(evidence) > 1:
            self._edits += self._piece_together(span, text, why, evidence)
        else:
            self._edits.append(Edit(kind, 0, span.start, span.end, text, why, evidence))

    def _piece_together(
        self, span: Span, text: str, why: str, evidence: tuple[Citation, ...]
    ) -> Iterator[Edit]:
        done, at = 0, span
        for citation in evidence:
            printed = citation.span.of(self.material.texts[citation.article])
            start = text.casefold().index(printed.casefold(), done)
            if start > done:
                yield Edit("join", 0, at.start, at.end, text[done:start])
            done = start + len(printed)
            yield Edit("name", 0, at.start, at.end, text[start:done], why, (citation,))
            at = Span(span.end, span.end)
        if text[done:]:
            yield Edit("join", 0, at.start, at.end, text[done:])

    def cut(self, span: Span, why: str) -> None:
        self.edit("cut", span, "", why)

    def is_free(self, span: Span) -> bool:
        """Whether nothing in this span is quoted or already edited."""
        return (
            not any(m.inner.meets(span) for m in self.marked)
            and not any(kept.meets(span) for kept in self._protected)
            and not any(e.start < span.end and span.start < e.end for e in self._edits)
        )

    def protect(self, span: Span) -> None:
        """Let no edit touch these words: they are to stand in quotation marks."""
        self._protected.append(span)

    def text(self) -> str:
        """The passage as edited so far."""
        return replay(self._point("", self._edits), self.material.texts)

    # ------------------------------------------------------------------ house style

    def cut_openings(self, sentences: Iterable[Sentence]) -> None:
        """Cut datelines and connectives; they belong to the article's own order."""
        for sentence in sentences:
            found = [
                cut
                for cut in sentence.cuts
                if cut.kind in {"dateline", "lead-in"} and self.span.holds(cut.span)
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
            if needed and self.span.holds(cut.span) and self.is_free(cut.span):
                self.cut(cut.span, cut.kind)

    def set_marks(self) -> None:
        """Print every outer quotation mark as the house does; nothing inside them changes."""
        for marked in self.marked:
            for span in (
                Span(marked.outer.start, marked.inner.start),
                Span(marked.inner.end, marked.outer.end),
            ):
                if span.of(self.article.text) != '"' and span.end > span.start:
                    self.edit("marks", span, '"')

    def name_people(self, speakers: Iterable[tuple[Span, str]] = ()) -> None:
        """Print names by the rule: in full with the role at first, the surname after that.

        ``speakers`` are source spans whose full name the attribution has settled.
        """
        text = self.article.text
        settled = dict(speakers)
        pronouns = [
            (ref.span, ref.full_name)
            for ref in self.material.analyses[self.article.id].references
            if self.span.holds(ref.span) and ref.full_name and ref.span not in settled
        ]
        names = [
            name
            for name in self.material.analyses[self.article.id].names
            if self.span.holds(name.span)
            and (person := self.material.people.find(name.full_name)) is not None
            # A person of one article may have been taken for a body in another.
            and (name.kind == "person" or name.full_name == person.full_name)
        ]
        steps: list[tuple[Span, Name | None, str]] = [(n.span, n, n.full_name) for n in names]
        taken = [name.span for name in names]
        steps += [
            (span, None, full)
            for span, full in [*settled.items(), *pronouns]
            if not any(span.meets(other) for other in taken)
            and span.of(text).lower() in _SUBJECT_PRONOUNS | _POSSESSIVES
        ]
        here: set[str] = set()
        for span, name, full in sorted(steps, key=lambda step: step[0]):
            if not self.is_free(span):
                continue
            person = self.material.people.find(full)
            if person is None:
                if name is None:
                    raise UnusableError("a pronoun whose person has no printed name")
                continue
            if name is None and person.is_doubtful:
                raise UnusableError("a pronoun whose person's name is not sure")
            if name is None:
                if person.key not in here:
                    self._replace_pronoun(span, person)
            else:
                self._reprint(span, person, name)
            here.add(person.key)

    def _replace_pronoun(self, span: Span, person: Person) -> None:
        word = span.of(self.article.text)
        printed, evidence = self.called(person, at=span.end)
        if word.lower() in _POSSESSIVES:
            printed += "'" if printed.endswith("s") else "'s"
        self.edit("name", span, printed, "pronoun", evidence)

    def _reprint(self, span: Span, person: Person, name: Name) -> None:
        text = self.article.text
        printed = span.of(text)
        if printed.endswith(f" {person.full_name}"):
            # "the mayor of London Ann Roe", and whatever else was taken for a first name
            span = Span(span.end - len(person.full_name), span.end)
            printed = person.full_name
        if person.is_doubtful and printed != person.full_name:
            return
        if person.has_rival and " " not in printed:
            raise UnusableError("a surname that may be another's")
        if _QUALIFIES.match(text, span.end) or _TOLD_APART.search(
            text[max(0, span.start - 12) : span.start]
        ):
            return
        first = self._first_name_before(span, person)
        if first is not None:
            # the article's name was taken apart: "Donald" and "Trump" are one mention
            span = first
            printed = span.of(text)
        honorific = _HONORIFIC.search(text[max(0, span.start - 8) : span.start])
        start = span.start - len(honorific.group()) if honorific else span.start
        whole = Span(max(start, self.span.start), span.end)
        if not self.is_free(whole):
            return
        wanted: str
        evidence: tuple[Citation, ...]
        if person.key in self.known:
            wanted, evidence = person.short, (person.printed_at,)
            self._after_known.add(span.end)
            titled = title_of_known(text, name, whole, self.span.start)
            whole = titled if self.is_free(titled) else whole
            again = roles_of_known(text, span, self.span.start, self.span.end)
            if whole.start == span.start and all(self.is_free(role) for role in again):
                for role in again:
                    self.cut(role, "role again")
        elif has_role_beside(text, whole, self.span.start):
            wanted, evidence = person.full_name, (person.printed_at,)
            self._introduce(person)
        else:
            wanted, evidence = self.called(person, at=span.end)
        if wanted != whole.of(text):
            why = "surname" if wanted == person.short and wanted in printed else "full name"
            self.edit("name", whole, wanted, why, evidence)

    def _first_name_before(self, span: Span, person: Person) -> Span | None:
        """The mention with the first names that stand right before it; ``None`` without any."""
        text = self.article.text
        words = person.full_name.split()
        for count in range(len(words) - 1, 0, -1):
            first = " ".join(words[:count]) + " "
            start = span.start - len(first)
            if start >= self.span.start and text[start : span.start] == first:
                return Span(start, span.end)
        return None

    def called(self, person: Person, *, at: int | None = None) -> tuple[str, tuple[Citation, ...]]:
        """What to call a person here, with the place that prints it.

        ``at`` is where the article goes on after the name; an introduction that ends with a
        comma fits only before a word that is no noun of the person's.
        """
        if person.key in self.known:
            return person.short, (person.printed_at,)
        self._introduce(person)
        following = " said" if at is None else self.article.text[at : at + 12]
        possessive = at is not None and self.article.text[:at].lower().endswith(
            tuple(f" {word}" for word in _POSSESSIVES)
        )
        wanted = person.introduction
        if wanted.endswith(","):
            if possessive or not _MAKES_ROOM.match(following):
                return person.full_name, (person.printed_at,)
            if not following.startswith(" "):
                wanted = wanted[:-1]
        return wanted, person.introduced_at

    def _introduce(self, person: Person) -> None:
        self.known.add(person.key)
        self.introduced.append(person.key)

    def print_days(self) -> None:
        """Print each day by the house rule, resolved against the article's own day."""
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
            elif (
                RELATIVE.search(printed)
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

    # ------------------------------------------------------------------ the result

    def point(self) -> Point:
        """The point this draft makes; raises ``UnusableError`` where its edits do not fit."""
        point = self._point("", sorted(self._edits, key=lambda e: (e.start, e.end)))
        try:
            text = replay(point, self.material.texts)
        except ReplayError as error:
            raise UnusableError(str(error)) from error
        # By what it cites, so that it keeps its id where names or days are printed otherwise.
        cited = f"{self.article.id}\0{self.span.start}\0{self.span.end}"
        digest = hashlib.sha256(cited.encode()).hexdigest()[:12]
        return Point(digest, text, point.citations, point.edits)

    def _point(self, text: str, edits: list[Edit]) -> Point:
        return Point("", text, (Citation(self.article.id, self.span),), tuple(edits))
