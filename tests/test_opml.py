"""Lists of feeds in OPML, in and out, and in the store, with nothing lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from nutgraf.errors import UnreadableInput
from nutgraf.readers.opml import read_opml, write_opml
from nutgraf.records import Subscription
from nutgraf.store import Store
from nutgraf.store.feeds import Feeds

NOW = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)
LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:my="https://reader.example/ns"><head><title>Mine</title></head><body>
  <outline text="World" my:folded="true">
    <outline text="Courier" title="The Courier" type="rss" xmlUrl="https://courier.example/feed"
      htmlUrl="https://courier.example/" my:colour="red" other:x="1" category="/a,/b"/>
    <outline text="Europe"><outline text="Post" xmlurl=" https://post.example/rss?a=1&amp;b=2 "/>
    </outline>
    <outline text="Meridian" xmlUrl="https://meridian.example/feed"/>
  </outline>
  <outline text="World"><outline title="No text" xmlUrl="https://x.example/feed"/></outline>
  <outline text="A link" type="link" url="https://courier.example/about"/>
  <outline text="Empty"/>
  <outline text="Courier again" xmlUrl="https://courier.example/feed"/>
</body></opml>"""


def test_a_list_is_read_with_its_folders_and_all_attributes() -> None:
    lines = read_opml("list", LIST)
    assert [(one.url, one.title, one.section) for one in lines] == [
        (None, "World", ()),
        ("https://courier.example/feed", "Courier", ("World",)),
        (None, "Europe", ("World",)),
        ("https://post.example/rss?a=1&b=2", "Post", ("World", "Europe")),
        ("https://meridian.example/feed", "Meridian", ("World",)),
        (None, "World", ()),
        ("https://x.example/feed", "No text", ("World",)),
        (None, "A link", ()),
        (None, "Empty", ()),
        ("https://courier.example/feed", "Courier again", ()),
    ]
    assert dict(lines[1].attributes) == {
        "title": "The Courier",
        "type": "rss",
        "htmlUrl": "https://courier.example/",
        "{https://reader.example/ns}colour": "red",
        "{urn:undeclared:other}x": "1",
        "category": "/a,/b",
    }
    assert lines[0].attributes == (("{https://reader.example/ns}folded", "true"),)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("größe='1'", "größe"),
        ("a:b='1'", "{urn:undeclared:a}b"),
        ("a:b:c='1'", "{urn:undeclared:a:b}c"),
        ("a:1='1'", "{urn:undeclared:a}_1"),
        ("b='1' b='2'", "b"),
    ],
)
def test_attributes_that_xml_knows_nothing_of_are_kept(written: str, kept: str) -> None:
    lines = read_opml("list", f"<opml><body><outline text='x' {written}/></body></opml>".encode())
    assert lines[0].attributes == ((kept, "1"),)
    assert read_opml("again", write_opml(lines).encode()) == lines


def test_a_list_written_and_read_is_the_same() -> None:
    lines = read_opml("list", LIST)
    written = write_opml(lines)
    assert read_opml("again", written.encode()) == lines
    tree = etree.fromstring(written.encode())
    assert len(tree.findall("body/outline")) == 5
    assert tree.find("body/outline/outline/outline").get("xmlUrl") == lines[3].url


