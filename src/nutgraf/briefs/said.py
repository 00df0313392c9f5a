"""Who said what: which statements, and whose, best first."""

from __future__ import annotations

import collections
import itertools
import math
import re
from collections.abc import Callable, Iterator, Sequence

from nutgraf.briefs.answers import denies
from nutgraf.briefs.candidates import ARGUES, Statement, Topic, arguments, bearing, title_words
from nutgraf.briefs.happened import is_known
from nutgraf.briefs.hearing import NOT_AT_ALL, Hearing, Voice
from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.narrated import narrated
from nutgraf.briefs.plain import loaded_words
from nutgraf.briefs.sense import is_broken, leaning, opens_untold, says_nothing, untold_nouns
from nutgraf.briefs.sources import (
    could_be_another,
    is_a_statement,
    is_described,
    narration,
    with_body,
)
from nutgraf.briefs.style import content_words, overlap
from nutgraf.briefs.timing import is_of_another_day, is_of_another_year, story_day
from nutgraf.records import Article, Citation, Quote, Sentence, Span

# Words in marks come first: what somebody said in the publisher's words fills what is left.
_TOLD_LESS = 1.6
# A statement of less is worse than a shorter brief.
WORTH_MORE = 1.6
_PLAIN_CUE = re.compile(
    r"(?:(?:has|have|had|also|later|has also|have also) )?(?:said|says?|added|adds|"
    r"told \w+(?: \w+){0,3}|told|wrote|announced|argue[sd]?|warn(?:s|ed)|insist(?:s|ed)?|"
    r"maintain(?:s|ed)?|testified|note[sd]|explained|acknowledged|confirmed|stated|claim(?:s|"
    r"ed)?|den(?:y|ies|ied)|conceded|"
    r"admitted|predict(?:s|ed)?|urged|estimates?|estimated|tweeted|promised|pledged|vowed|"
    r"called for|accused|cautioned|emphasi[sz]ed|stressed|suggested|rejected|dismissed|"
    r"criticized|criticised|condemned|blamed|praised|defended|According to|according to)(?: that)?"
)

# What the answer of somebody accused gains.
_ANSWERED = 0.8
# These say as surely whose words they are, and are worth less in a brief.
_FURTHER_CUE = re.compile(
    r"(?:(?:has|have|had|also|later|previously|earlier|repeatedly|has repeatedly) )*"
    r"(?:said|says?|told(?: \w+){0,4}|reports?|reported|threaten(?:s|ed)|continued|recalled|"
    r"indicated|remarked|found|asked|ordered|advised?|expects?|declared|opposed?|welcomed|"
    r"apologi[sz]ed|call(?:s|ed) (?:on|for)|is urging|reiterated|revealed|disclosed|"
    r"describ(?:es|ed)|proposed|recommend(?:s|ed)|believes?|thinks?|doubts?|hopes?|"
    r"complain(?:s|ed))(?: that| as)?"
)

_LEANS = 0.9
# "Port Ellery (CNN)": what the draft cuts is no misreading.
_DATELINE = re.compile(r"^(?:[A-Z][\w.-]+[ ,]{1,2}){1,5}\((?:CNN|AP|Reuters|AFP|UPI)\)")
# Fewer words than these are hardly a statement.
_FEW = 7
# With so few words of others, a publisher's line of context is better than none.
_THIN, _BARE, _CONTEXT_LINE = 115, 60, 0.25
# The share of a sentence that a statement in the publisher's words must be.
_ALL_SAID = 0.7
# "[The clerks] might have more": of whom it is, only the article says more.
_GLOSSED = 0.6
# "the signature": each thing that only the article has told of.
_UNEXPLAINED = 0.3
# What one says in turn with another.
_IN_TURN = 2.0
# Who shares more of the words says the same as another, and the same person sooner.
_AGAIN, _SAME = 0.55, 0.4
# What was said days before or after the story's own day, and no day beside it.
_ANOTHER_DAY = 0.5
# What the first word of the one the brief tells of is worth.
_PRINCIPAL = 0.6
# What only leads up to a point, or is answered by the article itself.
_ONE_SIDED = 0.6
_SETS_UP = re.compile(
    r"\bused to\b|\b[Aa]t (?:first|the beginning)\b|"
    r"\b(?:a (?:simple |clear |stark )?choice|one question|(?:two|three|four) things)[.,]"
)
_TURNS = re.compile(r"\s*(?:But|However,|In fact,|Actually,)\s")
# Words by which the publisher judges what it reports.
_JUDGED = 0.4
# A name that tells a reader nothing.
_NO_ROLE = 0.9
# What begins with "she" or "that" is for a brief that has hardly anything else.
_UNTOLD = 2.5
# In the words of a publisher that argues, what somebody said is part of the argument.
_ARGUED = {"direct": 0.5, "mixed": 1.8, "indirect": 1.8}


