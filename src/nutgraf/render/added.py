"""What an addition did to the running stories: how many joined and opened some, what moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console

from nutgraf.records import Article, Story
from nutgraf.render.display import UNTITLED, by_id, clean, counted, headline_of
from nutgraf.render.terminal import put
from nutgraf.stories.running import Added, Move


def print_added(
    added: Added, stories: Sequence[Story], articles: Sequence[Article], console: Console
) -> None:
    """Print what was added and, a line each, what moved, with an empty line below.

    A story or article that is not among those given is told of without its words.
    """
    titles = {story.id: clean(story.title) or UNTITLED for story in stories}
    known = by_id(tuple(articles))
    put(console, _counts(added), "dim")
    for move in added.moves:
        put(console, _moved(move, titles, known), hang=4)
    put(console)


def _counts(added: Added) -> str:
    if not added.article_ids:
        return "Nothing added: all of these articles were there."
    parts = [f"{counted(len(added.article_ids), 'article')} added"]
    if added.joined:
        parts.append(f"{len(added.joined)} to stories that were there")
    if added.opened:
        parts.append(f"{counted(len(added.opened), 'story')} opened")
    return ", ".join(parts) + "."


def _moved(move: Move, titles: Mapping[str, str], known: Mapping[str, Article]) -> str:
    """What moved where, and which of the new articles brought it about."""
    some = counted(len(move.article_ids), "article")
    # A story that is gone had no other articles than those that moved.
    first = known.get(move.article_ids[0])
    before = f"“{titles.get(move.before) or headline_of(first)}”"
    after = f"“{titles[move.after]}”" if move.after in titles else "one not listed"
    if move.gone and not move.opened:
        said = f"Joined: the story {before} ({some}) is now part of {after}"
    elif move.opened:
        said = f"Split: {some} of {before} became the story {after}"
    else:
        said = f"Moved: {some} of {before} went to {after}"
    named = [headline_of(known[key]) for key in move.because if key in known]
    if not named:
        return f"{said}."
    more = f" and {len(named) - 1} more" if len(named) > 1 else ""
    return f"{said}, because of “{named[0]}”{more}."
