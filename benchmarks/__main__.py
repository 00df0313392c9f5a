"""``python -m benchmarks NAME``: measures one thing and prints a table."""

from __future__ import annotations

import sys

from benchmarks import analysis_cost, composing, grouping, hotspots, keeping, length, time_readers

NAMES = {
    "analysis_cost": analysis_cost,
    "composing": composing,
    "grouping": grouping,
    "hotspots": hotspots,
    "keeping": keeping,
    "length": length,
    "time_readers": time_readers,
}


def main() -> int:
    """The exit status: 2 where no benchmark has the name given."""
    name, *rest = sys.argv[1:] or ["--help"]
    if name not in NAMES:
        print("usage: python -m benchmarks NAME [--help]\n")
        for known, module in NAMES.items():
            print(f"  {known:<14} {(module.__doc__ or '').splitlines()[0]}")
        return 0 if name in ("-h", "--help") else 2
    status: int = NAMES[name].main(rest)
    return status


if __name__ == "__main__":
    sys.exit(main())