def choose_statements(
    material: Material,
    taken: Sequence[frozenset[str]],
    usable: Callable[[Statement], bool] = lambda _: True,
) -> Iterator[Statement]:
    """Candidates in the order they are wanted: each the best beside those before it.

    ``taken`` are the content words of points already in the brief, not to be told again.
    ``usable`` says whether a candidate makes a point; one that does not is passed by.
    """
    told = frozenset().union(*taken)
    told |= title_words(material, told)
    topic = Topic(material, told)
    hearing = Hearing()
    kept = list(taken)
    words = 0
    # Each round is for a brief that has fewer words than its number from those before it.
    rounds: tuple[tuple[int, Callable[[], Iterator[Statement]]], ...] = (
        (
            _THIN,
            lambda: itertools.chain(
                _quoted(material, taken, topic), narrated(material, taken, topic)
            ),
        ),
        (_THIN, lambda: _quoted(material, taken, topic, eased=True)),
        (_THIN, lambda: narrated(material, taken, topic, least=_CONTEXT_LINE)),
        (_BARE, lambda: narrated(material, taken, topic, least=0.0)),
    )
    for least, candidates in rounds:
        if words >= least:
            return
        for best in _in_turn(material, list(candidates()), hearing, kept, usable):
            words += words_in(best.article.text, best.span)
            yield best


def _in_turn(
    material: Material,
    candidates: Sequence[Statement],
    hearing: Hearing,
    kept: list[frozenset[str]],
    usable: Callable[[Statement], bool],
) -> Iterator[Statement]:
    """Those that are usable, each the best beside those before it; both are kept in mind."""
    rest = sorted(candidates, key=lambda s: (-s.score, s.article.id, s.span))
    voices = {
        id(each): Voice(
            each.speaker,
            each.party,
            material.publisher(each.article),
            each.span.of(each.article.text),
            analysis=each.quote is None,
        )
        for each in rest
    }

    def worth(statement: Statement) -> float:
        return hearing.worth(voices[id(statement)], statement.score)

    said: dict[str, list[frozenset[str]]] = collections.defaultdict(list)
    while rest:
        best = max(rest, key=worth)
        rest.remove(best)
        if worth(best) < NOT_AT_ALL:
            return
        if any(overlap(best.words, words) > _AGAIN for words in kept):
            continue
        if any(overlap(best.words, words) > _SAME for words in said[best.speaker]):
            continue
        if not usable(best):
            continue
        kept.append(best.words)
        said[best.speaker].append(best.words)
        hearing.hear(voices[id(best)])
        yield best


# ---------------------------------------------------------------------- candidates


