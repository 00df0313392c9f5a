"""One line of JSON for an analysis or a story: the contract that programs rely on.

Offsets are Python character offsets into the text that was given, the end excluded.

In the line of an analysis, "attributions" are statements: what somebody said or a publisher
is said to have said. "narration" lists the sentences in which the article speaks for itself:
those outside all statements and quotation marks that evaluate, explain, compare or judge what
is likely, `{"span": [start, end], "score": 0.71, "voice": "publisher"}`. The score, from
ANALYSIS_LINE to 1, says how surely it is analysis. Plain report is not listed.

"events" are clauses in text order. "main" is true of the one that the article was written
for, and "weight" orders the others by how near they come to it; it compares events of one
article only. "factual" is "happened", "planned" or "hypothetical", as the clause is worded;
"background" is true where it goes back behind the news of the day. "when_inferred" is true
where the clause of the main event names no day, and "when" is the first recent day that the
article names, else the article's own.

In the line of a story, "names" and "places" are full names that most of its articles tell,
"days" those on which their openings say that things happened; each the most told first.
"reasons" say of each article why it is in the story: the article there that it is "nearest"
to, the "score" of the two, the facts and the rarest words that both have ("shared"), and the
facts on which they disagree ("against"). A story of a single article has no reasons. Of
"quotes" one is "disputed" where the articles differ on who spoke, and each of its "variants"
then names its own "speaker". "steps" are what is to come, each with all its tellings, and
"conflicting" where two of them name days that cannot both be right.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping

from nutgraf.analysis.narration import ANALYSIS_LINE
from nutgraf.records import (
    Analysis,
    Article,
    Citation,
    Event,
    Figure,
    ForwardStatement,
    Interval,
    MergedQuote,
    Quote,
    Span,
    Step,
    Story,
)
from nutgraf.render.display import publishers_of

# Valid inside a JSON string, yet a line break to many readers of lines (U+0085, U+2028,
# U+2029), a trap to a person's eye (what turns the reading order round), no character at all, or
# impossible to write as UTF-8 (lone surrogates): escaped, they travel safely.
_ESCAPED = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


def dump_json(value: object, *, indent: int | None = None) -> str:
    """``value`` as JSON in readable Unicode; on one line unless ``indent`` is given."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _iso(moment: dt.date | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _when(when: Interval | None) -> dict[str, str | None] | None:
    if when is None:
        return None
    return {"earliest": _iso(when.earliest), "latest": _iso(when.latest)}


def _attribution(quote: Quote, text: str) -> dict[str, object]:
    return {
        "content": _pairs(quote.content),
        "cue": _pairs(quote.cue),
        "source": _pairs(quote.source),
        "speaker": quote.speaker,
        "role": quote.role,
        "kind": quote.kind,
        "voice": quote.voice,
        "occasion": None if quote.occasion is None else quote.occasion.of(text),
        "channel": quote.channel,
        "anonymous": quote.anonymous,
        "fragments": _pairs(quote.fragments),
        "found_by": quote.found_by,
    }


def _forward(statement: ForwardStatement) -> dict[str, object]:
    return {
        "start": statement.span.start,
        "end": statement.span.end,
        "kind": statement.kind,
        "actor": statement.actor,
        "action": _pair(statement.action),
        "when": _when(statement.when),
        "condition": _pair(statement.condition),
        "certainty": statement.certainty,
        "speaker": statement.speaker,
    }


def _event(event: Event) -> dict[str, object]:
    return {
        "start": event.span.start,
        "end": event.span.end,
        "trigger": _pair(event.trigger),
        "participants": [
            {
                "role": each.role,
                "start": each.span.start,
                "end": each.span.end,
                "full_name": each.full_name,
            }
            for each in event.participants
        ],
        "place": _pair(event.place),
        "when": _when(event.when),
        "tense": event.tense,
        "main": event.main,
        "weight": event.weight,
        "factual": event.factual,
        "background": event.background,
        "when_inferred": event.when_inferred,
    }


