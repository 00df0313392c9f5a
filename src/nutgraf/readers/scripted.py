"""The article in a page's script data, where the page itself shows no more than its start."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import html as lxml_html  # type: ignore[import-untyped]

from nutgraf.readers.jsonld import prose_of

# More in one script is a whole site's data, and slow to search.
_LEAST_SCRIPT, _MOST_SCRIPT = 2_000, 3_000_000
_MOST_NODES = 100_000
_MOST_DEPTH = 40
# Fewer paragraphs are a teaser.
_LEAST_PARAGRAPHS = 3
_LEAST_WORDS = 60
_TYPES = re.compile(r"json$", re.IGNORECASE)
_LINKED_DATA = re.compile(r"ld\+json", re.IGNORECASE)
_ASSIGNED = re.compile(r"^\s*(?:window|self|var|const|let)[\w.\s\[\]\"'$]{1,80}=\s*(?=\{)")
# What a node of a text in data is, by the names that systems give them.
_PARAGRAPH = re.compile(
    r"^(?:p|para|paragraph|text|rich-?text|raw_?html|html|blockquote|quote|heading|h[2-4])$",
    re.IGNORECASE,
)
_TYPE_KEYS = ("type", "_type", "__typename", "nodeType", "blockName", "kind", "name", "component")
_TEXT_KEYS = ("value", "text", "content", "html", "children", "paragraph", "body", "data")
_BLOCK_HTML = re.compile(r"<p[\s>]", re.IGNORECASE)


def json_scripts(tree: lxml_html.HtmlElement) -> list[str]:
    """The scripts of a page that hold JSON alone, as they stand there."""
    found = []
    for script in tree.iter("script"):
        text, kind = script.text or "", script.get("type") or ""
        if not _LEAST_SCRIPT < len(text) <= _MOST_SCRIPT or _LINKED_DATA.search(kind):
            continue
        start = _ASSIGNED.match(text[:200])
        if start is not None or _TYPES.search(kind):
            found.append(text[start.end() :] if start else text)
    return found


def scripted_bodies(scripts: list[str]) -> list[str]:
    """Each text of several paragraphs in the scripts' JSON, one paragraph a line.

    The page's article may be among them, and so may be others: only what continues the
    start that the page shows is its own. Empty where there is none.
    """
    found: list[str] = []
    for text in scripts:
        try:
            value = json.JSONDecoder(strict=False).raw_decode(text.lstrip())[0]
        except (ValueError, RecursionError):
            continue
        found += _texts(value)
    return found


def _texts(value: object) -> Iterator[str]:
    waiting: list[tuple[object, int]] = [(value, 0)]
    count = 0
    while waiting and count < _MOST_NODES:
        (one, depth), count = waiting.pop(), count + 1
        if isinstance(one, str) and len(one) > 6 * _LEAST_WORDS and _BLOCK_HTML.search(one):
            yield from _long_enough(prose_of(one).splitlines())
        elif isinstance(one, list) and depth < _MOST_DEPTH:
            paragraphs = [_words_of(part, 0) for part in one if _is_paragraph(part)]
            yield from _long_enough(paragraphs)
            waiting += [(part, depth + 1) for part in one]
        elif isinstance(one, dict) and depth < _MOST_DEPTH:
            waiting += [(part, depth + 1) for part in one.values()]


def _long_enough(paragraphs: list[str]) -> Iterator[str]:
    kept = [line for part in paragraphs if (line := " ".join(part.split()))]
    text = "\n".join(kept)
    if len(kept) >= _LEAST_PARAGRAPHS and len(text.split()) >= _LEAST_WORDS:
        yield text


def _is_paragraph(node: object) -> bool:
    if not isinstance(node, dict):
        return False
    return any(
        isinstance(kind := node.get(key), str) and _PARAGRAPH.match(kind) for key in _TYPE_KEYS
    )


def _words_of(node: object, depth: int) -> str:
    """The words of a node and of all that it holds, in order."""
    if depth > _MOST_DEPTH:
        return ""
    if isinstance(node, str):
        return prose_of(node) if "<" in node else node
    if isinstance(node, list):
        return "".join(_words_of(part, depth + 1) for part in node)
    if isinstance(node, dict):
        part = next((node[key] for key in _TEXT_KEYS if node.get(key)), None)
        return _words_of(part, depth + 1)
    return ""
