"""Cut the sample's tables out of a complete ESCO classification.

    python scripts/sample_esco.py FOLDER_WITH_ESCO_CSV

Writes the CSV files of `frameworks/sample/`: the occupations named below with all that ESCO says they
require, and of the rest of ESCO what stands above those concepts or between them. Needs English ESCO 1.1.1.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "frameworks" / "sample"
LANGUAGE = "en"
# fmt: off
OCCUPATIONS = {
    "2221.2", "5321.1", "5321.1.1", "5322.1", "3412.4", "3412.4.12", "3258.2", "3213.1", "3255.2",
    "2512.4", "2513.5", "2511.3", "2519.7", "2519.7.2", "2522.1", "3512.1", "3512.4", "4132.1",
    "3434.1", "3434.1.2", "5120.1", "5120.1.1", "5131.2", "5132.1.1",
    "7411.1", "7411.1.1", "7411.1.4", "7126.8", "7124.1", "7115.1", "3112.1.5", "3112.1.5.1",
    "9333.8", "8344.1", "4323.6", "8322.2",
    "5311.1", "5312.1", "2356.1", "2356.1.1", "2352.1", "2352.1.1", "2423.1", "4411.1",
    "4225.1", "3313.2",
}
# fmt: on
SCHEME = "http://data.europa.eu/esco/concept-scheme/"
COLLECTIONS = (
    ("6c930acd-c104-4ece-acf7-f44fd7333036", "digital skills", "digitalSkillsCollection_en.csv"),
    ("green", "green skills", "greenSkillsCollection_en.csv"),
    ("skill-language-groups", "language skills", "languageSkillsCollection_en.csv"),
    ("skill-transversal-groups", "transversal skills", "transversalSkillsCollection_en.csv"),
)
KINDS = {"skill/competence": "SKILL", "knowledge": "KNOWLEDGE", "": "SKILL"}
Row = dict[str, str]


def rows(folder: Path, name: str) -> Iterator[Row]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write(name: str, header: str, lines: Iterable[Iterable[str]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(lines)


def above(start: Iterable[str], pairs: dict[str, list[str]]) -> set[str]:
    """The start and everything that is broader, up to the top."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        concept = waiting.pop()
        if concept not in found:
            found.add(concept)
            waiting += pairs[concept]
    return found


def hierarchy(folder: Path, name: str, known: Iterable[str]) -> dict[str, list[str]]:
    pairs: dict[str, list[str]] = defaultdict(list)
    for row in rows(folder, name):
        if row["conceptUri"] in known and row["broaderUri"] in known:
            pairs[row["conceptUri"]].append(row["broaderUri"])
    return pairs


def alternatives(row: Row) -> str:
    found = dict.fromkeys(line.strip() for line in row["altLabels"].splitlines() if line.strip())
    found.pop(row["preferredLabel"].strip(), None)
    return " | ".join(found)


def main(folder: Path) -> None:
    occupations = {row["conceptUri"]: row for row in rows(folder, "occupations_en.csv")}
    role_groups = {row["conceptUri"]: row for row in rows(folder, "ISCOGroups_en.csv")}
    skills = {row["conceptUri"]: row for row in rows(folder, "skills_en.csv")}
    skill_groups = {row["conceptUri"]: row for row in rows(folder, "skillGroups_en.csv")}
    role_broader = hierarchy(folder, "broaderRelationsOccPillar.csv", occupations | role_groups)
    skill_broader = hierarchy(folder, "broaderRelationsSkillPillar.csv", skills | skill_groups)

    chosen = {uri for uri, row in occupations.items() if row["code"] in OCCUPATIONS}
    roles = above(chosen, role_broader)
    requires = sorted(
        (row["occupationUri"], row["skillUri"], row["relationType"].upper())
        for row in rows(folder, "occupationSkillRelations.csv")
        if row["occupationUri"] in roles and row["skillUri"] in skills
    )
    concepts = above({skill for _, skill, _ in requires}, skill_broader)

    write(
        "occupations.csv",
        "uri name kind code status regulation_note modified_on",
        (
            (
                uri,
                row["preferredLabel"].strip(),
                "OCCUPATION" if uri in occupations else "GROUP",
                row["code"],
                row["status"],
                row.get("regulatedProfessionNote", "").rpartition("/")[2],
                row.get("modifiedDate", "")[:10],
            )
            for uri, row in sorted((role_groups | occupations).items(), key=lambda item: item[1]["code"])
            if uri in roles
        ),
    )
    write(
        "skills.csv",
        "uri name kind code status reuse_level modified_on",
        (
            (
                uri,
                row["preferredLabel"].strip(),
                "GROUP" if uri in skill_groups else KINDS[row["skillType"]],
                row.get("code", ""),
                row["status"],
                row.get("reuseLevel", ""),
                row["modifiedDate"][:10],
            )
            for uri, row in sorted((skill_groups | skills).items())
            if uri in concepts
        ),
    )
    sides = (
        ("JobRole", role_groups | occupations, role_broader, roles),
        ("Skill", skill_groups | skills, skill_broader, concepts),
    )
    write(
        "terms.csv",
        "type concept language alternatives",
        (
            (label, uri, LANGUAGE, alternatives(named[uri]))
            for label, named, _, kept in sides
            for uri in sorted(kept)
            if alternatives(named[uri])
        ),
    )
    write(
        "broader.csv",
        "type narrower broader",
        (
            (label, uri, top)
            for label, _, pairs, kept in sides
            for uri in sorted(kept)
            for top in sorted(pairs.get(uri, []))
        ),
    )
    write("requires.csv", "occupation skill relation", requires)
    write(
        "related.csv",
        "skill other relation",
        sorted(
            (row["originalSkillUri"], row["relatedSkillUri"], row["relationType"].upper())
            for row in rows(folder, "skillSkillRelations.csv")
            if row["originalSkillUri"] in concepts and row["relatedSkillUri"] in concepts
        ),
    )
    write(
        "collections.csv",
        "collection name concept",
        (
            (SCHEME + scheme, name, uri)
            for scheme, name, file in COLLECTIONS
            for uri in sorted({row["conceptUri"] for row in rows(folder, file)} & concepts)
        ),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
