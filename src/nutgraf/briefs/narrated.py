"""What a publisher says in its own voice: the sentences of narration a brief may credit to it."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from nutgraf.analysis.narration import ANALYSIS_LINE
from nutgraf.briefs.candidates import (
    ARGUES,
    RANTS,
    Statement,
    Topic,
    arguments,
    bearing,
)
from nutgraf.briefs.happened import is_known
from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.plain import epithets, loaded_words
from nutgraf.briefs.sense import interprets, is_broken, is_loaded, leaning, untold_nouns
from nutgraf.briefs.style import content_words
from nutgraf.records import Analysis, Article, Quote, Sentence, Span

# "Though the harbour is full of rigs": no more than half a sentence before its comma.
_HALF = re.compile(r"(?:T|Alt)hough\b|(?:While|When|As|Because|If|Since|After|Before|Just)\b")
_LEANS, _UNEXPLAINED = 0.9, 0.3
# What a sentence loses whose publisher argues, or does little else.
_ARGUED, _RANTED = 0.5, 2.2
_THEY = re.compile(r"\b(?:[Tt]hey|[Tt]hem|[Tt]heir|[Ii]t|[Ii]ts|[Tt]hese|[Tt]hose)\b")
_THERE = re.compile(
    r"There (?:is|are|was|were|has been|have been|remains?|may be|could be) (?!also|another)"
)
# What would say little without its beginning: "If the tests hold, it would be the first".
_WHOLE = re.compile(
    r"(?:If|Although|While) [^.;\"]+, |"
    r"It(?:[’']s| is| was| remains| seems) (?:not |no |far from )?[a-z]+ "
    r"(?:that|how|whether|to|if)\b"
)
_PRONOUN = re.compile(r"(?:But |And |Yet |Still, )?(?P<who>He|She|he|she)\s")
# Words in a sentence that lean on the one before it, wherever they stand.
_LEANING = re.compile(
    r"\b(?:this|that (?:is|was|would|will)|these|those|such|both|former|latter|another|also|too|"
    r"instead|either|neither|there|here|so)\b|\b[Tt]he (?:move|latter|two|pair|trio|same)\b",
    re.IGNORECASE,
)
# What somebody thinks is no view of the publisher's: "For Roe, it is …", "Roe hopes that …".
_TAKES_UP = re.compile(
    r"(?:(?:Funny|Strange|Curious|Odd|Ironic|Sure|True|Yes|No|Well|Plus|Again|Still)\w*(?=,)|"
    r"In other words|That said|As a result|For instance|For example|By contrast|In fact|"
    r"The (?:second|third|fourth|other|next|rest)|After all|Instead|Similarly|Likewise|Moreover|"
    r"Furthermore|Indeed|Therefore|Here)\b"
)
_ANOTHERS = re.compile(r"(?:For|To|According to|In the (?:eyes|view|words) of) (?:\w+\. )?[A-Z]")
_THINKS = re.compile(
    r"(?:ha[sd] |have )?(?:believ|hope|hoping|want|think|thought|fear|argu|worri|feel|felt|insist|"
    r"vow|say|said|claim|suspect|doubt|wonder|consider|propos|call(?:s|ed) (?:for|on)|urg|warn|"
    r"promis|pledg)\w*\b"
)
# A headline that ran into its article: "prepares for the vote Roe announced the list".
_RUNS_IN = re.compile(
    r"\b(?:at|in|on|of|for|after|over) [a-z]{3,} [A-Z][a-z]+ (?:announced|said|told|called|accused|"
    r"unveiled|released)\b"
)
# What is planned is for the part that tells what comes next; "last night" was told already.
_PLANNED = re.compile(
    r"(?:will|(?:is|are) (?:set|due|scheduled) to) (?:first|then|launch|hold|begin|start|open|meet|"
    r"host|air|take place|have|be (?:held|released|available|removed))\b"
)
# A day that the words alone do not tell: "last month", "now".
_THEN = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|ago|now|(?:this|last|next) (?:week\w*|month|year|"
    r"night|morning|afternoon|evening|spring|summer|fall|autumn|winter|season|quarter|\w+day))\b",
    re.IGNORECASE,
)
# What was so at the hour of writing may be so no more.
_SO_FAR = re.compile(
    r"\b(?:no word yet|not yet|ha(?:s|ve) yet to|so far|as of (?:press time|this writing)|"
    r"at press time|still unclear|just detained)\b"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEK = 6
_WHEN = re.compile(r"\b(?:[Ll]ast|[Tt]his|[Nn]ext) [a-z]+\b|\bago\b")
_SHORTEST, _LONGEST, _LONGEST_SUBJECT = 6, 34, 15
# What a thing that was done does, when its doing so is the publisher's view.
_SHOWS = re.compile(
    r"(?:ha(?:s|ve|d) |also |may |could )*(?:show|suggest|reveal|signal|reflect|illustrate|"
    r"indicate|underscore|demonstrate|highlight|expose|mean|prove|raise)\w*(?: that)?"
)
_SHORT = 8
# What an article calls the act it tells of.
_ACT = re.compile(
    r"The (?:announcement|decision|discovery|ruling|move|deal|launch|results?|outcome|victory|win|"
    r"triumph|defeat|attack|shooting|standoff|vote|news|breach|crash|verdict)\s"
)
_EARLY = 3000
_NOUN = re.compile(r"The (?P<noun>[a-z]{5,})\s")
_STEM = 5
# What stands outside the marks is in our voice: of those who argue, no more than a name.
_LONGEST_OF_THEIRS = 6
# So many words of what was told hold a line of context that says little by itself.
_BEARS = 2


class _Page(Struct, frozen=True):
    """One article as its sentences are judged: what is others', and how its lines begin."""

    article: Article
    analysis: Analysis
    spoken: tuple[Span, ...]
    openings: collections.Counter[str]
    is_old: bool


