"""Which JSON-LD contexts are known: those that installed packages bring, and those added on purpose.

A context decides what a signature covers, so each copy is compared with pinned digests (`pins.json`: SHA-256
of the JSON with sorted names and no spaces). One address may have several: the context of Open Badges 3.0.3
was changed in place on 2026-06-29. The package carries no context of others itself: their licences differ.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from skillsgraph.credentials.documents import INDEX, Fetch, index
from skillsgraph.credentials.result import Refusal
from skillsgraph.errors import ContextUnavailable, SkillsGraphError, SourceError
from skillsgraph.jsonld import Contexts, read_json

# Packages that carry copies, each with the folder. pyld has the W3C's; the other, which is installed with the
# extra `badges` and never imported, those of Open Badges and CLR.
_BUNDLED = (("pyld", "documentloader", "frozen", "bundled"), ("openbadgeslib", "ob3", "contexts"))
HOW_TO_ADD = "Install skillsgraph[badges], or run `skillsgraph contexts sync`."


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync brought: the addresses that are new or renewed, and those that were there."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    missing: tuple[str, ...]  # pinned, and still without a copy


@cache
def pins() -> dict[str, tuple[str, ...]]:
    """Address -> the digests of its revisions that are trusted, newest first."""
    text = files("skillsgraph.credentials").joinpath("pins.json").read_text(encoding="utf-8")
    return {url: tuple(digests) for url, digests in json.loads(text).items()}


def digest(document: Any) -> str:
    """SHA-256 of the JSON with sorted names and without spaces."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def load(folder: Path | None) -> Contexts:
    """The known contexts: those that packages bring, and those of a folder that `sync` filled, if there.

    Raises:
        ContextUnavailable: A copy is not the one that is pinned.
        SourceError: The folder's index is damaged.
    """
    known = Contexts()
    for url, data in _bundled():
        known = known.having(url, data)
    if folder is not None and (folder / INDEX).is_file():
        for url, name in index(folder).items():
            data = (folder / name).read_bytes()
            _refuse_changed(url, data)
            known = known.having(url, data)
    return known


def sync(source: str, target: Path, fetch: Fetch, url: str | None = None) -> Synced:
    """Add contexts to the folder `target`, on purpose.

    Args:
        source: A folder with an INDEX.json; a folder of JSON files, which are recognised by their digests;
            a file, with its `url`; or an address, which is fetched.

    Raises:
        ContextUnavailable: A copy is not the one that is pinned for its address. Nothing is written.
        SourceError: The source holds no context.
    """
    found = dict(_source(source, fetch, url))
    if not found:
        raise SourceError(f"There is no known context in {source!r}.", hint="Name its address with --url.")
    for one, data in found.items():
        _refuse_changed(one, data)
    target.mkdir(parents=True, exist_ok=True)
    names = index(target) if (target / INDEX).is_file() else {}
    added: list[str] = []
    unchanged: list[str] = []
    for one, data in found.items():
        name = sha256(one.encode()).hexdigest()[:24] + ".jsonld"
        same = names.get(one) == name and (target / name).read_bytes() == data
        (unchanged if same else added).append(one)
        (target / name).write_bytes(data)
        names[one] = name
    (target / INDEX).write_text(json.dumps(names, indent=1, sort_keys=True), encoding="utf-8")
    known = load(target)
    return Synced(tuple(added), tuple(unchanged), tuple(one for one in pins() if one not in known))


def _source(source: str, fetch: Fetch, url: str | None) -> Iterator[tuple[str, bytes]]:
    if source.startswith("https://"):
        try:
            yield url or source, fetch(source)
        except Refusal as error:
            raise SourceError(error.message) from error
        return
    path = Path(source)
    if path.is_file():
        if url is None:
            yield from _recognised(path)
        else:
            yield url, path.read_bytes()
    elif not path.is_dir():
        raise SourceError(f"There is no file or folder {source!r}.", hint="Check the path.")
    elif (path / INDEX).is_file():
        for one, name in index(path).items():
            if one.startswith(("https://", "http://")):
                yield one, (path / name).read_bytes()
    else:
        for file in sorted((*path.rglob("*.json"), *path.rglob("*.jsonld"))):
            yield from _recognised(file)


def _recognised(file: Path) -> Iterator[tuple[str, bytes]]:
    data = file.read_bytes()
    try:
        found = digest(read_json(data, file.name))
    except SkillsGraphError:
        return
    yield from ((url, data) for url, digests in pins().items() if found in digests)


def _refuse_changed(url: str, data: bytes) -> None:
    pinned = pins().get(url)
    if pinned and digest(_value(data, url)) not in pinned:
        raise ContextUnavailable(
            f"The copy of {url} is none of the revisions that are known.",
            hint="Take it from its publisher; if they changed it, wait for a release that knows it.",
        )


def _value(data: bytes, url: str) -> Any:
    """The JSON, by the fast parser; what that refuses, the other tells with its line."""
    try:
        return json.loads(data)
    except ValueError:
        return read_json(data, url)


def _bundled() -> Iterator[tuple[str, bytes]]:
    """Contexts that installed packages carry, as far as they are revisions that are pinned."""
    by_digest = {one: url for url, digests in pins().items() for one in digests}
    for package, *parts in _BUNDLED:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            for file in sorted((*Path(place, *parts).glob("*.json"), *Path(place, *parts).glob("*.jsonld"))):
                data = file.read_bytes()
                if (url := by_digest.get(digest(json.loads(data)))) is not None:
                    yield url, data
