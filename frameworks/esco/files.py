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
_VERSION = re.compile(r"(?<![\d.])v?(\d+\.\d+(?:\.\d+)?)(?![\d.])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the files: the beginning of its name, the columns that it must have, whether it may be absent."""

    stem: str
    columns: tuple[str, ...]
    optional: bool = False
    has_language: bool = False


_CONCEPT = ("conceptUri", "preferredLabel", "altLabels", "status", "description")

SKILLS = Kind("skills", (*_CONCEPT, "skillType", "reuseLevel"), has_language=True)
SKILL_GROUPS = Kind("skillGroups", _CONCEPT, has_language=True)
OCCUPATIONS = Kind("occupations", (*_CONCEPT, "iscoGroup"), has_language=True)
ISCO_GROUPS = Kind("ISCOGroups", (*_CONCEPT, "code"), has_language=True)
SKILL_PILLAR = Kind("broaderRelationsSkillPillar", ("conceptUri", "broaderUri"))
OCCUPATION_PILLAR = Kind("broaderRelationsOccPillar", ("conceptUri", "broaderUri"))
SKILL_RELATIONS = Kind("skillSkillRelations", ("originalSkillUri", "relationType", "relatedSkillUri"))
REQUIREMENTS = Kind("occupationSkillRelations", ("occupationUri", "relationType", "skillUri"))

CONCEPTS = (SKILLS, SKILL_GROUPS, OCCUPATIONS, ISCO_GROUPS)
RELATIONS = (SKILL_PILLAR, OCCUPATION_PILLAR, SKILL_RELATIONS, REQUIREMENTS)

_SCHEME = "http://data.europa.eu/esco/concept-scheme/"


def _collection(stem: str) -> Kind:
    return Kind(f"{stem}Collection", ("conceptUri",), optional=True, has_language=True)


# file: (uri of the concept scheme, name)
COLLECTIONS = {
    _collection("digCompSkills"): (f"{_SCHEME}digcomp", "DigComp"),
    _collection("digitalSkills"): (f"{_SCHEME}6c930acd-c104-4ece-acf7-f44fd7333036", "digital skills"),
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


def find(path: Path, options: Options) -> Release:
    """The release at a path.

    Raises:
        SourceError: It is no ESCO release, a file is missing, or the version or language is not to be told.
    """
    packing = look(path)
    names = _names(packing)
    where = Where(path.name)
    language = _language(names, options, where)
    wanted = CONCEPTS if language != MAIN_LANGUAGE else (*CONCEPTS, *COLLECTIONS, *RELATIONS)
    files: dict[Kind, str] = {}
    for kind in wanted:
        of_kind = names.get(kind.stem.casefold(), {})
        name = of_kind.get(language) or (None if kind.has_language else of_kind.get(MAIN_LANGUAGE))
        if name := name or of_kind.get(None):
            files[kind] = name
        elif not kind.optional:
            raise SourceError(
                f"The ESCO file {kind.stem}{f'_{language}' if kind.has_language else ''}.csv is missing.",
                where=where,
                hint="Download the complete classification (CSV) from ESCO's download page.",
            )
    packing.check(files.values())
    return Release(packing, _version(packing, options, where), language, files)


def _names(packing: Packing) -> dict[str, dict[str | None, str]]:
    """stem -> language or None -> file name"""
    found: dict[str, dict[str | None, str]] = {}
    for name in packing.members:
        if matched := _NAME.fullmatch(name):
            language = matched["language"]
            found.setdefault(matched["stem"].casefold(), {})[language and language.lower()] = name
    return found


def _language(names: dict[str, dict[str | None, str]], options: Options, where: Where) -> str:
    present = names.get(SKILLS.stem.casefold())
    if not present:
        raise SourceError(
            "This is no ESCO release: there is no skills_en.csv (or another language's).",
            where=where,
            hint="Give the zip as downloaded from ESCO, or the folder that it was unpacked into.",
        )
    named = sorted(language for language in present if language)
    if options.language:
        wanted = options.language.lower()
        if wanted in named or (not named and None in present):
            return wanted
        raise SourceError(
            f"There are no files in the language {wanted!r}.",
            where=where,
            hint=f"There are: {', '.join(named)}.",
        )
    if MAIN_LANGUAGE in named or not named:
        return MAIN_LANGUAGE
    if len(named) == 1:
        return named[0]
    raise SourceError(
        f"There are files in several languages: {', '.join(named)}.",
        where=where,
        hint="Choose with --language.",
    )


def _version(packing: Packing, options: Options, where: Where) -> str:
    if options.version:
        if matched := _VERSION.fullmatch(options.version):
            return matched[1]
        raise SourceError(f"{options.version!r} is no version such as 1.1.1.", where=Where(field="--version"))
    for name in packing.names:
        if matched := _VERSION.search(name):
            return matched[1]
    raise SourceError(
        "The file's name does not tell which version of ESCO it is.",
        where=where,
        hint="Say it, for example --version 1.1.1.",
    )
