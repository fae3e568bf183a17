"""The real files behind the evaluations: ESCO as rows of the index, and what O*NET says is related.

Files are those of SKILLSGRAPH_TEST_DATA: `esco/`, `onet/` and `crosswalk/`.
"""

import argparse
import csv
import io
import os
import zipfile
from collections import defaultdict
from pathlib import Path

from skillsgraph.answers.index.rows import RoleRow, Rows
from skillsgraph.frameworks.contract import Options, Skipped
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.model.frameworks import (
    Broader,
    ConceptType,
    JobRole,
    JobRoleKind,
    Related,
    Requires,
    Skill,
    SkillKind,
    Term,
)

ESCO = "esco/ESCO_dataset_v1.1.1_classification_en_csv.zip"
ONET = "onet/db_29_2_text.zip"
CROSSWALK = "crosswalk/official_crosswalk_esco_onet.csv"
USED_MATCHES = {"exactMatch", "closeMatch"}


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A command's arguments, of which the folder of the files is the first."""
    made = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("data", type=Path, nargs="?", default=os.environ.get("SKILLSGRAPH_TEST_DATA"))
    return made


def parsed(made: argparse.ArgumentParser) -> argparse.Namespace:
    """What was given, with the folder, or the end of the command."""
    given = made.parse_args()
    if given.data is None:
        made.error("give the folder of test data, or set SKILLSGRAPH_TEST_DATA")
    return given


def esco_rows(data: Path) -> Rows:
    """ESCO as the rows that the index is built from; uris stand for ids."""
    roles: dict[str, JobRole] = {}
    groups: set[str] = set()
    words: dict[str, list[str]] = defaultdict(list)
    needs: dict[tuple[str, str], list[str]] = defaultdict(list)
    above: dict[ConceptType, dict[str, list[str]]] = {kind: defaultdict(list) for kind in ConceptType}
    related: dict[str, list[str]] = defaultdict(list)
    for sourced in reader_for("esco").read(data / ESCO, Options()):
        if isinstance(sourced, Skipped):
            continue
        match sourced.item:
            case JobRole(kind=JobRoleKind.GROUP):
                pass
            case JobRole() as role:
                roles[role.uri] = role
            case Skill(kind=SkillKind.GROUP) as group:
                groups.add(group.uri)
            case Term(concept_type=ConceptType.JOB_ROLE) as term:
                words[term.concept].append(term.text)
            case Broader() as link:
                above[link.concept_type][link.narrower].append(link.broader)
            case Related() as link:
                related[link.skill].append(link.other)
            case Requires() as need:
                needs[(need.job_role, need.relation.value)].append(need.skill)
            case _:
                pass
    return Rows(
        version="files",
        roles=[
            RoleRow(
                id=uri,
                uri=uri,
                name=role.name,
                code=role.code,
                framework="esco",
                words=" ".join([role.name, *words[uri], role.description or ""]),
                essential=needs[(uri, "ESSENTIAL")],
                optional=needs[(uri, "OPTIONAL")],
            )
            for uri, role in roles.items()
        ],
        role_broader=above[ConceptType.JOB_ROLE],
        skill_broader=above[ConceptType.SKILL],
        related=related,
        groups=frozenset(groups),
    )


def related_roles(data: Path, known: set[str]) -> dict[str, set[str]]:
    """ESCO role -> the roles that belong near it, for every role of which something is known.

    Near are roles whose O*NET occupation, by an exact or close match of the official crosswalk, is the same
    as the asked role's, or one that O*NET lists as primary related.
    """
    text = (data / CROSSWALK).read_text(encoding="utf-8-sig")
    table = csv.DictReader(io.StringIO(text[text.index("\nO*NET Id,") + 1 :]))
    to_onet: dict[str, set[str]] = defaultdict(set)
    to_esco: dict[str, set[str]] = defaultdict(set)
    for row in table:
        uri = row["ESCO or ISCO URI"]
        if row["Type of Match"] in USED_MATCHES and uri in known:
            to_onet[uri].add(row["O*NET Id"])
            to_esco[row["O*NET Id"]].add(uri)
    primary: dict[str, set[str]] = defaultdict(set)
    for row in _onet(data, "Related Occupations.txt"):
        if row["Relatedness Tier"].startswith("Primary"):
            primary[row["O*NET-SOC Code"]].add(row["Related O*NET-SOC Code"])
    found = {}
    for uri, codes in to_onet.items():
        wanted = codes.union(*(primary[code] for code in codes))
        if near := set().union(*(to_esco[code] for code in wanted)) - {uri}:
            found[uri] = near
    return found


def _onet(data: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(data / ONET) as archive:
        member = next(one for one in archive.namelist() if one.endswith(f"/{name}"))
        return list(csv.DictReader(io.StringIO(archive.read(member).decode()), delimiter="\t"))
