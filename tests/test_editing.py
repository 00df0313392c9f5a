"""What an editor does with an edition: keep, swap, ask for news, set the form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from nutgraf import cli
from nutgraf.briefs.choices import Choices
from nutgraf.briefs.since import Told, news_of
from nutgraf.briefs.style import word_count
from nutgraf.desk import edited, write_edition
from nutgraf.errors import EditionError, SettingsError
from nutgraf.form import Form, Room
from nutgraf.records import Brief, Citation, Edition, Point, Span
from nutgraf.render.editionjson import EditionFile, read_edition_json, render_edition_json
from nutgraf.sample import sample_folder
from nutgraf.settings import load_settings
from tests.conftest import Sample

DAY = dt.date(2026, 3, 5)


def _edition(sample: Sample, **options: Any) -> Edition:
    return write_edition(sample.articles, sample.analyses, as_of=DAY, **options)


@pytest.fixture(scope="module")
def whole(sample: Sample) -> EditionFile:
    return read_edition_json(render_edition_json(_edition(sample)))


def _ids(edition: Edition) -> list[str]:
    return [p.id for s in edition.stories for _, part in s.brief.sections() for p in part]


def test_a_swap_puts_one_point_for_another_and_touches_no_other(
    sample: Sample, whole: EditionFile
) -> None:
    story = next(s for s in whole.stories if any(a.part == "Who said what" for a in s.alternatives))
    new = next(a for a in story.alternatives if a.part == "Who said what")
    old = story.brief.who_said_what[-1]
    choices = edited(whole, (), {old.id: new.id})
    after = _edition(sample, choices=choices)
    before = {point.id for each in whole.stories for point in each.points()}
    assert set(_ids(after)) == (before - {old.id}) | {new.id}
    assert after.failures == ()


def test_a_locked_point_stays_though_its_part_is_full(sample: Sample, whole: EditionFile) -> None:
    spare = next(a for s in whole.stories for a in s.alternatives if a.part == "Who said what")
    short = Form(said=Room(0, 0), happened=Room(45, 75), coming=Room(0, 0))
    kept = _edition(sample, form=short, choices=Choices(kept=frozenset({spare.id})))
    assert spare.id in _ids(kept)
    others = [p for s in kept.stories for p in s.brief.who_said_what if p.id != spare.id]
    assert others == []


def test_what_cannot_be_kept_is_told(sample: Sample) -> None:
    edition = _edition(sample, choices=Choices(kept=frozenset({"0" * 12})))
    assert [failure.item for failure in edition.failures] == ["0" * 12]


def test_an_unknown_point_is_refused_before_anything_is_written(whole: EditionFile) -> None:
    with pytest.raises(EditionError, match="no point"):
        edited(whole, ["nowhere"], {})
    known = whole.stories[0].points()[0].id
    with pytest.raises(EditionError, match="alternatives"):
        edited(whole, (), {known: "nowhere"})


def test_points_keep_their_ids_when_days_are_printed_otherwise(sample: Sample) -> None:
    named, dated = _edition(sample), _edition(sample, form=Form(weekdays=False))
    assert set(_ids(named)) & set(_ids(dated))
    text = " ".join(p.text for s in dated.stories for _, part in s.brief.sections() for p in part)
    assert "on March 5" in text or "March 4" in text


def test_a_form_with_less_room_gives_shorter_briefs(sample: Sample) -> None:
    def words(edition: Edition) -> int:
        return sum(word_count(p.text) for s in edition.stories for p in s.brief.who_said_what)

    assert words(_edition(sample, form=Form(said=Room(40, 60)))) < 0.7 * words(_edition(sample))


# ------------------------------------------------------------------ what is new


def _point(name: str, text: str) -> Point:
    return Point(name, text, (Citation("a", Span(0, 1)),))


def _brief(happened: Sequence[Point] = (), coming: Sequence[Point] = ()) -> Brief:
    return Brief(
        story_id="s", as_of=DAY, title="T", what_happened=tuple(happened), what_next=tuple(coming)
    )


def test_only_new_points_are_told_and_marked() -> None:
    old = _point("1", "The mill at Orrin burned down on Tuesday.")
    again = _point("2", "On Tuesday the mill at Orrin burned down.")
    new = _point("3", "Two firemen were hurt when a wall fell.")
    told = Told(dt.date(2026, 3, 4), (old,))
    news = news_of(_brief([old, again, new]), [told])
    assert news is not None
    assert [(p.id, p.news) for p in news.what_happened] == [("3", "new")]
    assert any("4" in note for note in news.notes)


def test_a_step_told_for_another_day_has_moved() -> None:
    before = _point("1", "The council will vote on the harbour levy on Friday.")
    after = _point("2", "The council will vote on the harbour levy on March 20.")
    same = _point("3", "The council is to vote on the harbour levy on Friday.")
    told = Told(dt.date(2026, 3, 4), (before,), (before,))
    moved = news_of(_brief(coming=[after]), [told])
    assert moved is not None
    assert [p.news for p in moved.what_next] == ["moved"]
    assert news_of(_brief(coming=[same]), [told]) is None


def test_a_story_without_news_is_left_out_of_the_edition(sample: Sample) -> None:
    everything = _edition(sample, stories_wanted=100)
    earlier = read_edition_json(render_edition_json(everything))
    assert everything.stories
    assert _edition(sample, since=earlier, stories_wanted=100).stories == ()


def test_the_command_tells_what_is_new(tmp_path: Path) -> None:
    runner = CliRunner()
    first = ["brief", str(sample_folder()), "--db", str(tmp_path / "d.db"), "--date", "2026-03-04"]
    assert runner.invoke(cli.app, [*first, "-o", str(tmp_path / "one")]).exit_code == 0
    second = ["brief", str(sample_folder()), "--db", str(tmp_path / "d.db"), "--date", "2026-03-05"]
    since = ["--since", str(tmp_path / "one" / "edition.json"), "--format", "text"]
    done = runner.invoke(cli.app, [*second, *since])
    assert done.exit_code == 0
    assert "New: " in done.stdout
    bad = runner.invoke(cli.app, [*second, "--lock", "abc"])
    assert bad.exit_code == 2


def test_the_form_is_read_from_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[brief]\nsaid = [80, 120]\nweekdays = false\n", encoding="utf-8")
    form = load_settings(file, {}).brief
    assert form == Form(said=Room(80, 120), weekdays=False)
    for wrong in ("said = [120, 80]", "said = 5", "weekdays = 1", "colour = true"):
        file.write_text(f"[brief]\n{wrong}\n", encoding="utf-8")
        with pytest.raises(SettingsError, match="brief"):
            load_settings(file, {})


def test_without_inputs_the_kept_articles_are_used(tmp_path: Path) -> None:
    runner = CliRunner()
    db = ["--db", str(tmp_path / "d.db")]
    day = ["--date", "2026-03-05", "--format", "text"]
    first = runner.invoke(cli.app, ["brief", str(sample_folder()), *db, *day])
    again = runner.invoke(cli.app, ["brief", *db, *day])
    assert again.exit_code == 0
    assert again.stdout.split("[1]")[0] == first.stdout.split("[1]")[0]
    empty = runner.invoke(cli.app, ["brief", "--db", str(tmp_path / "none.db"), *day])
    assert empty.exit_code == 1
