"""A story in, its three-part brief out: choose, draft, check, and keep only what holds."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import structs

from nutgraf.briefs import happened, said, statements, upcoming
from nutgraf.briefs.anchors import anchored
from nutgraf.briefs.candidates import Statement
from nutgraf.briefs.check import check_point
from nutgraf.briefs.choices import FREE, Choices, by_choice
from nutgraf.briefs.draft import UnusableError
from nutgraf.briefs.material import Material
from nutgraf.briefs.style import content_words, overlap, word_count
from nutgraf.briefs.title import compose_title
from nutgraf.form import USUAL, Form
from nutgraf.records import Alternative, Analysis, Article, Brief, Part, Point, Span, Story

_PARAGRAPH_WORDS = 45
# Two points that share more of their words than this say one thing twice.
_SAME = 0.6
# Who said what is full with so many words in marks, once it has the words it wants; it goes on
# while a short sentence still has room.
_FRAGMENTS = 6
# A brief that can tell no step has that much more room for what was said.
_FOR_NOTHING_TO_COME = 40
_SHORTEST = 25
# From this share of its least words on, nothing weak fills it up.
_ENOUGH = 0.85
_NO_STEP = "The reports name no next step that could be told by itself."
_QUOTED = re.compile('"([^"]*)"')


def compose(
    story: Story,
    articles: Sequence[Article],
    analyses: Mapping[str, Analysis],
    *,
    as_of: dt.date,
    form: Form = USUAL,
    choices: Choices = FREE,
    alternatives: int = 0,
) -> Brief:
    """The brief of ``story`` as of a day; a part is empty where the articles give it nothing.

    ``articles`` are the story's, ``analyses`` by article id; an article without one is not
    quoted. Every point has passed ``check_point``. ``notes`` say what a reader should know:
    that one publisher carries the story, or that points were left out. ``form`` sets lengths
    and style, ``choices`` what an editor wants kept or left out; ``alternatives`` points are
    given for each part that could stand in the place of others.
    """
    material = anchored(Material(story, articles, analyses, as_of=as_of, form=form))
    return _Composer(material, choices).brief(alternatives)


def _repeats(text: str, quoted: Sequence[str]) -> bool:
    """Whether a fragment of three words or more stands in quotation marks a second time."""
    return any(
        len(fragment.split()) >= 3
        and any(fragment in other or other in fragment for other in quoted)
        for fragment in _QUOTED.findall(text)
    )


class _Composer:
    def __init__(self, material: Material, choices: Choices) -> None:
        self.material = material
        self.form = material.form
        self.choices = choices
        self.articles = {article.id: article for article in material.articles}
        self.known: set[str] = set()
        self.told: list[frozenset[str]] = []
        self.cited: list[tuple[str, Span]] = []
        self.quoted: list[str] = []
        self.refused = 0
        self.checked: dict[Point, bool] = {}

    def brief(self, alternatives: int) -> Brief:
        material = self.material
        first = self._what_happened()
        second = self._who_said_what()
        third = self._what_next()
        return Brief(
            story_id=material.story.id,
            as_of=material.as_of,
            title=compose_title(material, self.told[: len(first)]),
            what_happened=first,
            who_said_what=second,
            what_next=third,
            notes=tuple(self._notes(first, third)),
            alternatives=tuple(self._alternatives(alternatives)) if alternatives else (),
        )

    # ------------------------------------------------------------------ the three parts

    def _what_happened(self) -> tuple[Point, ...]:
        points: list[Point] = []
        words = 0
        tellings = happened.choose_tellings(self.material)
        openings = sorted(filter(happened.is_opening, tellings), key=happened.opening_order)
        details = sorted(tellings, key=happened.detail_order)
        wanted = self._by_choice(dict.fromkeys([*openings, *details]), happened.draft_detail)
        # What is to come is kept for the part that tells it.
        steps: frozenset[tuple[str, Span]] | None = None
        for telling, by_hand in wanted:
            full = len(points) >= happened.MOST_SENTENCES or words >= self.form.happened.least
            if full and not by_hand:
                break
            if points and not by_hand and not happened.adds_to(telling, self.told):
                continue
            if self._is_cited(telling.article.id, telling.sentence.span):
                continue
            if points and not by_hand:
                if steps is None:
                    steps = upcoming.sentences_of_steps(self.material, self.told)
                if (telling.article.id, telling.sentence.span) in steps:
                    continue
            point = self._accept(
                partial(happened.draft_telling, self.material, telling, opening=not points),
                room=1000 if by_hand else self.form.happened.most + 10 - words,
            )
            if point is not None:
                points.append(point)
                words += word_count(point.text)
        return tuple(points)

    def _who_said_what(self) -> tuple[Point, ...]:
        chosen: list[Statement] = []
        words = fragments = 0
        room = self.form.said
        trial = set(self.known)
        told: list[frozenset[str]] = []
        quoted: list[str] = []
        # What is to come is kept for the part that tells it.
        steps = itertools.islice(
            upcoming.choose_steps(self.material, self.told), upcoming.MOST_SENTENCES
        )
        kept = [step.words for step in steps]
        least = room.least if kept else min(room.most, room.least + _FOR_NOTHING_TO_COME)

        def drafted(statement: Statement) -> tuple[Point, list[str]] | None:
            heard = {other.speaker for other in chosen}
            try:
                point, introduced = statements.draft_statement(
                    self.material, statement, trial, heard
                )
            except UnusableError:
                return None
            return None if self._faulty(point) else (point, introduced)

        def usable(statement: Statement) -> bool:
            made = drafted(statement)
            return made is not None and not self._told_before(made[0], (*told, *kept), quoted)

        wanted = self._by_choice(
            said.choose_statements(self.material, self.told, usable), statements.draft_statement
        )
        for statement, by_hand in wanted:
            enough = words >= least and fragments >= _FRAGMENTS
            if (enough or words >= room.most - _SHORTEST) and not by_hand:
                break
            if words >= _ENOUGH * least and statement.score < said.WORTH_MORE and not by_hand:
                continue
            made = drafted(statement)
            if made is None or self._is_cited(statement.article.id, statement.span):
                continue
            point, introduced = made
            count = word_count(point.text)
            if words + count > room.most and not by_hand:
                continue
            others = () if by_hand else (*told, *kept)
            if self._told_before(point, others, quoted):
                continue
            found = _QUOTED.findall(point.text)
            quoted += found
            told.append(content_words(point.text))
            trial.update(introduced)
            chosen.append(statement)
            words += count
            fragments += len(found)
        points: list[Point] = []
        paragraph = since = 0
        speaker = None
        heard: set[str] = set()
        for statement in _side_by_side(chosen):
            if speaker not in {None, statement.speaker} and since >= _PARAGRAPH_WORDS:
                paragraph, since = paragraph + 1, 0
            accepted = self._accept(
                partial(statements.draft_statement, self.material, statement, heard=heard)
            )
            if accepted is not None:
                points.append(structs.replace(accepted, paragraph=paragraph))
                since += word_count(accepted.text)
                speaker = statement.speaker
                heard.add(speaker)
        return tuple(points)

    def _told_before(
        self, point: Point, others: Sequence[frozenset[str]], quoted: Sequence[str]
    ) -> bool:
        """Whether the brief tells it already, or will where it belongs."""
        words = content_words(point.text)
        if any(overlap(words, other) > _SAME for other in (*self.told, *others)):
            return True
        earlier = [*self.quoted, *quoted]
        if _repeats(point.text, earlier):
            return True
        said_before = [content_words(each) for each in earlier]
        return any(
            len(said_words) > 1 and overlap(said_words, other) > _SAME
            for said_words in map(content_words, _QUOTED.findall(point.text))
            for other in said_before
            if len(other) > 1
        )

    def _what_next(self) -> tuple[Point, ...]:
        chosen: list[upcoming.Step] = []
        words = 0
        wanted = self._by_choice(upcoming.rank_steps(self.material, self.told), upcoming.draft_step)
        for step, by_hand in wanted:
            enough = words >= self.form.coming.least and step.score < upcoming.WORTH_MORE
            if (enough or len(chosen) >= upcoming.MOST_SENTENCES) and not by_hand:
                break
            if any(upcoming.says_the_same(step, other) for other in chosen):
                continue
            if self._is_cited(step.article.id, step.sentence.span):
                continue
            try:
                point, _ = upcoming.draft_step(self.material, step, set(self.known))
            except UnusableError:
                continue
            count = word_count(point.text)
            if (words + count > self.form.coming.most and not by_hand) or self._faulty(point):
                continue
            if _repeats(point.text, self.quoted):
                continue
            chosen.append(step)
            words += count
        points = []
        for step in sorted(chosen, key=upcoming.in_order):
            accepted = self._accept(partial(upcoming.draft_step, self.material, step))
            if accepted is not None:
                points.append(accepted)
        return tuple(points)

    def _notes(self, first: Sequence[Point], third: Sequence[Point]) -> list[str]:
        notes = []
        publishers = sorted(self.material.publishers)
        if len(publishers) == 1:
            notes.append(f"This brief rests on one publisher: {publishers[0]}.")
        if not first:
            notes.append("No sentence of the articles tells the event by itself.")
        if not third:
            notes.append(_NO_STEP)
        if self.refused:
            notes.append(f"Sentences left out because they did not pass the check: {self.refused}.")
        return notes

    # ------------------------------------------------------------------ taking a point in

    def _accept(
        self, draft: Callable[[set[str]], tuple[Point, list[str]]], *, room: int = 1000
    ) -> Point | None:
        """The drafted point if it fits and holds, now part of the brief; else ``None``."""
        try:
            point, introduced = draft(set(self.known))
        except UnusableError:
            return None
        if word_count(point.text) > room:
            return None
        if self._faulty(point):
            self.refused += 1
            return None
        if _repeats(point.text, self.quoted):
            return None
        self.quoted += _QUOTED.findall(point.text)
        self.known.update(introduced)
        self.told.append(content_words(point.text))
        self.cited += [(c.article, c.span) for c in point.citations]
        return point

    def _alternatives(self, most: int) -> Iterator[Alternative]:
        """Up to ``most`` points for each part that hold and tell something else."""
        material = self.material
        yield from self._unused(
            "What happened", happened.choose_tellings(material), happened.draft_detail, most
        )
        yield from self._unused(
            "Who said what",
            said.choose_statements(material, self.told),
            statements.draft_statement,
            most,
        )
        yield from self._unused(
            "What next?",
            upcoming.choose_steps(material, self.told),
            upcoming.draft_step,
            most,
        )

    def _unused[Candidate](
        self,
        part: Part,
        candidates: Iterable[Candidate],
        draft: Callable[[Material, Candidate, set[str]], tuple[Point, list[str]]],
        most: int,
    ) -> Iterator[Alternative]:
        found = 0
        for candidate in candidates:
            if found == most:
                return
            try:
                point, _ = draft(self.material, candidate, set(self.known))
            except UnusableError:
                continue
            if any(self._is_cited(c.article, c.span) for c in point.citations):
                continue
            if not self._faulty(point):
                found += 1
                yield Alternative(part, point)

    def _by_choice[Candidate](
        self,
        candidates: Iterable[Candidate],
        draft: Callable[[Material, Candidate, set[str]], tuple[Point, list[str]]],
    ) -> Iterator[tuple[Candidate, bool]]:
        return by_choice(
            self.choices, candidates, lambda each: draft(self.material, each, set())[0]
        )

    def _faulty(self, point: Point) -> bool:
        # One sentence is looked at as a candidate, in its turn and when it is taken.
        if point not in self.checked:
            material = self.material
            faults = check_point(point, self.articles, material.as_of, material.analyses)
            self.checked[point] = bool(faults)
        return self.checked[point]

    def _is_cited(self, article: str, span: Span) -> bool:
        return any(article == other and span.meets(taken) for other, taken in self.cited)


def _side_by_side(chosen: Sequence[Statement]) -> list[Statement]:
    """Statements of one speaker together, and those who answer one another.

    Speakers come in the order of their best statement, save that one who names another
    comes right after that one.
    """
    groups: dict[str, list[Statement]] = {}
    for statement in chosen:
        groups.setdefault(statement.speaker, []).append(statement)
    waiting = list(groups)
    order: list[str] = []
    while waiting:
        after = order[-1].split()[-1] if order else None
        speaker = next(
            (
                each
                for each in waiting
                if after is not None and any(after in _words_of(s) for s in groups[each])
            ),
            waiting[0],
        )
        waiting.remove(speaker)
        order.append(speaker)
    return [
        statement
        for speaker in order
        for statement in sorted(
            groups[speaker],
            key=lambda s: (statements.adds_on(s), str(s.article.published), s.article.id, s.span),
        )
    ]


def _words_of(statement: Statement) -> set[str]:
    words = statement.span.of(statement.article.text).casefold().replace("’s", "")
    return {word.strip("\"“”'’.,:;").removesuffix("'s") for word in words.split()}
