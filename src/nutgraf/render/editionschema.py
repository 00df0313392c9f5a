"""The JSON Schema of ``edition.json``, made from the records that write and read the file.

``docs/edition.schema.json`` is what this gives; ``python -m nutgraf.render.editionschema``
prints it.
"""

from __future__ import annotations

import inspect
import sys

import msgspec

from nutgraf.render.editionjson import EDITION_VERSION, EditionFile
from nutgraf.render.jsonl import dump_json


def edition_schema() -> str:
    """The schema of the edition file, in the 2020-12 dialect of JSON Schema."""
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Nutgraf edition, version {EDITION_VERSION}",
        **msgspec.json.schema(EditionFile),
    }
    for each in whole["$defs"].values():
        # A docstring keeps the indentation of the code that it stands in.
        each["description"] = inspect.cleandoc(each["description"])
    return dump_json(whole, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(edition_schema())