def narrated(
    material: Material,
    taken: Sequence[frozenset[str]],
    topic: Topic,
    *,
    least: float = ANALYSIS_LINE,
) -> Iterator[Statement]:
    """The publishers' own sentences that evaluate, explain, compare or foresee, with a score.

    ``least`` is how much of that a sentence must have in it.
    """
    argued = arguments(material)
    for article in material.articles:
        away = topic.loss(article)
        if article.publisher is None or away is None:
            continue
        how = argued[article.publisher]
        if how > ARGUES and least < ANALYSIS_LINE:
            continue
        lost = away + (_RANTED if how > RANTS else _ARGUED if how > ARGUES else 0.0)
        page = _page(material, article)
        for sentence in material.sentences(article):
            words = sentence.span.of(article.text)
            view = max(sentence.analysis, ANALYSIS_LINE if interprets(words) else 0.0)
            if view < least or not _can_stand(page, sentence):
                continue
            told = quotable(article.text, sentence)
            if told is None:
                continue
            predicate = told.of(article.text)
            carried = content_words(words)
            before = words[: told.start - sentence.span.start]
            if not is_known(words, taken) and not _is_of_the_story(
                sentence, before, carried, topic
            ):
                continue
            if loaded_words(before) > len(epithets(before, Span(0, len(before)))):
                continue
            if how > RANTS and len(before.split()) > _LONGEST_OF_THEIRS:
                continue
            shared = len(carried & topic.told)
            if shared < (_BEARS if least < ANALYSIS_LINE else how > RANTS):
                continue
            if not least and (topic.loss_of(carried) is None or 2 * shared > len(carried)):
                # a mere fact has to be of what was told, and not told yet
                continue
            score = (
                0.2
                + 2.5 * material.centrality(carried)
                + 1.4 * view
                + bearing(carried, topic.told)
                + 0.3 / (1 + sentence.span.start / 1500)
                - lost
                - _LEANS * leaning(f'{before}"{predicate}"')
                - _UNEXPLAINED * untold_nouns(predicate, topic.told, article.text[: told.start])
                - (0.4 if len(predicate.split()) < _SHORT else 0.0)
            )
            yield Statement(
                article,
                sentence.span,
                article.publisher,
                score,
                carried,
                (sentence,),
                party=topic.party(before, article.publisher),
                told=topic.told,
            )


def quotable(text: str, sentence: Sentence) -> Span | None:
    """What of a publisher's sentence is put in marks: its predicate, or all of "If …, it would".

    ``None`` where it has no part that could be.
    """
    whole = _WHOLE.match(text, sentence.span.start)
    if sentence.predicate is not None and not whole:
        return sentence.predicate
    if not whole and _THERE.match(text, sentence.span.start) is None:
        return None
    return Span(sentence.span.start, sentence.span.end - 1)


