"""The real ESCO files as plain rows, read without any of the project's readers."""

import csv
import io
import zipfile
from pathlib import Path


def rows(archive: Path, name: str) -> list[dict[str, str]]:
    """The rows of the file of that name, wherever it stands in the zip."""
    with zipfile.ZipFile(archive) as opened:
        (member,) = [one for one in opened.namelist() if one.rsplit("/", 1)[-1] == name]
        with opened.open(member) as stream:
            return list(csv.DictReader(io.TextIOWrapper(stream, "utf-8-sig", newline="")))
