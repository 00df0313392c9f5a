"""``python -m eval.quote_errors``: what is still wrong about statements on PolNeAR, by class.

Prints a Markdown table of counts: missed statements by kind and by what says that they were
said, and statements found that are none or are given to somebody else. With ``--show N``
prints N of them, taken evenly, for reading.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from typing import Any

from eval.corpus import Bench, Row, rows, scorer
from nutgraf.analysis.cues import BESIDE, INFINITIVE, NAMING
from nutgraf.analysis.syntax import parse

_SAYS = BESIDE | NAMING | INFINITIVE
_HALF = 0.5
KINDS = ("direct", "mixed", "indirect")


def _cue_class(cue: str) -> str:
    """What kind of words a cue is."""
    words = [word for word in parse(cue) if not word.is_space] if cue.strip() else []
    if not any(word.is_alpha for word in words):
        return "a mark or nothing"
    if any(word.lemma_.lower() in _SAYS for word in words if word.pos_ in ("VERB", "AUX")):
        return "a verb of saying"
    if any(word.pos_ == "VERB" for word in words):
        return "another verb"
    return "a noun or phrase"


def errors(gold: list[Row], predicted: list[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Kind, class, class of cue and words of each error, article by article."""
    tools = scorer("score_quotes")
    guessed = {row["id"]: row["attributions"] for row in predicted}
    for row in gold:
        text = row["text"]
        marked = tools.quoted_chars(text)
        real = [tools.Item(each, text, marked) for each in row["attributions"]]
        given = guessed.get(row["id"], [])
        ours = [tools.Item(each, text, marked) for each in given]
        matched = {i: (share, j) for share, i, j in tools.match(real, ours)}
        right = set()
        for i, item in enumerate(real):
            share, j = matched.get(i, (0.0, None))
            same = j is not None and (not item.source or item.source & ours[j].source)
            if share >= _HALF and same:
                right.add(j)
                continue
            fault = (
                "not found"
                if j is None
                else "given to somebody else"
                if share >= _HALF
                else "found in part, or with too much"
            )
            each = row["attributions"][i]
            yield item.kinds[-1], fault, _cue_class(_words(each["cue"], text)), _shown(each, text)
        partly = {j for _, j in matched.values()}
        for j, item in enumerate(ours):
            if j not in right and j not in partly:
                cue = _cue_class(_words(given[j]["cue"], text))
                yield item.kinds[-1], "is no statement of theirs", cue, _shown(given[j], text)


def _words(spans: list[list[int]], text: str) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def _shown(each: dict[str, Any], text: str) -> str:
    parts = (_words(each.get(part) or [], text) for part in ("source", "cue", "content"))
    return " | ".join(part.replace("\n", " ")[:160] for part in parts)


def main() -> None:
    """Print the table, and some errors to read."""
    parser = argparse.ArgumentParser(prog="python -m eval.quote_errors", description=__doc__)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="errors to print")
    options = parser.parse_args()
    with Bench() as bench:
        path = next(
            (path for name, path in bench.sets("polnear", own="quotes") if name == "polnear"), None
        )
        if path is None:
            raise SystemExit("PolNeAR is not at hand: nothing to read errors from")
        found = list(errors(rows(path), bench.predictions(path)))
    counts = Counter((fault, cue, kind) for kind, fault, cue, _ in found)
    print("| fault | cue | " + " | ".join(KINDS) + " |\n| --- | --- |" + " ---: |" * len(KINDS))
    for fault, cue in sorted({key[:2] for key in counts}):
        cells = " | ".join(str(counts[fault, cue, kind]) for kind in KINDS)
        print(f"| {fault} | {cue} | {cells} |")
    # Evenly from the whole set, so that everybody reads the same ones.
    step = max(1, len(found) // max(1, options.show))
    for kind, fault, cue, words in found[::step][: options.show]:
        print(f"\n{kind}, {fault}, cue: {cue}\n  {words}")


if __name__ == "__main__":
    main()
