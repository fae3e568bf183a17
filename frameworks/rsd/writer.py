"""Skills as Rich Skill Descriptors in CSV, with the columns that the Open Skills Management Tool takes in."""

import csv
import io
from collections import defaultdict

from skillsgraph.frameworks.rsd.reader import job_uri
from skillsgraph.frameworks.rsd.records import FORMULA, Job
from skillsgraph.frameworks.writing import Content, Losses, Written
from skillsgraph.model.frameworks import (
    Broader,
    Collection,
    Contains,
    JobRole,
    Match,
    RequirementRelation,
    Requires,
    Skill,
    TermKind,
)

_COLUMNS = (
    *("Canonical URL", "RSD Name", "Authors", "Skill Statement", "Categories", "Collections", "Keywords"),
    *("Detailed Occupations", "O*Net Job Codes"),
)


def write(content: Content) -> Written:
    """A row for each skill. A hierarchy, labels beside the name, and job roles without a code are lost."""
    losses = Losses()
    jobs, collections, aligned = _jobs(content, losses), _collections(content, losses), _alignments(content)
    most = max((len(found) for found in aligned.values()), default=0)
    numbered = [f"Alignment {number} {part}" for number in range(1, most + 1) for part in ("Name", "URL")]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([*_COLUMNS, *numbered])
    for skill in content.skills.values():
        cells = [cell for pair in aligned[skill.uri] for cell in pair]
        codes = jobs[skill.uri]
        writer.writerow(
            [
                skill.uri,
                _safe(skill.name),
                _safe(skill.author or content.framework.publisher or ""),
                _safe(skill.description or skill.name),
                _listed(skill.categories, losses),
                _listed(collections[skill.uri], losses),
                _listed(skill.keywords, losses),
                "; ".join(code for code in codes if "." not in code),
                "; ".join(code for code in codes if "." in code),
                *cells,
                *[""] * (2 * most - len(cells)),
            ]
        )
        _count(content, skill, losses)
    losses.count("steps of the hierarchy", len(content.of(Broader)))
    content.count_unsaid(losses, JobRole, Requires, Collection, Contains, Match)
    return Written(buffer.getvalue().encode(), losses.said())


def _jobs(content: Content, losses: Losses) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in content.of(Requires):
        code = content.job_roles[one.job_role].code if one.job_role in content.job_roles else None
        if code:
            found[one.skill].append(code)
        losses.count("requirements of job roles without a code", not code)
        losses.count("essential requirements (a job code is optional)", one.relation is _ESSENTIAL)
    named = [one for one in content.job_roles.values() if one.code != one.name]
    losses.count("names of job roles (their code is kept)", len(named))
    other = [one for one in content.job_roles.values() if one.uri != job_uri(Job(one.code or "", ""))]
    losses.count("addresses of job roles (their code is kept)", len(other))
    return found


_ESSENTIAL = RequirementRelation.ESSENTIAL


def _collections(content: Content, losses: Losses) -> dict[str, list[str]]:
    names = {one.uri: one.name for one in content.of(Collection)}
    found: dict[str, list[str]] = defaultdict(list)
    for one in content.of(Contains):
        if one.concept in content.skills and one.collection in names:
            found[one.concept].append(names[one.collection])
        else:
            losses.count("job roles in collections")
    return found


def _alignments(content: Content) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in content.of(Match):
        if one.subject.uri in content.skills and one.object.uri:
            found[one.subject.uri or ""].append((_safe(one.object.name or ""), one.object.uri))
    return found


def _count(content: Content, skill: Skill, losses: Losses) -> None:
    for kind in (TermKind.ALTERNATIVE, TermKind.HIDDEN):
        losses.count("alternative and hidden labels", len(content.terms(skill.uri, kind)))
    for value, what in ((skill.code, "codes"), (skill.status, "statuses"), (skill.scope_note, "scope notes")):
        losses.count(what, bool(value))


def _listed(values: tuple[str, ...] | list[str], losses: Losses) -> str:
    losses.count("semicolons inside values (written as commas)", sum(";" in one for one in values))
    return _safe("; ".join(one.replace(";", ",") for one in values))


def _safe(value: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value
