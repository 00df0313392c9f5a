"""A chosen statement as a point: its sentence, a fragment of it, or the publisher's predicate."""

from __future__ import annotations

import re
from collections.abc import Set

from nutgraf.briefs.candidates import Statement
from nutgraf.briefs.clips import (
    draft_fragment,
    goes_on,
    is_answer,
    speaker_name,
)
from nutgraf.briefs.draft import Draft, UnusableError
from nutgraf.briefs.material import Material
from nutgraf.briefs.narrated import quotable
from nutgraf.briefs.parts import OpenDraft, Part, parts_of
from nutgraf.briefs.plain import epithets, is_garbled
from nutgraf.briefs.pronouns import leans_only_on_source, points_ahead
from nutgraf.briefs.replay import ReplayError
from nutgraf.briefs.sense import (
    answers_the_untold,
    dangles,
    interjects,
    is_broken,
    is_loaded,
    is_unprintable,
    leaning,
    leans_on_the_speaker,
    only_labels,
    says_nothing,
    speaks_in_person,
)
from nutgraf.briefs.sources import BARE_BODY, BARE_ROLE, has_role, narration, says
from nutgraf.briefs.style import content_words, word_count
from nutgraf.records import Edit, Point, Quote, Span

_LONGEST, _LONGEST_QUOTED, _LONGEST_EASED = 42, 48, 54
_LEAST_QUOTED = 2
# A quotation whose sense hangs on so many words that the brief does not have.
_TOO_MANY = 2
# A quotation of fewer words with one that leans is no more than an answer.
_SHORT, _SHORT_EASED = 10, 5
# Which, and whose, the article told before.
_OF_A_PAPER = re.compile(
    r"\b[Aa]ccording to the (poll|survey|study|report|audit|memo|filing)\b(?! by)"
)
_BARE_PAPER = re.compile(
    r"(?:it|they|(?:the|a|this|that) (?:\w+ )?(?:statement|report|letter|memo|email|post))", re.I
)
# So many words of a statement say something without those in marks.
_ENOUGH_SAID = 8
# "Roe said of the levy": what "it" in the marks is.
_SAID_OF = re.compile(r"\b(?:said|says|wrote|tweeted) (?:of|about) (?:the |his |her |its )?\w")
# Less of a longer quotation says little.
_LEAST_OF_MORE = 8
# A cue that takes up what the speaker said before: "Roe added", and has no first word for it.
_IN_ORDER = re.compile(
    r"(?:Afterwards?|Later|Then|Earlier|Meanwhile|Moments|Minutes|Hours|Soon|Not even|At one point|"
    # of whom it is so many, and beside whom
    r"On the \w+ side|(?:\w+|\d+) in (?:10|ten|five|four|three)(?= (?:ha[ds]|have|sa[iy]d?|see)\b)|"
    r"In turn|In return|In response|As well|For (?:his|her|its|their) part|Elsewhere|Likewise|"
    r"Similarly|"
    # a slip of the publisher's
    r"According to [^,]+,[^,]*,? said)\b"
)
_ALSO_DOES = re.compile(
    r"(?:(?:ha[sd]|have|is|are|was|were|will|would|could|may|might) )?(?P<also>(?:also|too|again) )"
)
_SPEAKS = re.compile(r" (?:said|says|told|tells|added|wrote|tweeted)\b")
# Words of an indirect statement that lean on the sentence before it.
_POINTS_BACK = re.compile(
    r"\b(?:such|both|former|latter|another|also|too|either|neither|there|here|so|other|"
    r"[Tt]he (?:move|two|pair|trio|same|news|incident))\b|^(?:And|But|Or|Nor|Yet)\b"
)
_PAGE = re.compile(
    r"Story Continued Below|(?:JUST|MUST) WATCH|RELATED\b|R(?:ead|EAD) (?:more|MORE)"
)
_LETTER = re.compile("[a-z]")
_OPENS = '"“‘'
_ALSO = re.compile(r"\b(?:also|again|further|instead)\b")
_ADDED = re.compile(
    r"\b(?:add(?:s|ed|ing)|continu(?:es|ed)|went on|also|further|echo(?:es|ed|ing)|followed suit|"
    r"shot back|elaborated|reiterated|in a later|a later (?:interview|tweet|statement|post))\b"
)


