"""What is wrong with a question about people and jobs is told by a code, and names what is wrong."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, Client, client_of

BARISTA = {"uri": "http://data.europa.eu/esco/occupation/bf7d8b16-4e2c-48ef-b44e-dc25b2d0ab61"}
GROUP = {"uri": "http://data.europa.eu/esco/isco/C2221"}
TEAM = {"uri": "http://data.europa.eu/esco/skill/8c8da904-cdb3-47d9-bfbf-15ade747d9ec"}
FORKLIFT = {"uri": "https://example.org/transport-union/forklift"}
NONE = {"uri": "x:none"}
TO = {"role": BARISTA}
ME = {"skills": [{"skill": TEAM}]}
FIELDS = {
    "skillGap": ("($p: ProfileInput, $t: TargetInput!)", "profile: $p, target: $t", "readiness"),
    "credentialMatches": (
        "($p: ProfileInput, $t: TargetInput!)",
        "profile: $p, target: $t",
        "nodes { score }",
    ),
    "roleMatches": ("($p: ProfileInput)", "profile: $p", "nodes { score }"),
    "similarRoles": ("($r: Ref!)", "role: $r", "nodes { score }"),
    "learnerMatches": ("($r: Ref!)", "role: $r", "nodes { score }"),
}
OF_PEOPLE = ("skillGap", "credentialMatches", "roleMatches")
OF_TARGETS = ("skillGap", "credentialMatches")
OF_ROLES = ("similarRoles", "learnerMatches")


def question(field: str, more: str = "") -> str:
    head, arguments, selected = FIELDS[field]
    return f"query {head} {{ {field}({arguments}{more}) {{ {selected} }} }}"


def held(**others: Any) -> dict[str, Any]:
    return {"credentials": [{"credential": FORKLIFT, **others}]}


# (questions, variables, what else is asked, code, what the message names)
WRONG: list[tuple[tuple[str, ...], dict[str, Any], str, str, str]] = [
    (OF_PEOPLE, {"p": {}, "t": TO}, "", "EMPTY_PROFILE", "empty"),
    (OF_PEOPLE, {"t": TO}, "", "BAD_INPUT", "exactly one"),
    (OF_PEOPLE, {"p": {"skills": [{"skill": NONE}]}, "t": TO}, "", "SKILL_NOT_FOUND", "x:none"),
    (OF_PEOPLE, {"p": {"skills": [{"skill": {}}]}, "t": TO}, "", "BAD_INPUT", "reference"),
    (OF_PEOPLE, {"p": {"skills": [{"skill": {"code": "S1"}}]}, "t": TO}, "", "BAD_INPUT", "framework"),
    (
        OF_PEOPLE,
        {"p": {"credentials": [{"credential": NONE}]}, "t": TO},
        "",
        "CREDENTIAL_NOT_FOUND",
        "x:none",
    ),
    (OF_PEOPLE, {"p": {"experience": [{"role": NONE}]}, "t": TO}, "", "JOB_ROLE_NOT_FOUND", "x:none"),
    (
        OF_PEOPLE,
        {"p": {"experience": [{"role": BARISTA, "years": -1}]}, "t": TO},
        "",
        "BAD_INPUT",
        "years is -1",
    ),
    (
        OF_PEOPLE,
        {"p": {"experience": [{"role": BARISTA, "years": 99}]}, "t": TO},
        "",
        "BAD_INPUT",
        "years is 99",
    ),
    (
        OF_PEOPLE,
        {"p": held(issuedOn="2026-02-01", validUntil="2026-01-01"), "t": TO},
        "",
        "BAD_INPUT",
        "before it was issued",
    ),
    (OF_PEOPLE, {"p": ME, "t": TO}, ', policy: "kindness"', "POLICY_NOT_FOUND", "kindness"),
    (OF_PEOPLE, {"p": {"skills": [{"skill": TEAM}] * 10_000}, "t": TO}, "", "LIMIT_EXCEEDED", "body"),
    (OF_TARGETS, {"p": ME, "t": {}}, "", "BAD_INPUT", "exactly one"),
    (OF_TARGETS, {"p": ME, "t": {"role": BARISTA, "credential": FORKLIFT}}, "", "BAD_INPUT", "exactly one"),
    (OF_TARGETS, {"p": ME, "t": {"role": NONE}}, "", "JOB_ROLE_NOT_FOUND", "x:none"),
    (OF_TARGETS, {"p": ME, "t": {"credential": NONE}}, "", "CREDENTIAL_NOT_FOUND", "x:none"),
    (OF_TARGETS, {"p": ME, "t": {"skills": [{"skill": NONE}]}}, "", "SKILL_NOT_FOUND", "x:none"),
    (OF_ROLES, {"r": NONE}, "", "JOB_ROLE_NOT_FOUND", "x:none"),
    (OF_ROLES, {"r": {}}, "", "BAD_INPUT", "reference"),
    (("similarRoles",), {"r": GROUP}, "", "JOB_ROLE_NOT_FOUND", "not ranked"),
    (("skillGap",), {"p": ME, "t": TO}, ', jurisdiction: "Ireland"', "BAD_INPUT", "Ireland"),
    (("roleMatches",), {"p": ME}, ', after: "x"', "BAD_CURSOR", "roleMatches"),
]


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    async with client_of(engine_settings) as opened:
        yield opened


async def test_each_fault_is_told_by_its_code(client: Client) -> None:
    wrong = []
    for fields, variables, more, code, says in WRONG:
        for field in fields:
            names = [name for name in variables if f"${name}:" in FIELDS[field][0]]
            asked = {name: variables[name] for name in names}
            answer = await client.ask(question(field, more), key=ADMIN_KEY, **asked)
            told = [(one["extensions"]["code"], one["message"]) for one in answer.get("errors", ())]
            if len(told) != 1 or told[0][0] != code or says not in told[0][1]:
                wrong.append((field, str(variables)[:80], more, code, says, str(told or answer)[:300]))
    assert not wrong, "\n".join(map(str, wrong))


async def test_what_is_odd_and_not_wrong_is_answered(client: Client) -> None:
    gap = (
        "query ($p: ProfileInput!, $t: TargetInput!, $on: Date) {"
        " skillGap(profile: $p, target: $t, asOf: $on)"
        " { readiness nothingRequired explanation requirements { status reasons } } }"
    )

    async def asked(profile: dict[str, Any], target: dict[str, Any] = TO, on: str = "2026-11-25") -> Any:
        return (await client.data(gap, key=ADMIN_KEY, p=profile, t=target, on=on))["skillGap"]

    # A target that requires nothing: an answer, and no division by zero.
    empty = await asked(ME, {"role": GROUP})
    assert (empty["readiness"], empty["nothingRequired"], empty["requirements"]) == (None, True, [])
    assert empty["explanation"] == "Nothing is required."
    nobody = await client.data(question("learnerMatches"), key=ADMIN_KEY, r=GROUP)
    assert nobody["learnerMatches"]["nodes"] == []
    assert (await client.data(question("credentialMatches"), key=ADMIN_KEY, p=ME, t={"role": GROUP}))[
        "credentialMatches"
    ]["nodes"] == []
    # The same skill, two thousand times.
    assert await asked({"skills": [{"skill": TEAM}] * 2000}) == await asked(ME)
    # What is issued on a later day is not there yet, and a day far ahead is a day.
    later = {"skills": [{"skill": TEAM}], **held(issuedOn="2030-01-01", validUntil="2031-01-01")}
    driver = {"role": {"uri": "http://data.europa.eu/esco/occupation/eeac6251-1974-42f5-91ed-513c6c883755"}}
    assert (await asked(later, driver))["readiness"] == (await asked(ME, driver))["readiness"]
    assert (await asked(later, driver, "2030-06-01"))["readiness"] > 0
    assert (await asked(later, driver, "2199-12-31"))["requirements"][0]["status"] in ("PARTIAL", "MISSING")
    # A level on a scale that nobody knows is no level at all: it follows the policy, and is said.
    leveled = {"skills": [{"skill": TEAM, "level": "grand master"}]}
    (one,) = (await asked(leveled, {"skills": [{"skill": TEAM, "level": "B2"}]}))["requirements"]
    assert one["status"] == "PARTIAL"
    assert "LEVEL_NOT_COMPARABLE" in one["reasons"]


async def test_texts_are_read_whatever_they_are(client: Client) -> None:
    ask = "query ($t: String!, $l: String!) { extractSkills(text: $t, language: $l) { label start end } }"
    for text, language in (("", "en"), ("🍵" * 500, "en"), ("\x00 \u202e", "en"), ("first aid", "xx")):
        assert (await client.data(ask, t=text, l=language))["extractSkills"] == []
    assert (await client.data(ask, t="First aid.", l="en"))["extractSkills"]
    assert await client.code(ask, t="a " * 200_000, l="en") == "LIMIT_EXCEEDED"
