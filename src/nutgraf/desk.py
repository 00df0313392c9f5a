"""The desk: a store with the rooms wired to it. It knows every room and decides nothing."""

from __future__ import annotations

import collections
import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import BinaryIO, Self

from msgspec import Struct, structs

from nutgraf import readers, stories
from nutgraf.analysis.analyze import analyze, analyzer_name
from nutgraf.briefs import Fault, check_brief, compose
from nutgraf.briefs.choices import FREE, Choices
from nutgraf.briefs.findings import with_findings
from nutgraf.briefs.rewrite import retell
from nutgraf.briefs.since import Told, news_of
from nutgraf.engines.local import map_articles
from nutgraf.errors import EditionError
from nutgraf.form import USUAL, Form
from nutgraf.plugins import Fetch, Rewriter
from nutgraf.records import Analysis, Article, BriefedStory, Edition, Failure, Story
from nutgraf.render.editionjson import EditionFile, text_digest
from nutgraf.settings import Settings, load_settings
from nutgraf.store import RunningStories, Store
from nutgraf.stories.grouping import Grouping, Regrouping
from nutgraf.stories.keeping import Growth, grouping_name
from nutgraf.stories.running import Added, added, in_turn, profiles_beside, running_stories

DAYS_OF_AN_EDITION = 3
STORIES_OF_AN_EDITION = 6
# Points for each part that an editor may put in the place of others.
ALTERNATIVES = 4
# So many articles are added to the running stories in one piece.
_ADDED_AT_ONCE = 250
# Beside so many that came before is seen what a site repeats in all its articles.
_BESIDE = 500

Progress = Callable[[], None]
_NONE_NAMED: Mapping[str, str] = MappingProxyType({})


