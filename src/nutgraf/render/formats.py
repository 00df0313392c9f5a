"""Every form of an edition by its name, with the file that it is written to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from nutgraf.plugins import Renderer
from nutgraf.render.atom import render_atom
from nutgraf.render.editionjson import render_edition_json
from nutgraf.render.html import render_html
from nutgraf.render.jsonfeed import render_jsonfeed
from nutgraf.render.mail import render_mail
from nutgraf.render.markdown import render_markdown
from nutgraf.render.ninjs import render_ninjs
from nutgraf.render.plain import render_text
from nutgraf.render.rss import render_rss
from nutgraf.render.terminal import render_terminal


class Format(Struct, frozen=True):
    """One form: the name of its file, and what writes it."""

    file: str
    render: Renderer


def formats(link: str | None = None) -> Mapping[str, Format]:
    """All forms by name; ``link`` is the address where the page will stand, for the feeds."""
    return {
        "html": Format("index.html", render_html),
        "markdown": Format("edition.md", render_markdown),
        "json": Format("edition.json", render_edition_json),
        "eml": Format("edition.eml", render_mail),
        "rss": Format("rss.xml", partial(render_rss, link=link)),
        "atom": Format("atom.xml", partial(render_atom, link=link)),
        "jsonfeed": Format("feed.json", partial(render_jsonfeed, link=link)),
        "ninjs": Format("edition.ninjs.json", render_ninjs),
        "text": Format("edition.txt", render_text),
        "terminal": Format("edition.ansi", render_terminal),
    }


USUAL = ("html", "markdown", "json")
"""The forms of an edition that nobody asked for in particular."""