def draft_statement(
    material: Material, statement: Statement, known: set[str], heard: Set[str] | None = None
) -> tuple[Point, list[str]]:
    """The point a statement makes and the people it introduces; raises ``UnusableError``.

    ``heard`` are the speakers whom the brief has quoted; only they can have added anything.
    ``None`` where that does not matter.
    """
    if statement.quote is None:
        return _draft_narration(material, statement, known)
    point, introduced = _draft_quoted(material, statement, statement.quote, known, heard)
    if (
        speaks_in_person(point.text)
        or is_broken(point.text)
        or is_garbled(point.text)
        or _PAGE.search(point.text)
    ):
        raise UnusableError("speaks as its writer, or was misread")
    if says_nothing(point.text) or is_unprintable(" ".join(point.text.split('"')[1::2])):
        raise UnusableError("says that it says nothing, stammers, breaks off, or is coarse")
    return point, introduced


def _draft_quoted(
    material: Material, statement: Statement, quote: Quote, known: set[str], heard: Set[str] | None
) -> tuple[Point, list[str]]:
    """The first of these that stands: the sentence, a part of it with its cue, a cue of ours."""
    adds = heard is not None and statement.speaker not in heard and adds_on(statement)
    whole = Part(statement.span, statement.sentences)
    for part in () if adds else (whole, *parts_of(material, statement, quote)):
        try:
            return _draft_part(material, statement, quote, part, known)
        except (UnusableError, ReplayError):
            continue
    return draft_fragment(material, statement, quote, known)


def adds_on(statement: Statement) -> bool:
    """Whether its words take up what the speaker said before: "Roe added"."""
    if statement.quote is None:
        return False
    text = statement.article.text
    if statement.quote.kind == "indirect" and _ALSO.search(statement.span.of(text)):
        return True
    return any(
        not any(span.holds(Span(*found.span())) for span in statement.quote.content)
        for cue in statement.quote.cue
        # "also said", "said further": the word may stand beside the cue
        for found in _ADDED.finditer(text, max(0, cue.start - 12), cue.end + 12)
    )


