"""Lists of equal length in one row, opened into rows: a row costs the driver as much as a dozen values."""

from collections.abc import Iterator

from skillsgraph.graph.access import Row


def rows_of(row: Row, *names: str) -> Iterator[Row]:
    """A row for each place of the lists `ids`, `uris` …, with what stands there as `id`, `uri` ….

    Raises:
        ValueError: The lists are not of one length, so that it is not known what belongs together.
    """
    for values in zip(*(row[f"{name}s"] for name in names), strict=True):
        yield dict(zip(names, values, strict=True))
