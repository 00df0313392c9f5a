"""The documents do not drift: every block of the README runs, every link leads somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    bin_folder = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "NUTGRAF_DB": str(folder / "desk.db"),
    }
    return subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False,
        timeout=300,
    )  # fmt: skip


def test_every_block_of_the_readme_runs(tmp_path):
    (tmp_path / "src").symlink_to(ROOT / "src")
    blocks = BLOCK.findall(README)
    assert {language for language, _ in blocks} == {"sh", "python"}
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for language, code in blocks:
        if code.startswith("make "):
            # Making the environment inside its own tests would not end; CI runs these lines.
            for line in code.splitlines():
                assert line in ci
            continue
        made = _run(
            ["sh", "-ec", code] if language == "sh" else [sys.executable, "-c", code], tmp_path
        )
        assert made.returncode == 0, f"{code}\n{made.stderr}"
        if language == "python":
            assert "What next?" in made.stdout
    assert (tmp_path / "edition" / "index.html").exists()
    assert (tmp_path / "analyses.jsonl").read_text(encoding="utf-8").count("\n") >= 24


@pytest.mark.parametrize(
    "document", ["README.md", *(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))]
)
def test_links_lead_somewhere(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith(("http:", "https:")):
            assert ((ROOT / document).parent / target).exists(), target