def _draft_part(
    material: Material, statement: Statement, quote: Quote, part: Part, known: set[str]
) -> tuple[Point, list[str]]:
    """Quote and cue as printed, in their sentence or so much of it, with the source named."""
    if not any(_LETTER.search(cue.of(statement.article.text)) for cue in quote.cue):
        raise UnusableError("no verb of saying in the sentence")
    if is_answer(statement):
        raise UnusableError("answers a question the brief does not have")
    span = part.span
    if is_loaded(narration(material, statement.article, span)):
        raise UnusableError("the article's own words judge")
    draft = (
        Draft(material, statement.article, span, known=known)
        if part.quoted is None
        else OpenDraft(material, statement, part, part.quoted, known)
    )
    if not part.late:
        draft.cut_openings(part.sentences)
    outside = [s for s in part.sentences if not s.stands_alone]
    if outside and not leans_only_on_source(material, statement, span, quote):
        raise UnusableError("leans on the sentence before")
    if points_ahead(draft, quote, span):
        raise UnusableError("a pronoun before any name")
    draft.set_marks()
    _name_role(draft, quote, span)
    draft.name_people((span, quote.speaker) for span in quote.source if quote.speaker)
    draft.print_days()
    for kept in (*quote.cue, *quote.source):
        draft.protect(kept)
    _cut_epithets(draft, span)
    draft.shorten(part.sentences, 30)
    draft.tidy()
    point = draft.point()
    longest = _LONGEST if quote.kind != "direct" else _LONGEST_QUOTED
    if statement.eased:
        longest = _LONGEST_EASED
    if not _names_the_speaker(point.text, quote, statement):
        raise UnusableError("who speaks is not named")
    if not 6 <= word_count(point.text) <= longest:
        raise UnusableError("too long or too short for one sentence")
    outside_marks = re.sub('"[^"]*"', "", point.text)
    if "?" in outside_marks:
        raise UnusableError("a question of the publisher's")
    named = [e.text for e in point.edits if e.why == "full name"]
    if len(named) > len(set(named)):
        raise UnusableError("two persons are taken for one")
    if any(_is_of_somebody_else(draft, e, quote) for e in point.edits):
        raise UnusableError("another who speaks, by a pronoun")
    paper = _OF_A_PAPER.search(outside_marks)
    if paper and not content_words(paper[1]) & statement.told:
        raise UnusableError("by a poll or report it does not name")
    if _IN_ORDER.match(outside_marks):
        raise UnusableError("comes after what the brief does not have")
    if any(e.kind == "cut" and _held_a_cue(draft, e) for e in point.edits):
        raise UnusableError("without a clause that says whose words they are")
    if quote.kind != "direct" and _is_of_untold_body(outside_marks, statement):
        raise UnusableError("speaks of a body it does not name")
    surname = "".join((quote.speaker or "").split()[-1:])
    body = quote.voice != "person" or not quote.speaker
    if answers_the_untold(point.text) or dangles(point.text, surname, body=body):
        raise UnusableError("speaks of somebody it does not name")
    if quote.kind == "indirect":
        if outside and _POINTS_BACK.search(narration(material, statement.article, span)):
            raise UnusableError("leans on the sentence before")
        return point, draft.introduced
    if '"' not in point.text or point.text.count('"') % 2:
        raise UnusableError("no whole quotation")
    inside = point.text.split('"')[1::2]
    if max(map(word_count, inside)) < _LEAST_QUOTED or only_labels(point.text):
        if statement.eased and _tells_enough(quote, statement):
            return point, draft.introduced
        raise UnusableError("single words in marks and names of works are no statement")
    _must_make_sense(point.text, surname, statement, part)
    return point, draft.introduced


def _names_the_speaker(text: str, quote: Quote, statement: Statement) -> bool:
    """Whether a person who is known by name is named: "the activist said" leaves it open."""
    if not quote.speaker or quote.anonymous:
        return True
    source = " ".join(span.of(statement.article.text) for span in quote.source)
    if quote.voice != "person":
        named = quote.speaker.casefold() in text.casefold()
        return named or not _BARE_PAPER.fullmatch(source)
    surname = quote.speaker.split()[-1].casefold()
    return surname in text.casefold() or any(word[:1].isupper() for word in source.split()[1:])


def _tells_enough(quote: Quote, statement: Statement) -> bool:
    """Whether the publisher's words tell the statement, and the marks only stand on some."""
    said = sum(word_count(span.of(statement.article.text)) for span in quote.content)
    return quote.kind == "mixed" and quote.found_by == "rules" and said >= _ENOUGH_SAID


def _is_of_somebody_else(draft: Draft, edit: Edit, quote: Quote) -> bool:
    """Whether an edit names who "he" is that speaks beside the speaker: "Roe said …, he told"."""
    return (
        edit.why == "pronoun"
        and edit.end > edit.start
        and bool(_SPEAKS.match(draft.article.text, edit.end))
        and not any(span.meets(Span(edit.start, edit.end)) for span in quote.source)
    )


def _held_a_cue(draft: Draft, edit: Edit) -> bool:
    """Whether what was cut told whose words some are: "Roe, who once put it thus, "…"."""
    text = draft.article.text
    after = text[edit.end : edit.end + 2].lstrip(" ,")
    before = text[edit.start : edit.end]
    return says(before) or (len(before.split()) > 1 and after[:1] in _OPENS and bool(after))