NAMES = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"
    ),
    max_size=8,
)
OUTLINES = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "text": NAMES,
            "title": NAMES,
            "type": st.sampled_from(["rss", "link", "atom"]),
            "xmlUrl": st.sampled_from(["", "https://a.example/1", "https://a.example/2?x&y"]),
            "htmlUrl": NAMES,
            "{https://reader.example/ns}kind": NAMES,
            "_x": NAMES,
        },
    ).map(lambda attributes: (attributes, [])),
    lambda inner: st.tuples(
        st.fixed_dictionaries({}, optional={"text": st.sampled_from("AB"), "open": NAMES}),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


def _tree(parent: etree._Element, outlines: list[tuple[dict[str, str], list]]) -> None:
    for attributes, inner in outlines:
        outline = etree.SubElement(parent, "outline", attributes)
        _tree(outline, inner)


@settings(max_examples=300, deadline=None)
@given(st.lists(OUTLINES, min_size=1, max_size=5))
def test_no_list_loses_anything_on_the_way_in_and_out(outlines: list) -> None:
    root = etree.Element("opml")
    _tree(etree.SubElement(root, "body"), outlines)
    lines = read_opml("list", etree.tostring(root))
    assert read_opml("again", write_opml(lines).encode()) == lines
    given_attributes = sorted(
        each for outline in root.iter("outline") for each in outline.items() if each[0] != "text"
    )
    kept = [each for line in lines for each in line.attributes if each[0] != "text"]
    kept += [("xmlUrl", line.url) for line in lines if line.url]
    assert sorted(kept) == given_attributes


def test_the_store_keeps_the_list_as_it_was(tmp_path: Path) -> None:
    lines = read_opml("list", LIST)
    with Store(tmp_path / "desk.db") as store:
        feeds = Feeds(store)
        assert feeds.add(lines, NOW) == 4
        assert feeds.subscriptions() == lines
        assert [feed.url for feed in feeds.all()] == [
            "https://courier.example/feed",
            "https://post.example/rss?a=1&b=2",
            "https://meridian.example/feed",
            "https://x.example/feed",
        ]
        assert feeds.add([one for one in lines if one.url], NOW) == 0
        assert feeds.subscriptions() == lines


def test_a_feed_that_is_removed_leaves_every_place_and_no_empty_folder(tmp_path: Path) -> None:
    with Store(tmp_path / "desk.db") as store:
        feeds = Feeds(store)
        feeds.add(read_opml("list", LIST), NOW)
        assert feeds.remove("https://post.example/rss?a=1&b=2")
        assert not feeds.remove("https://post.example/rss?a=1&b=2")
        assert [one.title for one in feeds.subscriptions()] == [
            "World", "Courier", "Meridian", "World", "No text", "A link", "Courier again",
        ]  # fmt: skip
        assert feeds.remove("https://courier.example/feed")
        assert [one.title for one in feeds.subscriptions()] == [
            "World", "Meridian", "World", "No text", "A link",
        ]  # fmt: skip


def test_feeds_that_were_never_in_a_file_get_folders() -> None:
    lines = [
        Subscription("https://a.example/1", "A", ("X", "Y")),
        Subscription("https://a.example/2", "B", ("X",)),
        Subscription("https://a.example/3", "C\x00\x1b", ()),
    ]
    again = read_opml("list", write_opml(lines).encode())
    assert [(one.url, one.section) for one in again if one.url] == [
        (one.url, one.section) for one in lines
    ]
    assert again[-1].title == "C"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no feed"),
        (b"<rss><channel/></rss>", r"no list of feeds \(OPML\)"),
        (b"<opml><body/></opml>", "empty"),
        (b"<opml><body>" + b"<outline text='x'/>" * 60_000, "more than 50000"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml>&a;</opml>', "empty"),
    ],
)
def test_what_is_no_list_is_told(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        read_opml("list", content)


def test_a_list_nested_beyond_measure_ends() -> None:
    content = b"<opml><body>" + b"<outline text='x'>" * 100_000
    assert len(read_opml("list", content)) < 300


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([
    "<opml>", "<body>", "<outline ", "text='a'", "xmlUrl='b'", "/>", ">", "</outline>", "&x;",
    "<!--",
    "a:b='c'", "text='d'", "<![CDATA[", "\x00", "é", "]]>", "xmlns:a='u'", "<opml", " ",
]) | st.text(max_size=5), max_size=25).map("".join))  # fmt: skip
def test_odd_bytes_give_a_list_or_a_reason(text: str) -> None:
    try:
        lines = read_opml("list", text.encode(errors="ignore"))
    except UnreadableInput:
        return
    assert read_opml("again", write_opml(lines).encode()) == lines
