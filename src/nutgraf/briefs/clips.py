"""Words out of a longer quotation, with a cue of our own: who is quoted, how, and how much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nutgraf.analysis.clauses import GUARDED
from nutgraf.briefs.candidates import Statement
from nutgraf.briefs.draft import Draft, UnusableError
from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.people import Person
from nutgraf.briefs.sense import interjects, is_unprintable, leaning, leans_on_the_speaker
from nutgraf.briefs.sources import is_rumour, narration
from nutgraf.briefs.style import content_words, word_count
from nutgraf.records import Article, Citation, Point, Quote, Span

_SHORTEST, _LONGEST, _BEST = 6, 36, 16
# "Who knows what the reason is" has fewer words that say something.
_FEWEST = 3
_LONGEST_OCCASION = 9
_CUE_WORDS = re.compile(r"\b(?:said|says|according)\b", re.IGNORECASE)
# Words outside the marks on which what is in them hangs.
_DEPENDS = re.compile(
    r"\b(?:otherwise|unless|until|if|only|in that case|whether|should|sarcastically|ironically|"
    r"jokingly|joked|jok(?:es|ing)|mock\w*|imagin\w+|hypothetical\w*)\b|"
    # … or that place the saying elsewhere than the story
    r"\b(?:[Ww]hen|[Aa]fter|[Bb]efore|[Ww]hile|asked|[Aa]sked|ago|earlier|previously|once|"
    r"last (?:year|month|week|fall|summer|spring|winter)|[Ii]n (?:19|20)\d\d)\b",
    re.IGNORECASE,
)

# The verbs of a printed cue that ours may have, too.
_OWN_VERB = re.compile(r"(?:wrote|tweeted|testified)")
_DAY_IN = re.compile(
    r",? (?:on |late |early )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)"
    r"(?: (?:morning|afternoon|evening|night))?\b,?"
)
_NEAR_TIME = re.compile(r"\b(?:today|yesterday|tomorrow|tonight|this|last|next|ago|\w+day)\b", re.I)
_DEFINITE = re.compile(
    r"(?:The|Both|Together|Another|Other|Such|Either|Neither|All of)\b(?P<noun> [\w’'-]+)?"
)


def draft_fragment(
    material: Material, statement: Statement, quote: Quote, known: set[str]
) -> tuple[Point, list[str]]:
    """Whole sentences out of a longer quotation, with a cue of our own: Name said: "…".

    Raises ``UnusableError`` where none makes sense by itself, or the cue says more than ours.
    """
    if quote.kind != "direct" or not quote.speaker:
        raise UnusableError("no whole quotation with a sure speaker")
    if _is_guarded(material, statement, quote):
        # "did not say", "Otherwise, she added": a cue of ours would lose what that does.
        raise UnusableError("a cue that denies or doubts, or words with a condition")
    if is_rumour(material, statement.article, statement.sentences):
        raise UnusableError("words that the article does not vouch for")
    if is_answer(statement):
        raise UnusableError("answers a question the brief does not have")
    person = material.people.find(quote.speaker)
    article = statement.article
    window = _window(material, statement, quote)
    draft = Draft(material, article, window, known=known, inside_quotation=True)
    name, evidence = speaker_name(draft, quote, person)
    evidence += tuple(Citation(article.id, s) for s in (*quote.source, *quote.cue))
    told, where = _occasion(article, quote)
    if window.of(article.text)[-1] == ",":
        draft.edit("quote marks", Span(window.start, window.start), '"')
        draft.edit("quote marks", Span(window.end, window.end), '"')
        cue = f" {name} {told}."
        draft.edit("cue", Span(window.end, window.end), cue, "named", evidence + where)
    else:
        cue = f"{name[0].upper()}{name[1:]} {told}: "
        draft.edit("cue", Span(window.start, window.start), cue, "named", evidence + where)
        draft.edit("quote marks", Span(window.start, window.start), '"')
        draft.edit("quote marks", Span(window.end, window.end), '"')
    return draft.point(), draft.introduced


def is_answer(statement: Statement) -> bool:
    """Whether what comes right before a statement is a question that it answers."""
    before = statement.article.text[max(0, statement.span.start - 4) : statement.span.start]
    return "?" in before.rstrip("\"”’' \n")[-1:]


def _is_guarded(material: Material, statement: Statement, quote: Quote) -> bool:
    """Whether the words round a quotation deny it, doubt it or say on what it depends."""
    text = statement.article.text
    cue = " ".join(span.of(text) for span in quote.cue)
    around = " ".join(
        narration(material, statement.article, sentence.span)
        for sentence in statement.sentences
        if any(part.meets(sentence.span) for part in (*quote.content, *quote.cue))
    )
    return bool(GUARDED.search(_CUE_WORDS.sub("", cue)) or _DEPENDS.search(around))


def speaker_name(
    draft: Draft, quote: Quote, person: Person | None
) -> tuple[str, tuple[Citation, ...]]:
    """What to call the speaker in a cue of ours, with the places that print it.

    Raises ``UnusableError`` where the article does not print the name.
    """
    if person is not None:
        return draft.called(person)
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


def _occasion(article: Article, quote: Quote) -> tuple[str, tuple[Citation, ...]]:
    """How a cue of ours tells where it was said, or only "said"; with the words that say so."""
    verb = next(
        (
            found.group()
            for span in quote.cue
            if (found := _OWN_VERB.fullmatch(span.of(article.text)))
        ),
        "said",
    )
    if quote.occasion is None:
        return verb, ()
    printed = _DAY_IN.sub("", quote.occasion.of(article.text)).strip(" ,")
    where = (Citation(article.id, quote.occasion),)
    if _NEAR_TIME.search(printed) or not 1 < word_count(printed) <= _LONGEST_OCCASION:
        return verb, ()
    if re.match(r"told (?:reporters|a |the |The |\w+ )", printed):
        return printed, where
    if re.match(r"(?:in|on|at|during|via|to|before) ", printed, re.IGNORECASE):
        return f"{verb} {printed[0].lower()}{printed[1:]}", where
    return verb, ()


def _window(material: Material, statement: Statement, quote: Quote) -> Span:
    """One or two whole sentences inside the marks, of a length a brief prints.

    One that makes sense by itself is taken, with the words most worth quoting in it; the
    last may end with the comma that the publisher set before its cue.
    """
    text = statement.article.text
    # What comes after the cue goes on from what came before it.
    first = min(quote.content)
    inners = [m.inner for m in material.marked(statement.article) if first.meets(m.inner)]
    if not inners:
        raise UnusableError("no marks round the quotation")
    best = quote.fragments[0] if quote.fragments else None
    surname = "".join((quote.speaker or "").split()[-1:])
    known = "he" if statement.is_placed else ""
    choices: list[tuple[int, bool, int, Span]] = []
    for inner in inners:
        bounds = list(sentence_spans(text, inner))
        for opening in range(len(bounds)):
            for last in range(opening, min(opening + 2, len(bounds))):
                window = Span(bounds[opening].start, bounds[last].end)
                words = window.of(text)
                length = words_in(text, window)
                if not _SHORTEST <= length <= _LONGEST or re.search('["“”\n]', words):
                    continue
                carried = content_words(words)
                if len(carried) < _FEWEST and not carried & statement.told:
                    continue
                if words[-1] not in ".!?," or words[0].islower() or is_unprintable(words):
                    continue
                leans = leaning(f'"{words}"', speaker=surname, known=known)
                if statement.eased and leans == 1:
                    # "It was terrifying": the brief has told what
                    leans = leaning(f'"{words}"', speaker=surname, known="he, they") != 1
                else:
                    leans += leans_on_the_speaker(words)
                leans += interjects(words)
                leans += opening > 0 and goes_on(words, statement)
                leans += any(asks(text, each) for each in bounds[max(0, opening - 1) : opening])
                leans += any(asks(text, each) for each in bounds[last + 1 : last + 2])
                dull = best is not None and not window.holds(best)
                choices.append((leans, dull, abs(length - _BEST), window))
    if not choices:
        raise UnusableError("no whole sentence of fitting length in the quotation")
    leans, _, _, window = min(choices)
    if leans:
        raise UnusableError("leans on what the article told before it")
    return window


def asks(text: str, sentence: Span) -> bool:
    """Whether a sentence inside quotation marks is a question, which goes with its neighbours."""
    return text[sentence.end - 1] == "?"


def goes_on(words: str, statement: Statement) -> bool:
    """Whether a quotation's later sentence is on "the N" of those before it."""
    first = _DEFINITE.match(words)
    if first is None:
        return False
    noun = content_words(first["noun"] or "")
    return not noun or not noun <= statement.told


_INNER_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘'I])")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|U\.S|[A-Z])\.$")


def sentence_spans(text: str, inner: Span) -> Iterator[Span]:
    """The sentences inside quotation marks, the last one with the comma before its cue."""
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
