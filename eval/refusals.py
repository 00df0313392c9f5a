"""Whether pages that are no article are refused, and real ones kept."""

from __future__ import annotations

import argparse
import logging
from collections import Counter

from eval import pages
from eval.corpus import Bench, Figures
from eval.refusal_pages import Page, made_pages
from nutgraf.errors import NotAnArticle, NutgrafError
from nutgraf.readers.page import extract

MEASURES = {"refused", "of kinds held out", "of bare pages", "articles kept"}


def measure(bench: Bench) -> Figures:
    """The share of made pages refused, and of the page sets' articles that are not."""
    logging.disable(logging.ERROR)
    told = [(page, reason_for(page)) for page in made_pages()]
    figures = {
        "refusals.own": {
            "refused": _share(told),
            "of kinds held out": _share([one for one in told if one[0].held_out]),
            "of bare pages": _share([one for one in told if one[0].is_bare]),
        }
    }
    if bench.data is not None:
        figures["refusals.pages"] = {"articles kept": 100 * pages.kept_share(bench.data)}
    return figures


def reason_for(page: Page) -> str | None:
    """Why the reader refuses ``page``; ``None`` where it takes it for an article."""
    try:
        extract(page.url, page.content, page.url)
    except NotAnArticle as problem:
        return problem.reason
    except NutgrafError as problem:
        return str(problem)
    return None


def _share(told: list[tuple[Page, str | None]]) -> float:
    return 100 * sum(reason is not None for _, reason in told) / max(1, len(told))


def main() -> None:
    """Print, kind by kind, how many pages were refused, and the reasons."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    logging.disable(logging.CRITICAL)
    reasons: dict[str, Counter[str]] = {}
    for page in made_pages():
        kind = f"{page.kind} (held out)" if page.held_out else page.kind
        reasons.setdefault(kind, Counter())[reason_for(page) or "TAKEN FOR AN ARTICLE"] += 1
    for kind, counts in reasons.items():
        print(kind)
        for reason, count in counts.most_common():
            print(f"  {count} {reason}")


if __name__ == "__main__":
    main()
