"""Which articles carry one text: pairs labelled by reading, and edits made by a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from eval.corpus import HERE, OWN, SAMPLE, Bench, Figures, articles_of, rows
from nutgraf.records import Article
from nutgraf.stories.boilerplate import own_sentences
from nutgraf.stories.copies import COPY, Copies, find_copies
from nutgraf.stories.sketch import likeness, sketch

MEASURES = {"pair F1", "precision", "recall"}
GOLD = HERE / "gold" / "copies.jsonl"
READ = ("news_cluster", "seven_days_2016")
_SEED = 20310506
# Shorter articles are stubs, and hold no sentence that could be cut.
_FEWEST_WORDS = 80

Pair = frozenset[str]
Counts = tuple[int, int, int]
Sentences = Sequence[str]
Rng = np.random.Generator


def measure(bench: Bench) -> Figures:
    """Pair precision, recall and F1 of read and of made pairs, and of both together."""
    figures: Figures = {}
    own = [article for path in sorted(SAMPLE.iterdir()) for article in articles_of(path)]
    stories = {row["id"]: row["cluster"] for row in rows(OWN / "stories.jsonl")}
    own_stories = {one.id: stories.get(one.label, one.label) for one in own}
    figures["copies.own"] = _figures(*_sum(read_pairs({"own": own}), made_pairs(own, own_stories)))
    if bench.data is None:
        return figures
    sets = {name: articles_of(bench.data / name / "dev.jsonl") for name in READ}
    read = read_pairs(sets)
    clusters = {row["id"]: row["cluster"] for row in rows(bench.data / READ[0] / "dev.jsonl")}
    first = sets[READ[0]]
    made = made_pairs(first, {one.id: clusters[one.label] for one in first})
    figures["copies.read"] = _figures(*read)
    figures["copies.made"] = _figures(*made)
    figures["copies.both"] = _figures(*_sum(read, made))
    return figures


def _sum(one: Counts, other: Counts) -> Counts:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _figures(right: int, wrong: int, missed: int) -> dict[str, float]:
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return {
        "pair F1": 100 * 2 * right / max(1, 2 * right + wrong + missed),
        "precision": 100 * precision,
        "recall": 100 * recall,
    }


# --------------------------------------------------------------------- pairs that were read


def read_pairs(sets: Mapping[str, list[Article]]) -> Counts:
    """Pairs told rightly, told wrongly, and missed, of whole sets grouped at once.

    A pair that is told and has no label is wrong; one labelled ``null`` counts neither way.
    """
    labels = {
        (row["set"], frozenset((row["one"], row["other"]))): row["copy"]
        for row in rows(GOLD)
        if row["set"] in sets
    }
    told = {(name, pair) for name, articles in sets.items() for pair in _told(articles)}
    copies = {key for key, copy in labels.items() if copy}
    doubtful = {key for key, copy in labels.items() if copy is None}
    return len(told & copies), len(told - copies - doubtful), len(copies - told)


def _told(articles: Sequence[Article]) -> set[Pair]:
    by_id = {article.id: article for article in articles}
    listed = list(by_id.values())
    groups = find_copies(listed, [" ".join(own) for own in _own(listed)])
    return {
        frozenset((by_id[one].label, by_id[other].label))
        for group in groups
        for one in group.article_ids
        for other in group.article_ids
        if one != other
    }


def _own(articles: Sequence[Article]) -> list[list[str]]:
    return own_sentences([one.text for one in articles], [one.headline or "" for one in articles])


# --------------------------------------------------------------------- pairs that were made


class _Material:
    """Sentences and words of other articles, to put in the place of an article's own."""

    def __init__(self, sentences: Iterable[Sentences]) -> None:
        self.sentences = [one for own in sentences for one in own]
        self.words = [word for one in self.sentences for word in one.split()]

    def sentence(self, rng: Rng) -> str:
        return self.sentences[rng.integers(len(self.sentences))]

    def word(self, rng: Rng) -> str:
        return self.words[rng.integers(len(self.words))]


Edit = Callable[[Sentences, _Material, Rng], list[str]]


