"""A chosen statement as a point: its sentence, a fragment of it, or the publisher's predicate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from nutgraf.analysis.clauses import GUARDED
from nutgraf.briefs.draft import Draft, UnusableError
from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.people import Person
from nutgraf.briefs.said import RELATIVE_DAY, Statement
from nutgraf.briefs.sense import (
    answers_the_untold,
    dangles,
    is_broken,
    leaning,
    leans_on_the_speaker,
    only_labels,
    speaks_in_person,
)
from nutgraf.briefs.sources import BARE_BODY, BARE_ROLE, has_role, is_rumour, narration
from nutgraf.briefs.style import word_count
from nutgraf.records import Article, Citation, Point, Quote, Span

_LONGEST = 42
_LEAST_QUOTED = 2
# "Ann Roe, a lawyer for the port who …": as far as it says what she is.
_CALLED = re.compile(
    r"(?P<name>[A-Z][^,]+), (?:an?|the|[a-z]{3,})\b"
    r"(?:(?! (?:who|whose|which|that|when|where)\b)[^,.;])+"
)
# A cue that takes up what the speaker said before: "Roe added", and has no first word for it.
_CUE_WORDS = re.compile(r"\b(?:said|says|according)\b", re.IGNORECASE)
# Words outside the marks on which what is in them hangs.
_DEPENDS = re.compile(
    r"\b(?:otherwise|unless|until|if|only|in that case|whether|should|sarcastically|ironically|"
    r"jokingly|joked|jok(?:es|ing)|mock\w*|imagin\w+|hypothetical\w*)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:add(?:s|ed|ing)|continu(?:es|ed)|went on|also|further|echo(?:es|ed|ing)|followed suit|"
    r"shot back|elaborated|reiterated)\b"
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
    try:
        if heard is not None and statement.speaker not in heard and adds_on(statement):
            raise UnusableError("adds to what the brief has not told")
        point, introduced = _draft_sentence(material, statement, statement.quote, known)
    except UnusableError:
        point, introduced = _draft_fragment(material, statement, statement.quote, known)
    if speaks_in_person(point.text) or is_broken(point.text):
        raise UnusableError("speaks as its writer, or was misread")
    return point, introduced


def adds_on(statement: Statement) -> bool:
    """Whether its words take up what the speaker said before: "Roe added"."""
    if statement.quote is None:
        return False
    text = statement.article.text
    return any(
        not any(span.holds(Span(*found.span())) for span in statement.quote.content)
        for cue in statement.quote.cue
        # "also said", "said further": the word may stand beside the cue
        for found in _ADDED.finditer(text, max(0, cue.start - 12), cue.end + 12)
    )


def _draft_sentence(
    material: Material, statement: Statement, quote: Quote, known: set[str]
) -> tuple[Point, list[str]]:
    """The sentence that holds quote and cue, as printed, with its source named."""
    if not quote.cue:
        raise UnusableError("no cue in the sentence")
    draft = Draft(material, statement.article, statement.span, known=known)
    draft.cut_openings(statement.sentences)
    outside = [s for s in statement.sentences if not s.stands_alone]
    source = set(quote.source)
    if outside and not _leans_only_on_source(material, statement, source):
        raise UnusableError("leans on the sentence before")
    if _points_ahead(draft, quote, statement):
        raise UnusableError("a pronoun before any name")
    draft.set_marks()
    _name_role(draft, quote, statement.span)
    draft.name_people((span, quote.speaker) for span in quote.source if quote.speaker)
    draft.print_days()
    for span in (*quote.cue, *quote.source):
        draft.protect(span)
    draft.shorten(statement.sentences, 30)
    draft.tidy()
    point = draft.point()
    if not 6 <= word_count(point.text) <= _LONGEST:
        raise UnusableError("too long or too short for one sentence")
    if "?" in re.sub('"[^"]*"', "", point.text):
        raise UnusableError("a question of the publisher's")
    surname = "".join((quote.speaker or "").split()[-1:])
    if answers_the_untold(point.text) or dangles(point.text, surname, body=quote.voice != "person"):
        raise UnusableError("speaks of somebody it does not name")
    if quote.kind == "indirect":
        if not all(s.stands_alone for s in statement.sentences):
            raise UnusableError("leans on the sentence before")
        return point, draft.introduced
    if '"' not in point.text or point.text.count('"') % 2:
        raise UnusableError("no whole quotation")
    inside = point.text.split('"')[1::2]
    if sum(word_count(quoted) for quoted in inside) < _LEAST_QUOTED or only_labels(point.text):
        raise UnusableError("single words in marks and names of works are no statement")
    return point, draft.introduced


def _points_ahead(draft: Draft, quote: Quote, statement: Statement) -> bool:
    """Whether the sentence says "he" before it names anybody, and names two: "After he fell, …"."""
    analysis = draft.material.analyses[draft.article.id]

    def outside(span: Span) -> bool:
        return statement.span.holds(span) and not any(m.outer.meets(span) for m in draft.marked)

    names = [n for n in analysis.names if n.kind == "person" and outside(n.span)]
    pronouns = [
        reference.span.start
        for reference in analysis.references
        if outside(reference.span)
        and reference.span not in quote.source
        and reference.span.of(draft.article.text).lower() in {"he", "she", "his", "her", "him"}
    ]
    first = min(pronouns, default=None)
    return first is not None and bool(names) and first < min(n.span.start for n in names)


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
        else _speaker_name(draft, quote, None)
    )
    draft.edit("name", source, printed, "role", evidence)
    # Who "he" is after that is plain.
    for reference in draft.material.analyses[draft.article.id].references:
        if reference.full_name == quote.speaker and span.holds(reference.span):
            draft.protect(reference.span)


def _leans_only_on_source(material: Material, statement: Statement, source: set[Span]) -> bool:
    """Whether every pronoun outside the marks is the source, which we can name."""
    text = statement.article.text
    marked = material.marked(statement.article)
    for match in re.finditer(
        r"\b(?:he|she|him|her|his|they|them|their|it|its|we|our|this|that|these|those)\b",
        Span(statement.span.start, statement.span.end).of(text),
        re.IGNORECASE,
    ):
        at = Span(statement.span.start + match.start(), statement.span.start + match.end())
        if any(m.outer.holds(at) for m in marked) or any(s.meets(at) for s in source):
            continue
        return False
    return True


def _draft_fragment(
    material: Material, statement: Statement, quote: Quote, known: set[str]
) -> tuple[Point, list[str]]:
    """Whole sentences out of a longer quotation, with a cue of our own: Name said: "…"."""
    if quote.kind != "direct" or not quote.speaker:
        raise UnusableError("no whole quotation with a sure speaker")
    if _is_guarded(material, statement, quote):
        # "did not say", "Otherwise, she added": a cue of ours would lose what that does.
        raise UnusableError("a cue that denies or doubts, or words with a condition")
    if is_rumour(material, statement.article, statement.sentences):
        raise UnusableError("words that the article does not vouch for")
    person = material.people.find(quote.speaker)
    article = statement.article
    window = _window(material, article, quote)
    draft = Draft(material, article, window, known=known, inside_quotation=True)
    name, evidence = _speaker_name(draft, quote, person)
    evidence += tuple(Citation(article.id, s) for s in (*quote.source, *quote.cue))
    last = window.of(article.text)[-1]
    if last == ",":
        draft.edit("quote marks", Span(window.start, window.start), '"')
        draft.edit("quote marks", Span(window.end, window.end), '"')
        draft.edit("cue", Span(window.end, window.end), f" {name} said.", "named", evidence)
    else:
        told, where = _occasion(article, quote)
        first = name[0].upper() + name[1:]
        cue = f"{first} {told}: " if told else f"{first} said: "
        draft.edit("cue", Span(window.start, window.start), cue, "named", evidence + where)
        draft.edit("quote marks", Span(window.start, window.start), '"')
        draft.edit("quote marks", Span(window.end, window.end), '"')
    return draft.point(), draft.introduced


def _is_guarded(material: Material, statement: Statement, quote: Quote) -> bool:
    """Whether the words round a quotation deny it, doubt it or say on what it depends."""
    text = statement.article.text
    cue = " ".join(span.of(text) for span in quote.cue)
    around = " ".join(
        narration(material, statement.article, sentence.span)
        for sentence in statement.sentences
        if any(content.meets(sentence.span) for content in quote.content)
    )
    return bool(GUARDED.search(_CUE_WORDS.sub("", cue)) or _DEPENDS.search(around))


def _speaker_name(
    draft: Draft, quote: Quote, person: Person | None
) -> tuple[str, tuple[Citation, ...]]:
    if person is not None:
        bare = person.key not in draft.known and person.introduction == person.full_name
        called, evidence = draft.called(person)
        described = _described(draft, quote, person) if bare else None
        return described or (called, evidence)
    text = draft.article.text
    for name in draft.material.analyses[draft.article.id].names:
        if name.full_name == quote.speaker and name.span.of(text) == name.full_name:
            article = (
                "the "
                if text[max(0, name.span.start - 4) : name.span.start].lower() == ("the ")
                else ""
            )
            start = name.span.start - len(article)
            return article + name.full_name, (
                Citation(draft.article.id, Span(start, name.span.end)),
            )
    raise UnusableError("the speaker's name is not printed in the article")


def _described(
    draft: Draft, quote: Quote, person: Person
) -> tuple[str, tuple[Citation, ...]] | None:
    """The name with what the article calls the person after it; ``None`` where it does not."""
    article = draft.article
    for other in (quote, *draft.material.analyses[article.id].quotes):
        if other.speaker != quote.speaker:
            continue
        for source in other.source:
            found = _CALLED.match(source.of(article.text))
            if found and found["name"] == person.full_name and word_count(found[0]) <= 12:
                return f"{found[0].rstrip()},", (Citation(article.id, source),)
    return None


def _occasion(article: Article, quote: Quote) -> tuple[str, tuple[Citation, ...]]:
    """The occasion as a cue of ours may use it; empty where its words do not fit one."""
    if quote.occasion is None:
        return "", ()
    printed = quote.occasion.of(article.text)
    where = (Citation(article.id, quote.occasion),)
    if (
        re.match(r"told (?:reporters|a |the |\w+ )", printed)
        and words_in(printed, Span(0, 99)) <= 6
    ):
        return printed, where
    if re.match(r"(?:in|on|at|during|via) ", printed) and words_in(printed, Span(0, 99)) <= 7:
        if RELATIVE_DAY.search(printed):
            return "", ()
        return f"said {printed}", where
    return "", ()


def _window(material: Material, article: Article, quote: Quote) -> Span:
    """One or two whole sentences inside the marks, of a length a brief prints.

    One that makes sense by itself is taken, with the words most worth quoting in it; the
    last may end with the comma that the publisher set before its cue.
    """
    text = article.text
    # What comes after the cue goes on from what came before it.
    first = min(quote.content)
    inners = [m.inner for m in material.marked(article) if first.meets(m.inner)]
    if not inners:
        raise UnusableError("no marks round the quotation")
    best = quote.fragments[0] if quote.fragments else None
    surname = (quote.speaker or "").split()[-1:]
    choices: list[tuple[int, bool, int, Span]] = []
    for inner in inners:
        bounds = list(_sentence_spans(text, inner))
        for opening in range(len(bounds)):
            for last in range(opening, min(opening + 2, len(bounds))):
                window = Span(bounds[opening].start, bounds[last].end)
                words = words_in(text, window)
                if not 6 <= words <= 32 or re.search('["“”\n]', window.of(text)):
                    continue
                if window.of(text)[-1] not in ".!?," or window.of(text)[0].islower():
                    continue
                leans = leaning(f'"{window.of(text)}"', speaker="".join(surname))
                leans += leans_on_the_speaker(window.of(text))
                dull = best is not None and not window.holds(best)
                choices.append((leans, dull, abs(words - 16), window))
    if not choices:
        raise UnusableError("no whole sentence of fitting length in the quotation")
    leans, _, _, window = min(choices)
    if leans:
        raise UnusableError("leans on what the article told before it")
    return window


_INNER_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘'I])")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|U\.S|[A-Z])\.$")


def _sentence_spans(text: str, inner: Span) -> Iterator[Span]:
    start = inner.start
    for match in _INNER_STOP.finditer(text, inner.start, inner.end):
        if _ABBREVIATION.search(text[max(inner.start, match.start() - 6) : match.start()]):
            continue
        yield Span(start, match.start())
        start = match.end()
    end = inner.end
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Span(start, end)


def _draft_narration(
    material: Material, statement: Statement, known: set[str]
) -> tuple[Point, list[str]]:
    """The publisher's own sentence, its predicate in quotation marks, credited to it."""
    sentence = statement.sentences[0]
    predicate = sentence.predicate
    publisher = statement.article.publisher
    if predicate is None or publisher is None:
        raise UnusableError("no predicate or publisher to credit")
    draft = Draft(material, statement.article, statement.span, known=known)
    draft.protect(predicate)
    draft.cut_openings(statement.sentences)
    draft.name_people()
    draft.print_days()
    draft.edit("quote marks", Span(predicate.start, predicate.start), '"')
    draft.edit("quote marks", Span(predicate.end, predicate.end), '"')
    draft.edit("credit", Span(predicate.end, statement.span.end), f", {publisher} said.", publisher)
    draft.tidy()
    return draft.point(), draft.introduced
