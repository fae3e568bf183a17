"""What a file says, as a count of its facts by their names, to hold an export against its original.

A fact is a value under a key of JSON, a cell under the heading of a table, or a value of a Turtle property,
whatever the order and the writing: `ceasn:name` and `name` are one name. Equal counts do not prove that two
files say the same, but what is fewer was lost.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import yaml

from skillsgraph.errors import SourceError, Where

_LANGUAGE = re.compile(r"(?!id$)[a-z]{2}(-[A-Za-z]{2,4})?")


def facts_of(data: bytes, name: str) -> Counter[str]:
    """How many facts a file tells, by their names.

    Raises:
        SourceError: It is neither JSON, YAML, a table nor Turtle.
    """
    ending = Path(name).suffix.casefold()
    try:
        if ending in (".json", ".jsonld"):
            return Counter(_of_tree(json.loads(data.decode("utf-8-sig"))))
        if ending in (".yaml", ".yml"):
            return Counter(_of_tree(yaml.safe_load(data)))
        if ending in (".csv", ".tsv"):
            return Counter(_of_table(data.decode("utf-8-sig"), "," if ending == ".csv" else "\t"))
        if ending == ".ttl":
            triples = pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE)
            return Counter(_local(one.predicate.value) for one in triples)
    except (ValueError, SyntaxError, yaml.YAMLError) as error:
        raise SourceError(f"It cannot be compared: {error}.", where=Where(name)) from error
    raise SourceError(
        f"A file of the kind {ending!r} cannot be compared.",
        hint="Give .json, .jsonld, .yaml, .csv, .tsv or .ttl.",
    )


def fewer(original: Counter[str], export: Counter[str]) -> list[tuple[str, int, int]]:
    """The facts of which an export has fewer than its original, each with both numbers."""
    return [(name, count, export[name]) for name, count in sorted(original.items()) if export[name] < count]


def _of_tree(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            own = _local(str(key))
            if own != "@context":
                # The language or type of a value is no name of its own.
                yield from _of_tree(one, name if _LANGUAGE.fullmatch(own) or own == "@value" else own)
    elif isinstance(value, list):
        for one in value:
            yield from _of_tree(one, name)
    elif value not in (None, ""):
        yield name


def _of_table(text: str, separator: str) -> Iterator[str]:
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    for row in csv.DictReader(io.StringIO("".join(lines)), delimiter=separator):
        yield from (name for name, cell in row.items() if name and cell)


def _local(name: str) -> str:
    return name.rpartition("/")[2].rpartition("#")[2].rpartition(":")[2] or name
