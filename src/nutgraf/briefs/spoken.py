"""What is to come in somebody's own words: whose they are, and whether they say it alone."""

from __future__ import annotations

import re

from msgspec import structs

from nutgraf.briefs.candidates import Statement
from nutgraf.briefs.days import RELATIVE, still_holds
from nutgraf.briefs.foretold import FEWEST_QUOTED, Foretold
from nutgraf.briefs.leaning import PERSONAL, POINTS_BACK
from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.style import content_words
from nutgraf.records import Article, Quote, Span

KNOWS = re.compile(
    r"\b(?:analysts?|experts?|professor|economists?|scientists?|researchers?|officials?|"
    r"spokes\w+|ministers?|secretary|director|chief|commissioner|mayor|governor|police|"
    r"prosecutors?|attorney|lawyers?|judge|doctors?|forecasters?|meteorologists?|strategists?|"
    r"sources?|aides?|chairman|chair|president|leader|senator|speaker|executives?|CEO|sheriff|"
    r"agency|department|ministry|commission|council|bank|company|army|military|historian)\b",
    re.IGNORECASE,
)
_OPENS_QUOTED = re.compile(
    r"(?:And|But|So|Because|Or|That|This|Those|These|It|They|He|She|Also|Then|Which|You)\b"
)
_ACTOR_UNKNOWN = re.compile(
    r"(?:it|they|he|she|this|that|these|those|you|everyone|everybody|people|who|which|one|"
    r"anyone|some|others|another|such|there|all|many)?$",
    re.IGNORECASE,
)
_LOOSE_TALK = re.compile(
    r"[?#@]|^wait for|\b(?:going to be (?:ok|okay|fine|great)|believe me|great again|gonna|"
    r"you know|"
    r"let me|let[’']s|(?:I|we) would|anybody|nobody|"
    r"are to blame|prevail|our country|evidence will show|I[’']ll (?:get|be)|wants?|"
    r"(?:not|no) plans?(?:ning)? to)\b",
    re.IGNORECASE,
)
_IF_WE = re.compile(r"\bif (?:I|we|you)\b", re.IGNORECASE)
_REFUSES = re.compile(
    r"\b(?:won[’']t|wouldn[’']t|would not|will not|not going to|cannot|can[’']t|never)\b",
    re.IGNORECASE,
)


def words_on_source(statement: Statement) -> str:
    """The words that say who a speaker is."""
    if statement.quote is None:
        return ""
    sources = " ".join(span.of(statement.article.text) for span in statement.quote.source)
    return f"{statement.quote.role or ''} {sources}"


def statement_of(step: Foretold) -> Statement | None:
    """The statement whose quotation holds the act; ``None`` where its speaker is not sure."""
    material, article = step.material, step.article
    quote = next(
        (
            quote
            for quote in material.analyses[article.id].quotes
            if quote.kind != "indirect" and any(c.meets(step.action) for c in quote.content)
        ),
        None,
    )
    speaker = _sure_speaker(material, article, quote) if quote else None
    if quote is None or speaker is None:
        return None
    quote = _of_one_sentence(material, article, quote, step.action)
    parts = [*quote.content, *quote.cue, *(quote.source if quote.cue else ())]
    hull = Span(min(p.start for p in parts), max(p.end for p in parts))
    holding = tuple(s for s in material.sentences(article) if s.span.meets(hull))
    if not holding:
        return None
    whole = Span(min(hull.start, holding[0].span.start), max(hull.end, holding[-1].span.end))
    # The words most worth quoting here are those that say what is to come.
    wanted = structs.replace(quote, fragments=(step.action, *quote.fragments))
    words = content_words(step.forward.span.of(article.text))
    return Statement(article, whole, speaker, 0.0, words, holding, wanted)


def _of_one_sentence(material: Material, article: Article, quote: Quote, action: Span) -> Quote:
    """The quote without what comes after the sentence of the act, where that has the cue too."""
    sentence = next((s.span for s in material.sentences(article) if s.span.meets(action)), None)
    if sentence is None or not quote.cue or not all(sentence.holds(c) for c in quote.cue):
        return quote
    content = tuple(
        Span(max(part.start, sentence.start), part.end)
        for part in quote.content
        if sentence.meets(part)
    )
    if not any(part.meets(action) for part in content):
        return quote
    return structs.replace(quote, content=content)


def _sure_speaker(material: Material, article: Article, quote: Quote) -> str | None:
    """The key of who spoke, if there is no doubt of that and a reader can place them."""
    sources = " ".join(span.of(article.text) for span in quote.source)
    if quote.speaker is None:
        return sources if quote.anonymous and quote.cue and KNOWS.search(sources) else None
    person = material.people.find(quote.speaker)
    if person is not None:
        if " " not in person.introduction or person.has_double:
            return None
        surname = person.full_name.split()[-1]
        sure = not sources or PERSONAL.match(sources) or surname in sources
        return person.key if sure else None
    is_body = quote.voice == "organisation" and any(
        name.full_name == quote.speaker and name.kind == "organisation"
        for name in material.analyses[article.id].names
    )
    return quote.speaker if is_body else None


def quoted_words_hold(step: Foretold, *, is_foreseen: bool = False) -> bool:
    """Whether the words in marks say by themselves who does what, and by a day that holds.

    What is only foreseen may be what somebody will not do, or will do if they are let.
    """
    text, material = step.article.text, step.material
    first = Span(step.action.start, step.action.start + 1)
    inner = next(m.inner for m in material.marked(step.article) if m.inner.meets(first))
    span = step.forward.span
    quoted = Span(max(inner.start, span.start), min(inner.end, span.end))
    printed, words = quoted.of(text), words_in(text, quoted)
    if _LOOSE_TALK.search(printed) or POINTS_BACK.search(printed):
        return False
    if not is_foreseen and (
        _IF_WE.search(printed) or (_REFUSES.search(printed) and step.forward.condition is None)
    ):
        return False
    opens = quoted.start <= span.start + 1
    if opens and words < FEWEST_QUOTED:
        return False
    if (opens or words > 2 * FEWEST_QUOTED) and (
        _OPENS_QUOTED.match(printed) or _ACTOR_UNKNOWN.match(step.forward.actor or "")
    ):
        return False
    analysis = material.analyses[step.article.id]
    return not any(
        quoted.holds(timex.span)
        and RELATIVE.search(timex.span.of(text))
        and not still_holds(timex, timex.span.of(text), analysis.creation_time, material.as_of)
        for timex in analysis.timexes
    )