def _words_changed(share: float) -> Edit:
    def edit(own: Sentences, material: _Material, rng: Rng) -> list[str]:
        return [
            " ".join(material.word(rng) if rng.random() < share else word for word in one.split())
            for one in own
        ]

    return edit


def _sentences_changed(share: float) -> Edit:
    def edit(own: Sentences, material: _Material, rng: Rng) -> list[str]:
        return [material.sentence(rng) if rng.random() < share else one for one in own]

    return edit


def _cut_to(share: float) -> Edit:
    def edit(own: Sentences, material: _Material, rng: Rng) -> list[str]:
        return list(own[: max(2, round(share * len(own)))])

    return edit


def _thinned(own: Sentences, material: _Material, rng: Rng) -> list[str]:
    return [one for one in own if rng.random() < 0.6] or list(own)


def _reordered(own: Sentences, material: _Material, rng: Rng) -> list[str]:
    paragraphs = [own[at : at + 3] for at in range(0, len(own), 3)]
    return [one for at in rng.permutation(len(paragraphs)) for one in paragraphs[at]]


def _framed(own: Sentences, material: _Material, rng: Rng) -> list[str]:
    frame = [material.sentence(rng) for _ in range(max(3, len(own) // 2))]
    return [*frame[:3], *own, *frame[3:]]


def _all_at_once(own: Sentences, material: _Material, rng: Rng) -> list[str]:
    cut = _cut_to(0.6)(own, material, rng)
    return _framed(_words_changed(0.15)(cut, material, rng), material, rng)


EDITS: dict[str, Edit] = {
    **{f"{share:.0%} of words": _words_changed(share) for share in (0.1, 0.2, 0.3, 0.4)},
    **{f"{share:.0%} of sentences": _sentences_changed(share) for share in (0.1, 0.2, 0.3, 0.4)},
    "cut to a half": _cut_to(0.5),
    "cut to a third": _cut_to(1 / 3),
    "thinned": _thinned,
    "reordered": _reordered,
    "framed": _framed,
    "all at once": _all_at_once,
}


def made_pairs(articles: Sequence[Article], story_of: Mapping[str, str]) -> Counts:
    """The same three of edited articles, each looked up among all the unedited ones.

    Each edit is a copy of its own article, and what was read to be that one's copy counts
    neither way. Every other article that is told is wrong, and so are two reports of one
    story that are told for copies because both print one statement, a third as long as the
    shorter. ``story_of`` maps ``Article.id`` to the story.
    """
    listed = list({article.id: article for article in articles}.values())
    own = dict(zip((one.id for one in listed), _own(listed), strict=True))
    copies = _copies_by_id(listed)
    material = _Material(own.values())
    rng = np.random.default_rng(_SEED)
    index = Copies()
    for article in listed:
        index.add(article.id, sketch(" ".join(own[article.id])))
    long = [one for one in listed if len(" ".join(own[one.id]).split()) >= _FEWEST_WORDS]
    right = wrong = missed = 0
    for article in long:
        for edit in EDITS.values():
            edited = " ".join(edit(own[article.id], material, rng))
            told = {match.article for match in index.matches(sketch(edited))}
            right += article.id in told
            missed += article.id not in told
            wrong += len(told - {article.id} - copies[article.id])
    for one, other in combinations(long, 2):
        if story_of[one.id] == story_of[other.id] and other.id not in copies[one.id]:
            shorter = min(len(own[one.id]), len(own[other.id]))
            statement = [material.sentence(rng) for _ in range(max(2, shorter // 3))]
            first = sketch(" ".join([*own[one.id], *statement]))
            second = sketch(" ".join([*statement, *own[other.id]]))
            wrong += likeness(first, second) >= COPY
    return right, wrong, missed


def _copies_by_id(articles: Sequence[Article]) -> dict[str, set[str]]:
    """The ids of the articles that were read to be copies of each, or may be."""
    by_label = {article.label: article.id for article in articles}
    found: dict[str, set[str]] = {article.id: set() for article in articles}
    for row in rows(GOLD):
        one, other = by_label.get(row["one"]), by_label.get(row["other"])
        if one and other and row["copy"] is not False:
            found[one].add(other)
            found[other].add(one)
    return found