def _is_of_the_story(
    sentence: Sentence, before: str, carried: frozenset[str], topic: Topic
) -> bool:
    """Whether "the N" at its start can only be of what the brief tells.

    "The race between Roe and Olsen" says so, "the decision" near the top of an article is it.
    """
    if len(content_words(before) & topic.told) > 1:
        return True
    if sentence.span.start > _EARLY or len(carried & topic.told) < _BEARS:
        return False
    act = _NOUN.match(before)
    # "collided" was told, and this is on "the collision"
    return _ACT.match(before) is not None or (
        act is not None and any(word[:_STEM] == act["noun"][:_STEM] for word in topic.told)
    )


def _page(material: Material, article: Article) -> _Page:
    analysis = material.analyses[article.id]
    spoken = [m.outer for m in material.marked(article)] + [
        span
        for quote in analysis.quotes
        if quote.kind != "indirect" or (quote.found_by == "rules" and not _is_shown(article, quote))
        for span in (*quote.content, *quote.cue)
    ]
    openings = collections.Counter(
        _opening(sentence.span.of(article.text)) for sentence in material.sentences(article)
    )
    published = article.published
    old = published is None or (material.as_of - published.date()).days > _WEEK
    return _Page(article, analysis, tuple(spoken), openings, old)


def _is_shown(article: Article, quote: Quote) -> bool:
    """Whether what "says" so is a thing that was done: "The call showed how close they are"."""
    cue = " ".join(span.of(article.text) for span in quote.cue)
    return not quote.speaker and not quote.anonymous and _SHOWS.fullmatch(cue) is not None


def _can_stand(page: _Page, sentence: Sentence) -> bool:
    """Whether a sentence can be told by itself with its predicate in quotation marks."""
    text = page.article.text
    predicate = quotable(text, sentence)
    words = sentence.span.of(text)
    if predicate is None or words[-1:] != "." or '"' in words:
        return False
    told = predicate.of(text)
    publisher = page.article.publisher or ""
    return not (
        not _SHORTEST <= words_in(text, predicate) <= _LONGEST
        or words_in(text, Span(sentence.span.start, predicate.start)) > _LONGEST_SUBJECT
        or not (sentence.stands_alone or _begins_with_a_known_person(page, sentence, words))
        or _THEN.search(told)
        or (page.is_old and _WEEKDAY.search(told))
        or _ANOTHERS.match(words)
        or _TAKES_UP.match(words)
        or _THINKS.match(told)
        or _PLANNED.match(told)
        or _RUNS_IN.search(words)
        or _SO_FAR.search(words)
        or _WHEN.search(text, sentence.span.start, predicate.start)
        # a word of the article's order: "meanwhile, has …"
        or told.split(maxsplit=1)[0].endswith(",")
        or (told[0].isupper() and predicate.start > sentence.span.start)
        or _THEY.search(text, sentence.span.start, predicate.start)
        or _is_half(words, predicate.start - sentence.span.start)
        or publisher.removeprefix("The ") in words
        or page.openings[_opening(words)] > 1
        or any(span.meets(sentence.span) for span in page.spoken)
        or is_loaded(words)
        or is_broken(words)
    )


def _begins_with_a_known_person(page: _Page, sentence: Sentence, words: str) -> bool:
    """Whether only "he" at its start leans on the sentence before, which names one person."""
    first = _PRONOUN.match(words)
    if first is None or _LEANING.search(words):
        return False
    at = sentence.span.start + first.start("who")
    who = next((r.full_name for r in page.analysis.references if r.span.start == at), None)
    before = [s for s in page.analysis.sentences if s.span.end <= sentence.span.start][-1:]
    named = {
        name.full_name
        for name in page.analysis.names
        if name.kind == "person" and before and before[0].span.holds(name.span)
    }
    return who is not None and named == {who}


def _opening(words: str) -> str:
    """The first words of a sentence: what begins two is a heading that ran into both."""
    return " ".join(words.split()[:5])


def _is_half(words: str, predicate: int) -> bool:
    """Whether what should be the sentence's own verb is that of a clause hung on to it."""
    return bool(_HALF.match(words)) and "," not in words[:predicate]
