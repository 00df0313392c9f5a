"""Words and pieces of pages that nobody published, drawn by a seed."""

from __future__ import annotations

import html
import json
import zlib
from collections.abc import Callable

import numpy as np

PLACES = ("Port Ellery", "Kelling", "Marrow Vale", "Tarn", "Oster Bay", "Venn Hill", "Lowmere")
NAMES = ("Ida Orr", "Lukas Venn", "Anna Gray", "Theo Marsh", "Mira Dahl", "Owen Pike", "Una Holt")
THINGS = ("harbour", "mill", "ferry", "levy", "bridge", "school", "market", "clinic", "tower")
ACTS = ("opens", "shuts", "splits council over", "wins money for", "loses vote on", "delays")
SITES = ("The Vale Post", "Kelling Courier", "Oster Daily", "Coast Online", "Lowmere News")
SECTIONS = ("Home", "News", "Politics", "Business", "Sport", "Culture", "Opinion", "Travel")
ADJECTIVES = ("new", "old", "small", "northern", "troubled", "restored", "crowded")


class Maker:
    """Words and pieces of pages, drawn by one seed."""

    def __init__(self, seed: str) -> None:
        self._rng = np.random.default_rng(zlib.crc32(seed.encode()))
        self.site = self.pick(SITES)
        self.host = self.site.lower().replace(" ", "") + ".example"

    def pick(self, choices: tuple[str, ...]) -> str:
        return choices[int(self._rng.integers(len(choices)))]

    def number(self, least: int, most: int) -> int:
        return int(self._rng.integers(least, most + 1))

    def share(self, least: float, most: float) -> float:
        return float(self._rng.uniform(least, most))

    def several[T](self, choices: tuple[T, ...], count: int) -> list[T]:
        """So many of ``choices``, none of them twice."""
        return [choices[int(n)] for n in self._rng.permutation(len(choices))[:count]]

    def headline(self) -> str:
        return f"{self.pick(PLACES)} {self.pick(ACTS)} {self.pick(ADJECTIVES)} {self.pick(THINGS)}"

    def sentence(self) -> str:
        return self.pick((
            f"The {self.pick(ADJECTIVES)} {self.pick(THINGS)} in {self.pick(PLACES)} will be "
            f"shut for {self.number(2, 30)} days, the council said.",
            f"{self.pick(NAMES)} told a meeting that the {self.pick(THINGS)} costs more than "
            f"anyone in {self.pick(PLACES)} had expected.",
            f"Work on the {self.pick(THINGS)} began in {self.number(1990, 2025)} and has "
            f"been stopped {self.number(2, 9)} times since.",
            f"“We have waited long enough for this {self.pick(THINGS)},” {self.pick(NAMES)} "
            f"said.",
        ))  # fmt: skip

    def sentences(self, count: int) -> str:
        return " ".join(self.sentence() for _ in range(count))

    def link(self, text: str) -> str:
        return f'<a href="/{text.lower().replace(" ", "-")}-{self.number(1, 9999)}">{text}</a>'

    def teasers(self, count: int, *, words: bool = True) -> str:
        style = self.pick(("card", "c-river__item", "teaser", "story-block", "list-item"))
        return "".join(
            f'<div class="{style}"><h3>{self.link(self.headline())}</h3>'
            + (f"<p>{self.sentence()}</p>" if words and self.share(0, 1) < 0.7 else "")
            + f"<time>{self.number(1, 23)} hours ago</time></div>"
            for _ in range(count)
        )

    def frame(
        self, title: str, body: str, *, data: object = None, head: str = "", lean: bool = False
    ) -> str:
        sep = self.pick((" | ", " - ", " – "))
        menu = "".join(f"<li>{self.link(name)}</li>" for name in SECTIONS)
        feet = ("About us", "Contact", "Privacy", "Terms", "Advertise", "Jobs", "Archive")
        foot = "".join(f"<li>{self.link(name)}</li>" for name in feet)
        script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
        nav = (
            ""
            if lean
            else f'<header><div class="logo">{self.site}</div><nav><ul>{menu}</ul></nav></header>'
        )
        footer = "" if lean else f"<footer><ul>{foot}</ul><p>© 2026 {self.site}</p></footer>"
        return (
            f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{html.escape(title)}"
            f"{sep}{self.site}</title><meta property='og:site_name' content='{self.site}'>"
            f"<meta property='og:title' content='{html.escape(title, quote=True)}'>{head}{script}"
            f"</head><body>{nav}<main>{body}</main>{footer}</body></html>"
        )


# What makes a page: its path, and its text.
Template = Callable[[Maker], tuple[str, str]]
