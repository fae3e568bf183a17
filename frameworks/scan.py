"""The first look at a source of tables: every row of every file is read once before any of them is used."""

import hashlib
from collections.abc import Callable, Collection, Mapping

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.packing import Packing
from skillsgraph.frameworks.tables import COMMA, Form, Row, Table

_AGAIN = "The file is cut short: download it again."


def scan(
    packing: Packing,
    columns: Mapping[str, Collection[str]],
    form: Form = COMMA,
    *,
    also: str = "",
    by_hand: bool = False,
    watch: Mapping[str, Callable[[Row], None]] = {},
) -> tuple[dict[str, int], str]:
    """How many rows each file has, and a digest of them all. `columns` says which each file must have.

    What `watch` has for a file is shown each of its rows: one reading for all.

    Raises:
        SourceError: A file lacks a column or has no rows, a row has another shape than the header, bytes are
            not UTF-8, or the last line of a file does not end although those of others do; of a table that
            is made `by_hand` it need not, as many programs write it so.
    """
    digest = hashlib.blake2b(also.encode(), digest_size=16)
    counts: dict[str, int] = {}
    unended: list[Where] = []
    for name, required in columns.items():
        digest.update(f"\n{name}\n".encode())
        count, last = 0, form.preamble + 1
        with packing.open(name) as stream:
            table = Table(stream, name, form, required=required, digest=digest)
            see = watch.get(name)
            for row in table:
                count, last = count + 1, row.line
                if see is not None:
                    see(row)
        if not count:
            raise SourceError("The file has a header and no rows.", where=Where(name, last), hint=_AGAIN)
        if not table.ends_with_newline:
            unended.append(Where(name, last))
        counts[name] = count
    if unended and not by_hand and (len(unended) < len(counts) or len(counts) == 1):
        raise SourceError("The last line does not end.", where=unended[0], hint=_AGAIN)
    return counts, digest.hexdigest()