def _quoted(
    material: Material, taken: Sequence[frozenset[str]], topic: Topic, *, eased: bool = False
) -> Iterator[Statement]:
    speakers: dict[str, set[str]] = collections.defaultdict(set)
    for article in material.articles:
        for quote in material.analyses[article.id].quotes:
            if quote.speaker:
                speakers[_speaker_key(material, quote.speaker)].add(material.publisher(article))
    tellings: collections.Counter[Citation] = collections.Counter()
    disputed: set[Citation] = set()
    for merged in material.story.quotes:
        for citation in merged.told:
            tellings[citation] = max(tellings[citation], len(merged.told))
            if merged.is_disputed:
                disputed.add(citation)
    argued = arguments(material)
    days = story_day(material)
    for article in material.articles:
        away = topic.loss(article)
        sentences = material.sentences(article)
        for found in material.analyses[article.id].quotes:
            quote = with_body(material, article, found)
            if not is_a_statement(article, quote):
                continue
            if quote.kind == "indirect" and not _is_plain_report(article, quote, eased=eased):
                continue
            cited = [Citation(article.id, span) for span in quote.content]
            if not disputed.isdisjoint(cited):
                continue
            around = _around(quote, sentences)
            if around is None or is_broken(_DATELINE.sub("", around[0].of(article.text))):
                continue
            span, holding = around
            printed = span.of(article.text)
            if says_nothing(printed):
                continue
            if quote.kind == "indirect" and not _is_all_said(material, article, quote, span):
                continue
            if is_of_another_year(material, article, span):
                continue
            if could_be_another(material, article, quote, holding):
                continue
            speaker = (
                _speaker_key(material, quote.speaker)
                if quote.speaker
                else quote.source[0].of(article.text)
            )
            words = content_words(" ".join(s.of(article.text) for s in quote.content))
            context = words | content_words(printed)
            lost = topic.loss_of(context) if away is None else away
            if lost is None:
                continue
            telling = max((tellings[each] for each in cited), default=0)
            score = (
                1.2 * math.log1p(len(speakers.get(speaker, ())))
                + 0.5 * math.log1p(telling)
                + 2.5 * material.centrality(words)
                + bearing(context, topic.told)
                + 0.8 * _length_fit(_words_said(material, article, quote))
                + 0.4 / (1 + span.start / 1500)
                + (0.6 if quote.role else 0.0)
                + (_PRINCIPAL if content_words(speaker) & topic.told else 0.0)
                + (_ANSWERED if denies(article, quote) else 0.0)
                - (0.6 if quote.anonymous else 0.0)
                - _ONE_SIDED * _is_half_of_it(article, span, printed)
                - _JUDGED * min(2, loaded_words(narration(material, article, span)))
                - (0.5 if not quote.cue else 0.0)
                - (_IN_TURN if _is_of_a_transcript(article, quote) else 0.0)
                - (_TOLD_LESS if quote.kind == "indirect" else 0.0)
                - (_ARGUED[quote.kind] if argued[material.publisher(article)] > ARGUES else 0.0)
                - _leaning(material, article, quote, span)
                - _UNEXPLAINED
                * min(2, untold_nouns(printed, topic.told, article.text[: span.start]))
                - lost
                - (_ANOTHER_DAY if is_of_another_day(material, article, span, days) else 0.0)
                - (_NO_ROLE if _has_no_role(material, quote, topic) else 0.0)
                - (_LEANS if quote.kind != "direct" and not is_known(printed, taken) else 0.0)
            )
            yield Statement(
                article,
                span,
                speaker,
                score,
                words,
                holding,
                quote,
                party=topic.party(_who(material, article, quote), speaker),
                told=topic.told,
                is_placed=_is_placed(material, article, span, speaker, topic),
                eased=eased,
            )


def _is_half_of_it(article: Article, span: Span, printed: str) -> bool:
    """Whether the point comes after it: "We used to …", "we face a choice", or a "But" follows."""
    turn = _TURNS.match(article.text, span.end, span.end + 40)
    return turn is not None or _SETS_UP.search(printed) is not None


def _who(material: Material, article: Article, quote: Quote) -> str:
    """All that the articles say of who is speaking: name, title, and whom they speak for."""
    person = material.people.find(quote.speaker) if quote.speaker else None
    printed = " ".join(span.of(article.text) for span in quote.source)
    return f"{quote.role or ''} {printed} {person.introduction if person else ''}"


def _is_of_a_transcript(article: Article, quote: Quote) -> bool:
    """Whether only a name and a colon say who speaks: one answers another."""
    cue = "".join(span.of(article.text) for span in quote.cue)
    return bool(cue) and not cue.strip(" :,")


