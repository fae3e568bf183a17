"""The mandatory elements of Annex I of Council Recommendation 2022/C 243/02 on micro-credentials.

The learner and the date of issue belong to an award; the others to the credential, and are looked for here.
"""

from collections.abc import Iterator

from skillsgraph.graph.access import Row


def missing_elements(row: Row) -> Iterator[tuple[str, str]]:
    """(field, what is missing) for a credential as `programmeMembers` reads it."""
    node = row["node"]
    elements = {
        "name": (bool(node.get("name")), "the title of the micro-credential"),
        "awardedBy": (bool(row["issuers"]), "the awarding body"),
        "country": (bool(row["countries"]), "the country or region of the issuer"),
        "teaches": (bool(row["skills"]), "the learning outcomes"),
        "workloadHours": (
            bool(node.get("workloadHours") or node.get("credits")),
            "the notional workload, in hours or ECTS credits",
        ),
        "eqfLevel": (bool(node.get("eqfLevel")), "the level (EQF, QF-EHEA), where there is one"),
        "assessments": (bool(row["methods"]), "the type of assessment"),
        "offerings": (bool(row["offerings"]), "the form of participation in the learning activity"),
        "accreditation": (
            bool(row["accredited"] or row["accreditedItself"]),
            "the type of quality assurance",
        ),
    }
    for field, (there, what) in elements.items():
        if not there:
            yield field, f"Annex I of 2022/C 243/02 asks for {what}."