def _is_of_untold_body(outside: str, statement: Statement) -> bool:
    """Whether a sentence speaks of "the agency", of which neither it nor the brief has told."""
    found = BARE_BODY.search(outside)
    if found is None or found.start() == 0:
        return False
    named = re.search(r"[A-Z]\w+ [A-Z]\w+", outside[: found.start()])
    return not named and not content_words(found.group()) & statement.told


def _must_make_sense(text: str, surname: str, statement: Statement, part: Part) -> None:
    """Raise where what is quoted hangs on words that stayed behind in the article."""
    first = text.split('"')[1]
    known = "he" if statement.is_placed else ""
    leans = leaning(text, speaker=surname, known=known)
    if part.quoted is not None:
        leans += leans_on_the_speaker(first) + interjects(first)
        if part.late:
            leans += leaning(f'"{first}"', speaker=surname, known=known)
            leans += goes_on(first, statement)
        if leans or word_count(first) < _LEAST_OF_MORE:
            raise UnusableError("goes on from the sentence before it")
        return
    things = leaning(text, speaker=surname, known="he, they")
    if leans > things:
        raise UnusableError("speaks of somebody the brief has not told of")
    if _SAID_OF.search(text):
        things = 0
    short = _SHORT_EASED if statement.eased else _SHORT
    if interjects(first) or things >= _TOO_MANY or (things and word_count(first) < short):
        raise UnusableError("leans on what the article told before it")


def _name_role(draft: Draft, quote: Quote, span: Span) -> None:
    """Print the name where the source is a bare role: "the governor said he would"."""
    text = draft.article.text
    if not quote.speaker or len(quote.source) != 1:
        return
    source = quote.source[0]
    printed_role = source.of(text)
    person = draft.material.people.find(quote.speaker)
    fits = (
        BARE_BODY.fullmatch(printed_role)
        if person is None
        else BARE_ROLE.fullmatch(printed_role) and has_role(person, printed_role)
    )
    if not fits or not draft.is_free(source):
        return
    printed, evidence = (
        draft.called(person, at=source.end)
        if person is not None
        else speaker_name(draft, quote, None)
    )
    draft.edit("name", source, printed, "role", evidence)
    # Who "he" is after that is plain.
    for reference in draft.material.analyses[draft.article.id].references:
        if reference.full_name == quote.speaker and span.holds(reference.span):
            draft.protect(reference.span)


def _cut_epithets(draft: Draft, span: Span) -> None:
    """Leave out what the publisher's own adjectives judge, outside the marks."""
    for word in epithets(draft.article.text, span):
        if draft.is_free(word):
            draft.cut(word, "epithet")


def _draft_narration(
    material: Material, statement: Statement, known: set[str]
) -> tuple[Point, list[str]]:
    """The publisher's own sentence, its predicate in quotation marks, credited to it."""
    sentence = statement.sentences[0]
    predicate = quotable(statement.article.text, sentence)
    publisher = statement.article.publisher
    if predicate is None or publisher is None:
        raise UnusableError("no predicate or publisher to credit")
    draft = Draft(material, statement.article, statement.span, known=known)
    also = _ALSO_DOES.match(predicate.of(statement.article.text))
    if also:
        # the article told something else of the kind before it
        start = predicate.start + also.end()
        draft.cut(Span(predicate.start + also.start("also"), start), "connective")
        predicate = Span(start, predicate.end)
    draft.protect(predicate)
    draft.cut_openings(statement.sentences)
    draft.name_people()
    draft.print_days()
    _cut_epithets(draft, Span(statement.span.start, predicate.start))
    draft.edit("quote marks", Span(predicate.start, predicate.start), '"')
    draft.edit("quote marks", Span(predicate.end, predicate.end), '"')
    draft.edit("credit", Span(predicate.end, statement.span.end), f", {publisher} said.", publisher)
    draft.tidy()
    point = draft.point()
    if any(point.text.count(e.text) > 1 for e in point.edits if e.kind == "name"):
        raise UnusableError("two persons are taken for one")
    return point, draft.introduced
