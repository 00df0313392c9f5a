"""Profiles of invented articles, for tests of grouping."""

from __future__ import annotations

import numpy as np

from nutgraf.stories.profile import Profile


def invented(events: int, each: int, seed: int = 3) -> list[Profile]:
    """Articles of invented events: everyday words shared by all, some words and names by few."""
    draw = np.random.default_rng(seed)
    usual = [f"usual{n}" for n in range(400)]
    profiles = []
    for event in range(events):
        own = [f"own{event}x{n}" for n in range(20)]
        names = [f"petra quill{event}", f"jonas vane{event}"]
        for copy in range(each):
            words = {
                word: 1.0 + float(draw.random())
                for word in draw.choice(usual, 80, replace=False).tolist()
            }
            words |= {
                word: 1.0 + float(draw.random())
                for word in draw.choice(own, 12, replace=False).tolist()
            }
            words |= dict.fromkeys(names, 1.5)
            profiles.append(
                Profile(
                    article_id=f"a{event:03d}-{copy}",
                    terms=words,
                    opening=dict(list(words.items())[-16:]),
                    names=frozenset(names),
                    days=frozenset([730_000 + event]),
                    day=730_000 + event,
                )
            )
    return profiles
