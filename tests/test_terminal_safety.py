"""What a stranger wrote never steers the terminal of the one who reads it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from invented_files import TEXT, mail, news_item, ninjs, page, record, zipped

from nutgraf.render.display import clean

# Colour, the window's title, the bell, eight-bit escapes, and marks that turn the order round.
STEERING = "\x1b[31m\x1b]0;owned\x07\x9b2J\u202eevil\u2066\x08\x7f\r"
_SEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
TITLE = f"Ostervale{STEERING} closes its pier"


def files() -> dict[str, bytes]:
    """One of each kind, with such characters wherever one may stand."""
    lines = {"text": TEXT + STEERING, "title": TITLE, "publisher": f"Courier{STEERING}",
             "author": f"Ada{STEERING} Roe", "id": f"one{STEERING}"}  # fmt: skip
    head = f"<meta property='og:title' content='{TITLE}'>"
    letter = mail(plain=TEXT.replace("\n", "\n\n") + " By mail.").as_bytes()
    inside = {f"{STEERING}.txt": (TEXT + " In a zip.").encode(), f"bad{STEERING}.exe": b"x"}
    return {
        "a.jsonl": json.dumps(lines).encode() + b"\n" + f"{STEERING}broken\n".encode(),
        "b.html": page(TEXT + " On a page.", head),
        "c.eml": letter.replace(b"A pier is closed", f"Pier{STEERING}".replace("\r", "").encode()),
        "d.csv": f'title,text\n"{TITLE}","{TEXT} In a table."\n"{TITLE}",\n'.encode(),
        "e.json": json.dumps(
            ninjs(TEXT + " In JSON.", headline=TITLE, uri=f"u{STEERING}")
        ).encode(),
        "f.xml": news_item(TEXT + " In XML.", guid="urn:\u202e\u2066x").encode(),
        "g.zip": zipped(inside),
        "h.warc": record(f"https://courier.example/{STEERING[:5]}", page(TEXT + " Archived.", head))
        + f"{STEERING} no record\r\n".encode(),
        f"i{STEERING}.exe": b"x",
    }


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk") / "day"
    folder.mkdir()
    for name, content in files().items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("command", [["read"], ["stories"], ["stories", "--explain"]])
def test_titles_names_and_reasons_reach_a_terminal_clean(day: Path, command: list[str]) -> None:
    # one desk for all, so that the articles are analysed once
    made = subprocess.run(
        [sys.executable, "-m", "nutgraf", *command, str(day)],
        env=os.environ
        | {"NUTGRAF_DB": str(day.parent / "desk.db"), "COLUMNS": "100", "NUTGRAF_WORKERS": "1"},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert made.returncode == 0, made.stderr
    for shown in (made.stdout.decode(), made.stderr.decode()):
        assert "pier" in shown or "left out" in shown
        assert _SEEN.search(shown) is None, _SEEN.findall(shown)
    assert b"closes its pier" in made.stdout
    assert b"bad" in made.stderr


def test_cleaning_leaves_words_alone() -> None:
    assert clean(TITLE) == "Ostervale[31m]0;owned2Jevil closes its pier"
    assert not _SEEN.search(clean("".join(map(chr, range(0x3000)))))
    assert clean("L’été à Ostervale: “40 %” 港") == "L’été à Ostervale: “40 %” 港"