def _is_placed(
    material: Material, article: Article, span: Span, speaker: str, topic: Topic
) -> bool:
    """Whether the person named last before a statement is the one the brief has told of."""
    surname = speaker.rsplit(maxsplit=1)[-1].casefold() if speaker else ""
    if not topic.lone_person(surname):
        return False
    before = [
        name.full_name.split()[-1].casefold()
        for name in sorted(material.analyses[article.id].names, key=lambda name: name.span)
        if name.kind == "person" and name.span.end <= span.start
    ]
    others = [name for name in before if name != surname][-1:]
    return bool(others) and topic.party(others[0].capitalize(), "") == others[0]


def _has_no_role(material: Material, quote: Quote, topic: Topic) -> bool:
    """Whether no article says who this person is, and the brief has not told of them."""
    if quote.voice != "person" or not quote.speaker or quote.role:
        return False
    person = material.people.find(quote.speaker)
    return (
        person is not None
        and person.introduction == person.full_name
        and not content_words(person.full_name) & topic.told
    )


def _leaning(material: Material, article: Article, quote: Quote, span: Span) -> float:
    """What a statement loses by words in it that lean on what its article told before it."""
    if quote.kind == "indirect":
        return 0.0
    words = span.of(article.text)
    edges = sorted(
        edge
        for marked in material.marked(article)
        if span.holds(marked.outer)
        for edge in ((marked.outer.start, marked.inner.start), (marked.inner.end, marked.outer.end))
    )
    for start, end in reversed(edges):
        words = words[: start - span.start] + '"' + words[end - span.start :]
    surname = "".join((quote.speaker or "").split()[-1:])
    lost = _LEANS * leaning(words, speaker=surname) + _GLOSSED * words.startswith('"[')
    return lost + (_UNTOLD if opens_untold(words, speaker=surname) else 0.0)


def _is_plain_report(article: Article, quote: Quote, *, eased: bool = False) -> bool:
    """Whether a statement in the publisher's words is surely told as somebody's: "Roe said …"."""
    cue = " ".join(span.of(article.text) for span in quote.cue)
    if denies(article, quote):
        return True
    return (
        quote.found_by == "rules"
        and (quote.speaker is not None or is_described(article, quote))
        and bool(_PLAIN_CUE.fullmatch(cue) or (eased and _FURTHER_CUE.fullmatch(cue)))
        and len(quote.content) == 1
    )


def _is_all_said(material: Material, article: Article, quote: Quote, span: Span) -> bool:
    """Whether a sentence is no more than what one or two said, and that they did."""
    others = (
        other
        for other in material.analyses[article.id].quotes
        if other.found_by == "rules" and (other.speaker or is_described(article, other))
    )
    told = [
        Span(min(p.start for p in parts), max(p.end for p in parts))
        for each in (quote, *others)
        if (parts := [*each.content, *each.cue, *each.source])
    ]
    covered, at = 0, span.start
    for each in sorted(each for each in told if span.holds(each)):
        covered += max(0, each.end - max(at, each.start))
        at = max(at, each.end)
    return covered > _ALL_SAID * (span.end - span.start)


def _speaker_key(material: Material, speaker: str) -> str:
    person = material.people.find(speaker)
    return person.key if person else speaker.casefold()


def _words_said(material: Material, article: Article, quote: Quote) -> int:
    """How many words of a statement are the speaker's own; all of them where none is in marks."""
    marked = [
        m.inner
        for m in material.marked(article)
        if any(content.meets(m.inner) for content in quote.content)
    ]
    return sum(words_in(article.text, span) for span in marked or quote.content)


def _length_fit(words: int) -> float:
    """1 for fragments of the length briefs print, falling to 0 for single words and speeches."""
    if words < _FEW:
        return 0.12 * words
    return 1.0 if words <= 24 else max(0.0, 1 - (words - 24) / 30)


def _around(
    quote: Quote, sentences: Sequence[Sentence]
) -> tuple[Span, tuple[Sentence, ...]] | None:
    parts = [*quote.content, *quote.cue, *(quote.source if quote.cue else ())]
    hull = Span(min(p.start for p in parts), max(p.end for p in parts))
    holding = tuple(s for s in sentences if s.span.meets(hull))
    if not holding:
        return None
    whole = Span(min(hull.start, holding[0].span.start), max(hull.end, holding[-1].span.end))
    return whole, holding