def analysis_line(article: Article, analysis: Analysis) -> str:
    """One article's analysis as a line of JSON, without a line break at its end."""
    return dump_json(
        {
            "id": article.label,
            "attributions": [_attribution(quote, article.text) for quote in analysis.quotes],
            "timexes": [
                {
                    "start": timex.span.start,
                    "end": timex.span.end,
                    "type": timex.type,
                    "value": timex.value,
                    "earliest": _iso(timex.earliest),
                    "latest": _iso(timex.latest),
                }
                for timex in analysis.timexes
            ],
            "narration": [
                {"span": _pair(each.span), "score": each.analysis, "voice": "publisher"}
                for each in analysis.sentences
                if each.analysis >= ANALYSIS_LINE
            ],
            "forward": [_forward(statement) for statement in analysis.forward],
            "events": [_event(event) for event in analysis.events],
            "names": [
                {
                    "start": name.span.start,
                    "end": name.span.end,
                    "kind": name.kind,
                    "full_name": name.full_name,
                    "role": name.role,
                }
                for name in analysis.names
            ],
        }
    )


def _label(key: str, articles: Mapping[str, Article]) -> str:
    return articles[key].label if key in articles else key


def _merged(quote: MergedQuote, articles: Mapping[str, Article]) -> dict[str, object]:
    return {
        "article": _label(quote.article, articles),
        "content": _pairs(quote.quote.content),
        "speaker": quote.quote.speaker,
        "kind": quote.quote.kind,
        "disputed": quote.is_disputed,
        "told": [_cited(telling, articles) for telling in quote.told],
        "variants": [
            _cited(variant.citation, articles)
            | {
                "kind": variant.kind,
                "speaker": variant.speaker,
                "changes": [
                    {"told": _pair(change.told), "full": _pair(change.full)}
                    for change in variant.changes
                ],
            }
            for variant in quote.variants
        ],
    }


def _step(step: Step, articles: Mapping[str, Article]) -> dict[str, object]:
    return {
        "article": _label(step.article, articles),
        "statement": _forward(step.statement),
        "conflicting": step.conflicting,
        "told": [
            _cited(telling.citation, articles)
            | {
                "when": _when(telling.when),
                "publisher": telling.publisher,
                "published": _iso(telling.published),
            }
            for telling in step.told
        ],
    }


def _cited(citation: Citation, articles: Mapping[str, Article]) -> dict[str, object]:
    return {
        "article": _label(citation.article, articles),
        "start": citation.span.start,
        "end": citation.span.end,
    }


def _figure(figure: Figure, articles: Mapping[str, Article]) -> dict[str, object]:
    return {
        "what": figure.what,
        "unit": figure.unit,
        "conflicting": figure.conflicting,
        "values": [
            {
                "value": value.value,
                "bound": value.bound,
                "publishers": list(value.publishers),
                "first_told": _iso(value.first_told),
                "told": [_cited(telling, articles) for telling in value.told],
            }
            for value in figure.values
        ],
    }


def story_line(story: Story, articles_by_id: Mapping[str, Article]) -> str:
    """One story as a line of JSON, without a line break at its end.

    Articles go by their labels; one that is not in ``articles_by_id`` goes by its id.
    """
    return dump_json(
        {
            "id": story.id,
            "title": story.title,
            "articles": [_label(key, articles_by_id) for key in story.article_ids],
            "independent": story.independent,
            "publishers": list(publishers_of(story, articles_by_id)),
            "copies": [
                {
                    "agency": group.agency,
                    "articles": [_label(key, articles_by_id) for key in group.article_ids],
                }
                for group in story.copies
            ],
            "versions": [
                {
                    "newer": _label(version.newer, articles_by_id),
                    "older": _label(version.older, articles_by_id),
                    "added": _pairs(tuple(each.span for each in version.added)),
                    "removed": _pairs(tuple(each.span for each in version.removed)),
                }
                for version in story.versions
            ],
            "first_seen": _iso(story.first_seen),
            "last_seen": _iso(story.last_seen),
            "names": list(story.names),
            "places": list(story.places),
            "days": [day.isoformat() for day in story.days],
            "reasons": [
                {
                    "article": _label(reason.article, articles_by_id),
                    "nearest": _label(reason.nearest, articles_by_id),
                    "score": reason.score,
                    "shared": list(reason.shared),
                    "against": list(reason.against),
                }
                for reason in story.reasons
            ],
            "quotes": [_merged(quote, articles_by_id) for quote in story.quotes],
            "figures": [_figure(figure, articles_by_id) for figure in story.figures],
            "steps": [_step(step, articles_by_id) for step in story.steps],
        }
    )
