"""One article in, everything found in it out: the steps in their order."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from importlib.metadata import version

from nutgraf.analysis.attribution import assign_speakers
from nutgraf.analysis.clauses import find_sentences
from nutgraf.analysis.dates import read_times
from nutgraf.analysis.events import find_events
from nutgraf.analysis.forward import find_forward
from nutgraf.analysis.fragments import assign_fragments
from nutgraf.analysis.layout import creation_day, find_dateline, find_lede, find_paragraphs
from nutgraf.analysis.main_event import Frame
from nutgraf.analysis.marks import find_marked
from nutgraf.analysis.names import find_names
from nutgraf.analysis.occasion import assign_occasions
from nutgraf.analysis.quotes import find_quotes
from nutgraf.analysis.references import resolve_references
from nutgraf.analysis.syntax import parse, parser_name
from nutgraf.records import Analysis, Article


@functools.cache
def analyzer_name() -> str:
    """Which code and model made an analysis: with the article's id, the key it is kept under.

    The digest is of this room's own source and weights, so that a changed rule never meets
    an analysis that the old one made.
    """
    digest = hashlib.sha256()
    for module in sorted(resources.files("nutgraf.analysis").iterdir(), key=lambda m: m.name):
        if module.name.endswith((".py", ".npz")):
            digest.update(module.read_bytes())
    return f"nutgraf-{version('nutgraf')}+{digest.hexdigest()[:10]}+{parser_name()}"


def analyze(article: Article) -> Analysis:
    """All that is found in ``article``; empty fields where the text has nothing of the kind.

    Pure: the same article and analyzer give the same analysis. Takes time linear in the
    length of the text, most of it the parse.
    """
    text = article.text
    tree = parse(text)
    paragraphs = find_paragraphs(text)
    dateline = find_dateline(text, paragraphs)
    day = creation_day(article, dateline)
    names = find_names(tree, text)
    references = resolve_references(tree, text, names)
    timexes = read_times(tree, text, day)
    marks = find_marked(text)
    quotes = assign_speakers(find_quotes(tree, text), tree, text, names, references)
    quotes = assign_occasions(quotes, tree, text)
    quotes = assign_fragments(quotes, tree, text, marks)
    quoted = [marked.outer for marked in marks]
    return Analysis(
        article_id=article.id,
        analyzer=analyzer_name(),
        creation_time=day,
        dateline=dateline,
        lede=find_lede(text, paragraphs),
        sentences=find_sentences(
            tree,
            text,
            paragraphs=paragraphs,
            quoted=quoted,
            names=names,
            references=references,
            quotes=quotes,
            dateline=dateline,
        ),
        names=names,
        references=references,
        timexes=timexes,
        quotes=quotes,
        events=find_events(
            tree,
            names=names,
            timexes=timexes,
            references=references,
            quoted=quoted,
            cues=[cue for quote in quotes for cue in quote.cue],
            frame=Frame(article.headline, day),
        ),
        forward=find_forward(tree, text, timexes, quotes, names, references, day),
    )
