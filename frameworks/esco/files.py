"""The files of an ESCO release: which there are, what they must hold, whose version and language they are.

File names carry the language only in some releases and for some files (`skills_en.csv`,
`broaderRelationsSkillPillar.csv`), and the version only in the name of the zip or of its folder.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.packing import Packing, look

MAIN_LANGUAGE = "en"
_NAME = re.compile(r"(?P<stem>[a-z]+?)(?:_(?P<language>[a-z]{2}))?\.csv", re.IGNORECASE)
_VERSION = re.compile(r"v?(\d+\.\d+(?:\.\d+)?)", re.IGNORECASE)
_VERSION_IN_NAME = re.compile(r"(?<![\d.])v?(1\.\d{1,2}(?:\.\d{1,2})?)(?!\.?\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the files: how its name begins, the columns that it must have, whether it may be absent."""

    stem: str
    columns: tuple[str, ...]
    optional: bool = False
    has_language: bool = False


_CONCEPT = ("conceptUri", "preferredLabel", "altLabels", "description")

SKILLS = Kind("skills", (*_CONCEPT, "skillType"), has_language=True)
SKILL_GROUPS = Kind("skillGroups", _CONCEPT, has_language=True)
OCCUPATIONS = Kind("occupations", (*_CONCEPT, "iscoGroup"), has_language=True)
ISCO_GROUPS = Kind("ISCOGroups", (*_CONCEPT, "code"), has_language=True)
SKILL_PILLAR = Kind("broaderRelationsSkillPillar", ("conceptUri", "broaderUri"))
OCCUPATION_PILLAR = Kind("broaderRelationsOccPillar", ("conceptUri", "broaderUri"))
SKILL_RELATIONS = Kind("skillSkillRelations", ("originalSkillUri", "relationType", "relatedSkillUri"))
REQUIREMENTS = Kind("occupationSkillRelations", ("occupationUri", "relationType", "skillUri"))

GREEN_SHARES = Kind("greenShareOcc", ("conceptUri", "greenShare"), optional=True, has_language=True)

CONCEPTS = (SKILLS, SKILL_GROUPS, OCCUPATIONS, ISCO_GROUPS)
RELATIONS = (SKILL_PILLAR, OCCUPATION_PILLAR, SKILL_RELATIONS, REQUIREMENTS)

_SCHEME = "http://data.europa.eu/esco/concept-scheme/"
_DIGITAL = (f"{_SCHEME}6c930acd-c104-4ece-acf7-f44fd7333036", "digital skills")


def _collection(stem: str) -> Kind:
    return Kind(f"{stem}Collection", ("conceptUri",), optional=True, has_language=True)


# file: (uri of the concept scheme, name)
COLLECTIONS = {
    _collection("digCompSkills"): (f"{_SCHEME}digcomp", "DigComp"),
    _collection("digitalSkills"): _DIGITAL,
    _collection("ictSkills"): _DIGITAL,  # its name up to 1.0.9
    _collection("greenSkills"): (f"{_SCHEME}green", "green skills"),
    _collection("languageSkills"): (f"{_SCHEME}skill-language-groups", "language skills"),
    _collection("researchOccupations"): (
        f"{_SCHEME}8ae4b9f3-507e-4057-a145-2f96f0132613",
        "research occupations",
    ),
    _collection("researchSkills"): (f"{_SCHEME}research", "research skills"),
    _collection("transversalSkills"): (f"{_SCHEME}skill-transversal-groups", "transversal skills"),
}


@dataclass(frozen=True, slots=True)
class Release:
    """A release as it lies on disk: the files to read, by kind, in reading order."""

    packing: Packing
    version: str
    language: str
    files: dict[Kind, str]


def looks_like_one(path: Path) -> bool:
    """Whether file names at the path are ESCO's, be they complete or not. Raises `SourceError`."""
    names = _names(look(path))
    others = (SKILL_GROUPS, ISCO_GROUPS, SKILL_PILLAR, OCCUPATION_PILLAR)
    return SKILLS.stem.casefold() in names and any(kind.stem.casefold() in names for kind in others)


def find(path: Path, options: Options) -> Release:
    """The release at a path.

    Raises `SourceError` when it is no ESCO release, a file is missing, a file is too large to be one, or the
    version or language is not to be told.
    """
    packing = look(path)
    names = _names(packing)
    where = Where(path.name)
    language, tag = _language(names, options, where)
    wanted = CONCEPTS if language != MAIN_LANGUAGE else (*CONCEPTS, GREEN_SHARES, *COLLECTIONS, *RELATIONS)
    files: dict[Kind, str] = {}
    missing: list[str] = []
    for kind in wanted:
        if name := _choose(kind, names.get(kind.stem.casefold(), {}), tag):
            files[kind] = name
        elif not kind.optional:
            missing.append(f"{kind.stem}{f'_{tag}' if tag and kind.has_language else ''}.csv")
    if missing:
        raise SourceError(
            f"Of an ESCO release, {', '.join(missing)} is missing.", where=where, hint=_COMPLETE
        )
    packing.check(files.values())
    return Release(packing, _version(packing, options, where), language, files)


_COMPLETE = (
    "Download the complete classification as CSV. "
    "Files that came in separate downloads may be put into one folder."
)


def _names(packing: Packing) -> dict[str, dict[str | None, str]]:
    """stem -> language or None -> file name"""
    found: dict[str, dict[str | None, str]] = {}
    for name in packing.members:
        if matched := _NAME.fullmatch(name):
            language = matched["language"]
            found.setdefault(matched["stem"].casefold(), {})[language and language.lower()] = name
    return found


def _choose(kind: Kind, by_language: dict[str | None, str], tag: str | None) -> str | None:
    """The file to read: with words, only the one in that language; without, whichever name it bears."""
    if kind.has_language:
        return by_language.get(tag)
    return by_language.get(tag) or by_language.get(None)


def _language(
    names: dict[str, dict[str | None, str]], options: Options, where: Where
) -> tuple[str, str | None]:
    """The language, and how the names of the files say it: not at all in a release without such names."""
    present = names.get(SKILLS.stem.casefold())
    if not present:
        raise SourceError(
            "This is no ESCO release: there is no skills_en.csv (or another language's).",
            where=where,
            hint="Give the zip as downloaded from ESCO, or the folder that it was unpacked into.",
        )
    tags = sorted(tag for tag in present if tag)
    if options.language:
        wanted = options.language.lower()
        if wanted in tags:
            return wanted, wanted
        if not tags:
            return wanted, None
        raise SourceError(
            f"There are no files in the language {wanted!r}.",
            where=where,
            hint=f"There are: {', '.join(tags)}.",
        )
    if MAIN_LANGUAGE in tags:
        return MAIN_LANGUAGE, MAIN_LANGUAGE
    if not tags:
        return MAIN_LANGUAGE, None
    if len(tags) == 1:
        return tags[0], tags[0]
    raise SourceError(
        f"There are files in several languages: {', '.join(tags)}.",
        where=where,
        hint="Choose with --language.",
    )


def _version(packing: Packing, options: Options, where: Where) -> str:
    if options.version:
        if matched := _VERSION.fullmatch(options.version.strip()):
            return matched[1]
        raise SourceError(f"{options.version!r} is no version such as 1.1.1.", where=Where(field="--version"))
    for name in packing.names:
        if matched := _VERSION_IN_NAME.search(name):
            return matched[1]
    raise SourceError(
        "The name does not tell which version of ESCO it is.",
        where=where,
        hint="Say it, for example --version 1.1.1.",
    )
