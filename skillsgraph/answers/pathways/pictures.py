"""A plan as a picture: its terms side by side, in each what is taken, and what it leads to."""

import json
from collections.abc import Sequence

from skillsgraph.answers.pathways.asked import PathPlan, Step
from skillsgraph.answers.programmes.pictures import PictureFormat, graphviz_label, mermaid_label


def plan_picture(plan: PathPlan, form: PictureFormat) -> str:
    """Text for Mermaid or Graphviz, or JSON for a page. An edge leads from a step to what builds on it."""
    names = {step.credential.id: f"s{place}" for place, step in enumerate(plan.steps)}
    edges = [
        (names[before.id], names[step.credential.id])
        for step in plan.steps
        for before in step.builds_on
        if before.id in names
    ]
    match form:
        case PictureFormat.MERMAID:
            return _mermaid(plan, names, edges)
        case PictureFormat.GRAPHVIZ:
            return _graphviz(plan, names, edges)
    nodes = [
        {
            "id": names[step.credential.id],
            "uri": step.credential.uri,
            "label": step.credential.name,
            "term": step.term,
            "startsOn": step.starts.isoformat(),
            "endsOn": step.ends.isoformat(),
        }
        for step in plan.steps
    ]
    terms = [
        {"number": one.number, "hours": one.hours, "hoursPerWeek": one.hours_per_week} for one in plan.terms
    ]
    links = [{"from": start, "to": end} for start, end in edges]
    return json.dumps({"terms": terms, "nodes": nodes, "edges": links}, ensure_ascii=False)


def _begun_in(plan: PathPlan, number: int) -> Sequence[Step]:
    return [step for step in plan.steps if step.term == number]


def _mermaid(plan: PathPlan, names: dict[str, str], edges: list[tuple[str, str]]) -> str:
    lines = ["flowchart LR"]
    for term in plan.terms:
        lines.append(f'  subgraph t{term.number}["Term {term.number}: {term.hours:g} h"]')
        for step in _begun_in(plan, term.number):
            lines.append(f'    {names[step.credential.id]}["{mermaid_label(step.credential.name)}"]')
        lines.append("  end")
    return "\n".join([*lines, *(f"  {start} --> {end}" for start, end in edges)]) + "\n"


def _graphviz(plan: PathPlan, names: dict[str, str], edges: list[tuple[str, str]]) -> str:
    lines = ["digraph plan {", "  rankdir=LR;", "  node [shape=box];"]
    for term in plan.terms:
        lines.append(f"  subgraph cluster_{term.number} {{")
        lines.append(f'    label="Term {term.number}: {term.hours:g} h";')
        for step in _begun_in(plan, term.number):
            lines.append(f'    {names[step.credential.id]} [label="{graphviz_label(step.credential.name)}"];')
        lines.append("  }")
    return "\n".join([*lines, *(f"  {start} -> {end};" for start, end in edges), "}"]) + "\n"
