"""The ``nutgraf`` command. Each command is a few lines over the desk.

Results go to standard output, progress and complaints to standard error. Exit codes:
0 done, 1 nothing could be done or a check found faults, 2 the command makes no sense.
"""

from __future__ import annotations

import datetime as dt
import enum
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer
from rich.console import Console

from nutgraf.commands import feeds
from nutgraf.commands.poll import poll_command
from nutgraf.commands.proof import proof_command
from nutgraf.commands.quotes import quotes_command
from nutgraf.commands.rerun import rerun_command
from nutgraf.commands.shared import appended, fetcher, now
from nutgraf.errors import NutgrafError
from nutgraf.records import Analysis, Article, Failure
from nutgraf.render.display import clean, counted, safe_url
from nutgraf.render.waiting import progress, status

if TYPE_CHECKING:
    from nutgraf.desk import Desk, Reading, Running
    from nutgraf.render.editionjson import EditionFile
    from nutgraf.stories.running import Added

app = typer.Typer(
    help="Read a day's news from many publishers; write short briefs with every sentence cited.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_EPILOG = "INPUT is a file, a folder, a glob, a feed or page address, or - for standard input."

_INPUTS_HELP = (
    "Files (.jsonl, .json, .csv, .tsv, .html, .txt, .md, .eml, .xml, NewsML-G2, NITF, ninjs), web "
    "archives (.warc, .wacz), .gz and .zip of these, folders, addresses of feeds or pages, or - "
    "for standard input."
)
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help=_INPUTS_HELP,
        show_default=False,
    ),
]
MaybeInputs = Annotated[
    list[str] | None, typer.Argument(metavar="INPUT", help=_INPUTS_HELP, show_default=False)
]
Db = Annotated[
    Path | None,
    typer.Option("--db", help="The file analyses are kept in. [default: the user's data folder]"),
]
Manifest = Annotated[
    Path | None,
    typer.Option(
        "--manifest",
        metavar="FILE",
        help="Add to FILE a line for all that is read; `rerun` reads the same bytes again.",
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="DAY",
        help="The day, as 2026-03-05. [default: that of the newest article]",
    ),
]


class BriefFormat(enum.StrEnum):
    """How ``brief`` writes; ``render.formats`` has what writes each."""

    html = "html"
    markdown = "markdown"
    json = "json"
    eml = "eml"
    rss = "rss"
    atom = "atom"
    jsonfeed = "jsonfeed"
    ninjs = "ninjs"
    text = "text"
    terminal = "terminal"


Offline = Annotated[bool, typer.Option("--offline", help="Read what is kept; use no network.")]
Public = Annotated[
    bool, typer.Option("--public", help="Reach no address inside this machine's networks.")
]


class ReadFormat(enum.StrEnum):
    """How ``read`` prints."""

    text = "text"
    json = "json"
    html = "html"


class LinesFormat(enum.StrEnum):
    """How ``analyze`` prints."""

    jsonl = "jsonl"


