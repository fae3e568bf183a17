"""The matches of a framework or mapping set as SSSOM's table, with what holds for all of them above it.

Identifiers are written in full. A match that a program made and that is accepted all the same has a reviewer:
its author, or who publishes the set. One that was rejected is left out.
"""

import csv
import io
from collections.abc import Iterator

from skillsgraph.frameworks.writing import Content, Losses, Written
from skillsgraph.model.frameworks import (
    UNSPECIFIED_MATCHING,
    ConceptType,
    Framework,
    Match,
    MatchKind,
    MatchStatus,
    Term,
)

_PREDICATES = {
    MatchKind.EXACT: "skos:exactMatch",
    MatchKind.CLOSE: "skos:closeMatch",
    MatchKind.BROAD: "skos:broadMatch",
    MatchKind.NARROW: "skos:narrowMatch",
    MatchKind.RELATED: "skos:relatedMatch",
}
_CATEGORIES = {ConceptType.SKILL: "esco:Skill", ConceptType.JOB_ROLE: "esco:Occupation"}
_CURIES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "esco": "http://data.europa.eu/esco/model#",
}
COLUMNS = (
    *("subject_id", "subject_label", "subject_category", "predicate_id"),
    *("object_id", "object_label", "object_category", "mapping_justification"),
    *("confidence", "author_id", "reviewer_id", "mapping_date", "mapping_source", "comment"),
)
_BY_PEOPLE = ("ManualMappingCuration", "MappingReview")


def write(content: Content) -> Written:
    """The matches in the order given; all else of the framework is lost."""
    losses = Losses()
    text = io.StringIO()
    for line in _metadata(content):
        text.write(f"# {line}\n")
    table = csv.writer(text, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    for match in content.of(Match):
        ends = (match.subject.uri, match.object.uri)
        if match.status is MatchStatus.REJECTED:
            losses.count("matches that were rejected")
        elif ends[0] is None or ends[1] is None:
            losses.count("matches of concepts that are known by a code only")
        else:
            reviewer = _reviewer(match, content.framework, losses)
            table.writerow([_plain(cell) for cell in _row(match, ends[0], ends[1], reviewer)])
    losses.count("skills", len(content.skills))
    losses.count("steps up in a hierarchy", len(content.broader(ConceptType.SKILL)))
    losses.count("labels", len(content.of(Term)))
    content.count_unsaid(losses, Match)
    return Written(text.getvalue().encode(), losses.said())


def _metadata(content: Content) -> Iterator[str]:
    found = content.framework
    yield "curie_map:"
    yield from (f"  {prefix}: {uri}" for prefix, uri in _CURIES.items())
    for name, value in (
        ("mapping_set_id", found.uri),
        ("mapping_set_title", found.name),
        ("mapping_set_version", found.version),
        ("mapping_set_description", found.description),
        ("license", found.licence_uri or found.licence),
        ("publication_date", found.released_on),
        ("other", found.attribution),
    ):
        if value:
            yield f"{name}: {_plain(value)}"


def _reviewer(match: Match, framework: Framework, losses: Losses) -> str | None:
    by_people = (match.justification or "").endswith(_BY_PEOPLE)
    if match.status is MatchStatus.ACCEPTED:
        return None if by_people else match.author or framework.publisher or framework.uri
    losses.count("proposals of people, which read as accepted", by_people)
    return None


def _row(match: Match, subject: str, target: str, reviewer: str | None) -> Iterator[object]:
    yield from (subject, match.subject.name, _CATEGORIES[match.subject.concept_type])
    told = match.source_type if match.source_type in _PREDICATES.values() else None
    yield told or _PREDICATES[match.kind]
    yield from (target, match.object.name, _CATEGORIES[match.object.concept_type])
    yield from (match.justification or UNSPECIFIED_MATCHING, match.confidence, match.author)
    yield from (reviewer, match.date, match.source, match.comment)


def _plain(cell: object) -> str:
    """A cell on one line, as the lines of metadata need it too."""
    return " ".join(str(cell).split()) if cell is not None else ""
