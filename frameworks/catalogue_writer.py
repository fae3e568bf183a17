"""A catalogue as its file in YAML: what `read_catalogue` reads again, whole."""

from collections.abc import Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import yaml

from skillsgraph.frameworks.catalogue import MOST_BYTES
from skillsgraph.frameworks.writing import Losses, Written
from skillsgraph.model.credentials import CatalogueRecord, Credential, EntryCondition, Organization


def write(items: Sequence[CatalogueRecord]) -> Written:
    """The file. Nothing is lost, but a file that is too large to be read again says so."""
    document = {
        "organizations": [_plain(one) for one in items if isinstance(one, Organization)],
        "credentials": [_plain(one) for one in items if isinstance(one, Credential)],
    }
    if conditions := [_plain(one) for one in items if isinstance(one, EntryCondition)]:
        document["entry_conditions"] = conditions
    data = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110).encode()
    losses = Losses()
    losses.count("bytes above what a catalogue file may have", max(len(data) - MOST_BYTES, 0))
    return Written(data, losses.said())


class _Dumper(yaml.SafeDumper):
    """Writes a value that stands twice twice: aliases are refused when the file is read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        own = ((part, getattr(value, part.name)) for part in fields(value))
        return {part.name: _plain(one) for part, one in own if part.default is MISSING or one != part.default}
    match value:
        case Enum():
            return value.value
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value
        case tuple():
            return [_plain(one) for one in value]
    return value