class StoriesFormat(enum.StrEnum):
    """How ``stories`` prints."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def main() -> None:
    """Run the command; expected trouble ends in one line, never in a traceback."""
    try:
        app()
    except NutgrafError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _fail("stopped; what was analysed so far is kept", code=130)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does.
        sys.stderr.close()
        raise SystemExit(0) from None


def _fail(message: str, *, code: int = 1) -> NoReturn:
    sys.stderr.write(f"nutgraf: {clean(message)}\n")
    raise SystemExit(code)


# ---------------------------------------------------------------------- commands


@app.command("brief", epilog=_EPILOG)
def brief_command(
    inputs: MaybeInputs = None,
    date: Day = None,
    stories: Annotated[
        int, typer.Option("--stories", min=1, max=200, help="How many stories at most.")
    ] = 6,
    days: Annotated[
        int, typer.Option("--days", min=1, max=366, help="Use articles of this many days.")
    ] = 3,
    forms: Annotated[
        list[BriefFormat] | None,
        typer.Option(
            "--format",
            help="A form to write instead of the usual three; may be given more than once.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR",
            help="[default: edition-DAY; standard output for a single --format]",
        ),
    ] = None,
    link: Annotated[
        str | None,
        typer.Option(
            "--link",
            metavar="ADDRESS",
            help="Where the page of the edition will stand on the web; the feeds name it.",
        ),
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since",
            metavar="EDITION.json",
            help="Tell only what is new since this edition; new and moved points are marked.",
        ),
    ] = None,
    edit: Annotated[
        Path | None,
        typer.Option(
            "--edit",
            metavar="EDITION.json",
            help="The edition that --lock and --swap speak of.",
        ),
    ] = None,
    lock: Annotated[
        list[str] | None,
        typer.Option(
            "--lock",
            metavar="ID",
            help="Keep this point; the rest is written anew.",
            show_default=False,
        ),
    ] = None,
    swap: Annotated[
        list[str] | None,
        typer.Option(
            "--swap",
            metavar="ID=ID",
            help="Put one of the edition's alternatives for a point; no other point is touched.",
            show_default=False,
        ),
    ] = None,
    rewrite: Annotated[
        str | None,
        typer.Option(
            "--rewrite",
            metavar="NAME",
            help="Offer the sentences to this rewriter; what does not pass the check is refused.",
        ),
    ] = None,
    manifest: Manifest = None,
    offline: Offline = False,
    public: Public = False,
    db: Db = None,
) -> None:
    """Write the edition of a day: index.html, edition.md and edition.json.

    On a terminal the edition is printed as well. Each sentence is checked against the words
    it cites before it is written; one that does not hold is left out, and counted. With
    --format the edition comes in other forms: as mail, as a feed, for a newsroom's system.
    Without inputs it is written of the articles that the desk keeps, as `poll` leaves them.
    """
    from nutgraf.briefs.choices import FREE
    from nutgraf.desk import edited, newest_day, within, write_edition
    from nutgraf.plugins import rewriter_named
    from nutgraf.render.formats import USUAL, formats
    from nutgraf.render.terminal import print_edition

    as_of = _day(date)
    if link is not None and safe_url(link) is None:
        raise typer.BadParameter(f"{link!r} is no web address", param_hint="--link")
    if (edit is None) != (not lock and not swap):
        raise typer.BadParameter("--edit goes with --lock or --swap", param_hint="--edit")
    earlier = None if since is None else _edition(since)
    choices = FREE if edit is None else edited(_edition(edit), lock or (), _swaps(swap or ()))
    rewriter = None if rewrite is None else rewriter_named(rewrite)
    with _desk(db, offline, public) as desk:
        reading = _read(desk, inputs, manifest) if inputs else desk.kept()
        if not inputs and not reading.articles:
            _fail("the desk keeps no article yet: name what to read, or add feeds and poll them")
        as_of = as_of or newest_day(reading.articles) or _today()
        chosen, left = within(reading.articles, as_of, days)
        if not chosen:
            _list_failures([*reading.failures, *left])
            _fail(f"no article to write of within {days} days of {as_of}")
        with progress("analysing", len(chosen)) as on_done:
            analysed = desk.analyze(chosen, on_done=on_done)
        with progress("writing", stories) as on_done:
            edition = write_edition(
                chosen,
                analysed.analyses,
                as_of=as_of,
                stories_wanted=stories,
                failures=[*reading.failures, *left, *analysed.failures],
                rewriter=rewriter,
                form=desk.settings.brief,
                choices=choices,
                since=earlier,
                on_done=on_done,
            )
    table = formats(link)
    names = list(dict.fromkeys(forms or USUAL))
    if len(names) == 1 and output is None:
        sys.stdout.write(table[names[0]].render(edition))
        written = "standard output"
    else:
        folder = output or Path(f"edition-{as_of}")
        files = {folder / table[name].file: table[name].render(edition) for name in names}
        _write_files(folder, files)
        written = ", ".join(map(str, files))
    if sys.stdout.isatty() and not forms:
        print_edition(edition, Console())
    _list_failures(edition.failures)
    made = f"{counted(len(edition.stories), 'story')} from {counted(len(chosen), 'article')}"
    sys.stderr.write(f"{made}: {written}\n")
    if chosen and not analysed.analyses:
        raise typer.Exit(1)


@app.command("read", epilog=_EPILOG)
def read_command(
    inputs: Inputs,
    form: Annotated[
        ReadFormat,
        typer.Option("--format", help="text for people, json for programs, html for a browser."),
    ] = ReadFormat.text,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write here instead of printing."),
    ] = None,
    offline: Offline = False,
    public: Public = False,
    db: Db = None,
) -> None:
    """Print what is understood of an article: names, quotes, dates, events, what is to come.

    As html: one page with who said what, and the words of it marked in the article's text.
    """
    from nutgraf.render.jsonl import analysis_line
    from nutgraf.render.reading import print_reading
    from nutgraf.render.readinghtml import render_reading

    pairs = _analysed(inputs, db, offline=offline, public=public)
    with _written(output) as stream:
        if form is ReadFormat.html:
            stream.write(render_reading(pairs))
        elif form is ReadFormat.json:
            stream.writelines(analysis_line(*pair) + "\n" for pair in pairs)
        else:
            console = Console(file=stream)
            for article, analysis in pairs:
                print_reading(article, analysis, console)


@app.command("analyze", epilog=_EPILOG)
def analyze_command(
    inputs: Inputs,
    form: Annotated[LinesFormat, typer.Option("--format", help="One analysis a line.")] = (
        LinesFormat.jsonl
    ),
    manifest: Manifest = None,
    offline: Offline = False,
    public: Public = False,
    db: Db = None,
) -> None:
    """Write one analysis a line, for programs; offsets are characters of the text given."""
    from nutgraf.render.jsonl import analysis_line

    for article, analysis in _analysed(inputs, db, manifest, offline=offline, public=public):
        sys.stdout.write(analysis_line(article, analysis) + "\n")


@app.command("stories", epilog=_EPILOG)
def stories_command(
    inputs: MaybeInputs = None,
    running: Annotated[
        bool,
        typer.Option(
            "--running",
            help="Add the articles to the stories kept from earlier runs; list those. Without "
            "INPUT, list what is kept.",
        ),
    ] = False,
    date: Day = None,
    days: Annotated[
        int | None,
        typer.Option("--days", min=1, help="With --running: list only stories of this many days."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add a line on why each article is in its story.")
    ] = False,
    form: Annotated[
        StoriesFormat,
        typer.Option(
            "--format", help="text for people; json, jsonl and csv for programs, with the reasons."
        ),
    ] = StoriesFormat.text,
    offline: Offline = False,
    public: Public = False,
    db: Db = None,
) -> None:
    """Group articles into stories and list them, the most widely reported first.

    Shows of each its independent reports, copies and publishers, when it was
    first and last seen, and bars for its articles over time.
    """
    from nutgraf.desk import group_stories
    from nutgraf.render.storylist import WRITERS, print_stories

    as_of = _day(date)
    new: tuple[str, ...] = ()
    if running:
        kept, added = _running(inputs or (), db, as_of, days, form, offline=offline, public=public)
        told, articles, new = kept.stories, kept.articles, added.article_ids
    elif not inputs:
        raise typer.BadParameter(
            "name an input, or list what is kept with --running", param_hint="INPUT"
        )
    elif days is not None:
        raise typer.BadParameter("goes with --running alone", param_hint="--days")
    else:
        pairs = _analysed(inputs, db, offline=offline, public=public)
        articles = tuple(article for article, _ in pairs)
        told = group_stories(articles, {each.article_id: each for _, each in pairs}, as_of=as_of)
    if form is StoriesFormat.text:
        print_stories(told, articles, Console(), explain=explain, new=new)
    else:
        sys.stdout.write(WRITERS[form](told, articles))


def _running(
    inputs: Sequence[str],
    db: Path | None,
    as_of: dt.date | None,
    days: int | None,
    form: StoriesFormat,
    *,
    offline: bool,
    public: bool,
) -> tuple[Running, Added]:
    """Add to the running stories and tell what moved; those to list, and what was added."""
    from nutgraf.render.added import print_added

    pairs = _analysed(inputs, db, offline=offline, public=public) if inputs else []
    with _desk(db, offline, public) as desk:
        if stale := desk.stale_stories():
            sys.stderr.write(
                f"another version of Nutgraf kept the running stories: grouping their "
                f"{counted(stale, 'article')} anew\n"
            )
        with progress("grouping", len(pairs)) as on_done:
            added = desk.add_to_stories(
                [article for article, _ in pairs],
                {analysis.article_id: analysis for _, analysis in pairs},
                on_done=on_done,
            )
        kept = desk.running_stories(as_of, days)
    if inputs:
        console = Console(stderr=form is not StoriesFormat.text)
        print_added(added, kept.stories, kept.articles, console)
    return kept, added


@app.command("check")
def check_command(
    edition: Annotated[
        Path, typer.Argument(metavar="EDITION.json", help="An edition that `brief` wrote.")
    ],
    articles: Annotated[
        list[str] | None,
        typer.Option("--articles", help="Where the cited articles are, if not in the store."),
    ] = None,
    offline: Offline = False,
    public: Public = False,
    db: Db = None,
) -> None:
    """Check an edition against the articles it cites; list what does not hold.

    Every quoted string must stand verbatim at its place, every name, number and date in the
    cited words, and every edit must be of an allowed kind and give the sentence when replayed.
    """
    filed = _edition(edition)
    with _desk(db, offline, public) as desk:
        at_hand = _read(desk, articles).articles if articles else ()
        faults = desk.check(filed, at_hand)
    points = sum(len(story.points()) for story in filed.stories)
    for fault in faults:
        sys.stdout.write(f"{fault.point or '-'}\t{fault.rule}\t{clean(fault.detail)}\n")
    sys.stderr.write(
        f"{edition}: {points} sentences in {len(filed.stories)} stories checked, "
        f"{len(faults)} faults\n"
    )
    if faults:
        raise typer.Exit(1)


app.add_typer(feeds.app, name="feeds")
app.command("poll")(poll_command)
app.command("proof")(proof_command)
app.command("quotes", epilog=_EPILOG)(quotes_command)
app.command("rerun")(rerun_command)


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"nutgraf {installed_version('nutgraf')}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say and leave."),
    ] = False,
) -> None:
    pass


# ---------------------------------------------------------------------- common steps


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).astimezone().date()  # noqa: TID251  # a front door's clock


def _edition(path: Path) -> EditionFile:
    from nutgraf.render.editionjson import read_edition_json

    try:
        return read_edition_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        _fail(f"{path}: cannot be read: {error.strerror or error}", code=2)
    except UnicodeDecodeError as error:
        _fail(f"{path}: is not UTF-8 text: {error.reason} at byte {error.start}", code=2)


def _swaps(given: Sequence[str]) -> dict[str, str]:
    swaps = {}
    for pair in given:
        old, equals, new = pair.partition("=")
        if not (old and equals and new):
            raise typer.BadParameter(f"{pair!r} is not ID=ID", param_hint="--swap")
        swaps[old.strip()] = new.strip()
    return swaps


def _day(value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(
            f"{value!r} is not a day; write it as 2026-03-05", param_hint="--date"
        ) from None


def _desk(db: Path | None, offline: bool = False, public: bool = False) -> Desk:
    from nutgraf.desk import open_desk

    return open_desk(db, offline=offline, public=public)


def _read(desk: Desk, inputs: Sequence[str], manifest: Path | None = None) -> Reading:
    from nutgraf.desk import read_all

    if manifest is not None:
        from nutgraf.recording import read_to_manifest

        with status("reading"), appended(manifest) as stream:
            return read_to_manifest(inputs, stream, desk.settings, now(), sys.stdin.buffer)
    with status("reading"), fetcher(desk.settings) as (fetch, _):
        return read_all(
            inputs,
            fetch=fetch,
            retrieved=dt.datetime.now(dt.UTC),  # noqa: TID251  # a front door's clock
            stdin=sys.stdin.buffer,
            publishers=desk.settings.publishers,
        )


def _analysed(
    inputs: Sequence[str],
    db: Path | None,
    manifest: Path | None = None,
    *,
    offline: bool = False,
    public: bool = False,
) -> list[tuple[Article, Analysis]]:
    """Every readable article with its analysis; leaves with 1 where there is none."""
    with _desk(db, offline, public) as desk:
        reading = _read(desk, inputs, manifest)
        with progress("analysing", len(reading)) as on_done:
            analysed = desk.analyze(reading.articles, on_done=on_done)
    failures = [*reading.failures, *analysed.failures]
    _list_failures(failures)
    pairs = [
        (article, analysed.analyses[article.id])
        for article in reading
        if article.id in analysed.analyses
    ]
    if not pairs:
        _fail("none of the inputs could be used" if failures else "the inputs hold no article")
    return pairs


@contextmanager
def _written(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file that was asked for; leaves with 1 where it cannot be made."""
    if path is None:
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", errors="replace") as stream:
            yield stream
    except OSError as error:
        _fail(f"cannot write to {path}: {error.strerror or error}")


def _write_files(folder: Path, files: Mapping[Path, str]) -> None:
    """Write each file, its line ends as they are; leaves with 1 where one cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
                stream.write(content)
    except OSError as error:
        _fail(f"cannot write to {folder}: {error.strerror or error}")


def _list_failures(failures: Sequence[Failure]) -> None:
    for failure in failures:
        sys.stderr.write(
            f"left out: {clean(failure.item)}: {clean(failure.error)} ({failure.step})\n"
        )