class Reading(Struct, frozen=True):
    """What was read: the articles, and a ``Failure`` for each thing that could not be."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)


class Analysed(Struct, frozen=True):
    """Analyses by article id, and a ``Failure`` for each article that could not be analysed."""

    analyses: Mapping[str, Analysis]
    failures: tuple[Failure, ...] = ()


class Running(Struct, frozen=True):
    """The running stories, those most widely and newly reported first, and their articles."""

    stories: tuple[Story, ...]
    articles: tuple[Article, ...]


def read_all(
    locations: Iterable[str],
    *,
    fetch: Fetch | None = None,
    retrieved: dt.datetime | None = None,
    stdin: BinaryIO | None = None,
    publishers: Mapping[str, str] = _NONE_NAMED,
) -> Reading:
    """The articles of all ``locations`` in order, with what could not be read and why."""
    articles: list[Article] = []
    failures: list[Failure] = []
    for found in readers.read_all(
        locations, fetch=fetch, retrieved=retrieved, stdin=stdin, publishers=publishers
    ):
        if isinstance(found, Failure):
            failures.append(found)
        else:
            articles.append(found)
    return Reading(tuple(articles), tuple(failures))


def read_paths(*locations: str | Path) -> Reading:
    """The articles at files, folders, feeds or pages, with what could not be read and why.

    Raises ``UnreadableInput`` for a path that is not there.
    """
    return read_all(str(location) for location in locations)


class Desk:
    """Reads, analyses, groups, briefs and checks, keeping in its store what was done before.

    A context manager; leaving it closes the store.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._store = Store(settings.db)
        self._grouped: Grouping | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._store.close()

    def analyze(self, articles: Sequence[Article], *, on_done: Progress | None = None) -> Analysed:
        """The analyses of ``articles``; what the store has is not analysed again."""
        kept = self._store.analyses((a.id for a in articles), analyzer_name())
        # One text may have been given under two ids.
        missing = list({a.id: a for a in articles if a.id not in kept}.values())
        for _ in range(len(articles) - len(missing)):
            if on_done:
                on_done()
        self._store.keep_articles(articles)
        failures: list[Failure] = []
        made: list[Analysis] = []
        for result in map_articles(
            analyze, missing, workers=self.settings.workers, on_done=on_done
        ):
            if isinstance(result, Failure):
                failures.append(result)
                continue
            made.append(result)
            if len(made) == 32:
                # What is done stays done when a long run is stopped half-way.
                self._store.keep_analyses(made)
                kept.update((analysis.article_id, analysis) for analysis in made)
                made = []
        self._store.keep_analyses(made)
        kept.update((analysis.article_id, analysis) for analysis in made)
        return Analysed(kept, tuple(failures))

    # ----------------------------------------------------------------- running stories

    def stale_stories(self) -> int:
        """How many articles are to be grouped anew since other code kept the running stories."""
        return 0 if self._kept_grouping() is not None else len(self._running.article_ids())

    def add_to_stories(
        self,
        articles: Sequence[Article],
        analyses: Mapping[str, Analysis],
        *,
        on_done: Progress | None = None,
    ) -> Added:
        """Add articles to the running stories, some at a time: each time all of them or none.

        ``analyses`` are by article id; the articles are kept as well. Raises ``StoreError``
        where another process adds at the same time; what was added before that stays.
        """
        grouping = self._grouping()
        before = dict(zip(grouping.ids, grouping.stories, strict=True))
        fresh = [each for each in in_turn(articles) if each.id not in before]
        self._store.keep_articles(fresh)
        told: list[Regrouping] = []
        for batch in itertools.batched(fresh, _ADDED_AT_ONCE):
            # What is at hand is ahead of the file until it is kept.
            self._grouped = None
            told += self._add(grouping, batch, analyses)
            self._running.keep(grouping.growth())
            self._grouped = grouping
            for _ in batch:
                if on_done:
                    on_done()
        return added(before, grouping, told)

    def running_stories(self, as_of: dt.date | None = None, days: int | None = None) -> Running:
        """The running stories, as they are to be listed on a day.

        With ``days`` only those of which an article speaks from the last so many days up to
        it, or from none that is known. The day is by default that of the newest article.
        """
        grouping = self._grouping()
        groups = list(grouping.groups())
        newest = grouping.last_day(range(len(grouping)))
        day = as_of or (dt.date.fromordinal(newest) if newest else None)
        if days is not None and day is not None:
            first = day.toordinal() - days + 1
            last = [grouping.last_day(members) for members in groups]
            groups = [
                members
                for members, newest in zip(groups, last, strict=True)
                if newest is None or newest >= first
            ]
        wanted = [grouping.ids[number] for members in groups for number in members]
        articles = self._store.articles(wanted)
        analyses = self._store.analyses(wanted, analyzer_name())
        found = running_stories(grouping, groups, articles, analyses)
        ranked = stories.rank(found, articles.values(), day) if day else found
        return Running(ranked, tuple(articles.values()))

    @property
    def _running(self) -> RunningStories:
        return RunningStories(self._store, f"{analyzer_name()} {grouping_name()}")

    def _kept_grouping(self) -> Grouping | None:
        """The grouping that is kept, read once; ``None`` where other code kept it."""
        if self._grouped is None:
            self._grouped = self._running.grouping()
        return self._grouped

    def _grouping(self) -> Grouping:
        """The grouping that is kept, made anew of its articles where other code kept it."""
        grouping = self._kept_grouping()
        if grouping is not None:
            return grouping
        kept = self._running.article_ids()
        grouping, growths = Grouping(), list[Growth]()
        for keys in itertools.batched(kept, _ADDED_AT_ONCE):
            found = self._store.articles(keys)
            batch = [found[key] for key in keys]
            self._add(grouping, batch, self.analyze(batch).analyses)
            growths.append(grouping.growth())
        self._running.replace(growths)
        self._grouped = grouping
        return grouping

    def _add(
        self, grouping: Grouping, articles: Sequence[Article], analyses: Mapping[str, Analysis]
    ) -> tuple[Regrouping, ...]:
        others = self._store.articles(grouping.ids[-_BESIDE:])
        return grouping.add(profiles_beside(articles, analyses, list(others.values())))

    def kept(self) -> Reading:
        """Every article in the store."""
        return Reading(tuple(self._store.articles().values()))

    def articles(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """Those of the articles that the store has, by id."""
        return self._store.articles(article_ids)

    def check(self, edition: EditionFile, articles: Iterable[Article] = ()) -> tuple[Fault, ...]:
        """Everything in an edition file that its articles do not bear out.

        The articles come from ``articles`` and the store; raises ``EditionError`` where one
        that is cited is in neither. Who spoke is checked of articles that the store has
        the analysis of.
        """
        at_hand = {article.id: article for article in articles}
        faults: list[Fault] = []
        for filed in edition.articles:
            article = at_hand.get(filed.id) or self._store.article(filed.id)
            if article is None:
                raise EditionError(
                    filed.given_id or filed.id,
                    "the edition cites this article, and it is neither in the desk's store nor "
                    "among the inputs given: name the file it was read from with --articles",
                )
            if text_digest(article.text) != filed.sha256:
                faults.append(Fault("", "digest", f"the text of {article.label} has changed"))
            at_hand[filed.id] = article
        analyses = self._store.analyses((each.id for each in edition.articles), analyzer_name())
        for story in edition.stories:
            faults += check_brief(story.brief_as_of(edition.as_of), at_hand, analyses)
            for point in story.points():
                for cited in point.citations:
                    article = at_hand.get(cited.article)
                    if article and cited.citation().span.of(article.text) != cited.exact:
                        faults.append(
                            Fault(point.id, "exact", f"the words filed are not at {cited.start}")
                        )
        return tuple(faults)


def open_desk(db: str | Path | None = None, *, offline: bool = False, public: bool = False) -> Desk:
    """A desk on the file ``db``, by default the user's own.

    ``offline`` and ``public`` narrow what the settings allow of the network, never widen it.
    """
    settings = load_settings()
    fetch = structs.replace(
        settings.fetch,
        offline=offline or settings.fetch.offline,
        public=public or settings.fetch.public,
    )
    return Desk(structs.replace(settings, db=settings.db if db is None else Path(db), fetch=fetch))


def group_stories(
    articles: Sequence[Article], analyses: Mapping[str, Analysis], *, as_of: dt.date | None = None
) -> tuple[Story, ...]:
    """All stories of ``articles``, those most widely and newly reported first."""
    grouped = stories.group(articles, analyses)
    day = as_of or newest_day(articles)
    return stories.rank(grouped, articles, day) if day else grouped


def newest_day(articles: Iterable[Article]) -> dt.date | None:
    """The latest day of publication, ``None`` where no article has one."""
    return max((a.published.date() for a in articles if a.published), default=None)


def within(
    articles: Sequence[Article], as_of: dt.date, days: int = DAYS_OF_AN_EDITION
) -> tuple[tuple[Article, ...], tuple[Failure, ...]]:
    """The articles an edition of ``as_of`` may use, and a line for those it may not.

    Used are those of its last ``days`` days; an article without a date is used, since
    nothing says that it is old.
    """
    first = as_of - dt.timedelta(days=days - 1)
    chosen, left = [], collections.Counter[str]()
    for article in articles:
        day = article.published.date() if article.published else None
        if day is not None and day > as_of:
            left[f"published after {as_of}"] += 1
        elif day is not None and day < first:
            left[f"published before {first}"] += 1
        else:
            chosen.append(article)
    return tuple(chosen), tuple(
        Failure(f"{count} article{'s' if count > 1 else ''}", "select", reason)
        for reason, count in sorted(left.items())
    )


def write_edition(
    articles: Sequence[Article],
    analyses: Mapping[str, Analysis],
    *,
    as_of: dt.date,
    stories_wanted: int = STORIES_OF_AN_EDITION,
    failures: Sequence[Failure] = (),
    rewriter: Rewriter | None = None,
    form: Form = USUAL,
    choices: Choices = FREE,
    since: EditionFile | None = None,
    on_done: Progress | None = None,
) -> Edition:
    """The edition of a day: its widest stories, each with its brief; every point checked.

    ``form`` sets lengths and style, ``choices`` which points an editor keeps or bars; what
    could not be kept is among the failures. ``since`` an earlier edition only news is told:
    the points it did not have, and of stories without any nothing. With a ``rewriter``,
    sentences of its own stand where they pass the check; what it was refused, or could not
    do, is among the failures.
    """
    by_id = {article.id: article for article in articles}
    briefed: list[BriefedStory] = []
    refused: list[Failure] = []
    cited: set[str] = set()
    kept: set[str] = set()
    for story in group_stories(articles, analyses, as_of=as_of):
        if len(briefed) == stories_wanted:
            break
        members = [by_id[key] for key in story.article_ids]
        whole = compose(
            story,
            members,
            analyses,
            as_of=as_of,
            form=form,
            choices=choices,
            alternatives=ALTERNATIVES,
        )
        here = {point.id for _, part in whole.sections() for point in part}
        if choices.closed and not here:
            continue
        kept |= here
        brief = whole if since is None else news_of(whole, told_of(since, members))
        if brief is None:
            continue
        if rewriter is not None:
            retold = retell(brief, by_id, rewriter.rewrite, rewriter.name)
            brief = retold.brief
            refused += retold.failures
        cited.update(story.article_ids)
        briefed.append(with_findings(story, brief, analyses))
        if on_done:
            on_done()
    return Edition(
        as_of=as_of,
        stories=tuple(briefed),
        articles=tuple(article for article in articles if article.id in cited),
        failures=(*failures, *refused, *_not_kept(choices.kept - kept)),
    )


def told_of(edition: EditionFile, members: Iterable[Article]) -> tuple[Told, ...]:
    """What an earlier edition told of the story of ``members``: where they share an article."""
    labels = {article.label for article in members}
    return tuple(
        Told(
            edition.as_of,
            tuple(filed.point() for filed in story.points()),
            tuple(filed.point() for filed in story.brief.what_next),
        )
        for story in edition.stories
        if labels & set(story.articles)
    )


def edited(edition: EditionFile, lock: Iterable[str], swap: Mapping[str, str]) -> Choices:
    """The choices of an editor of ``edition``: points to keep, points to put for others.

    With a swap all other points stay as they are; with locks alone the rest is written anew.
    Raises ``EditionError`` for an id that the edition has neither as a point nor, where it
    is to come in, as an alternative.
    """
    points = {point.id for story in edition.stories for point in story.points()}
    others = {each.id for story in edition.stories for each in story.alternatives}
    locked = frozenset(lock)
    for name in sorted((locked | set(swap)) - points):
        raise EditionError(name, "the edition has no point of this id")
    for name in sorted(set(swap.values()) - points - others):
        raise EditionError(name, "the edition has no such point among its alternatives")
    if not swap:
        return Choices(kept=locked)
    kept = (points - set(swap)) | set(swap.values()) | locked
    return Choices(kept=frozenset(kept), barred=frozenset(swap), closed=True)


def _not_kept(points: Iterable[str]) -> Iterator[Failure]:
    for name in sorted(points):
        yield Failure(
            name,
            "brief",
            "the point could not be kept: its article is not among the inputs, is no longer in "
            "the story, or does not bear it out",
        )


def brief(
    articles: Iterable[Article],
    *,
    as_of: dt.date | None = None,
    stories_wanted: int = STORIES_OF_AN_EDITION,
) -> Edition:
    """The edition of ``articles`` as of a day, by default that of the newest article.

    Analyses in this process and keeps nothing; use a ``Desk`` for work that comes again.
    Raises ``EditionError`` where no day is given and no article has one.
    """
    given = tuple(articles)
    day = as_of or newest_day(given)
    if day is None:
        raise EditionError("as_of", "no article has a date, so the day of the edition is needed")
    chosen, left = within(given, day)
    analyses: dict[str, Analysis] = {}
    failures = list(left)
    for result in map_articles(analyze, chosen, workers=1, on_done=None):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            analyses[result.article_id] = result
    return write_edition(
        chosen, analyses, as_of=day, stories_wanted=stories_wanted, failures=failures
    )
