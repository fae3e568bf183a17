"""What to earn next, narrowed: the same credentials in the same order, but for those that are ruled out."""

from collections.abc import AsyncIterator, Callable
from datetime import date
from typing import Any

import pytest

from skillsgraph.frameworks.catalogue import read_catalogue
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import Graph
from skillsgraph.model.credentials import Credential, Offering, Participation
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, Client, client_of

ROLES = [
    "http://data.europa.eu/esco/occupation/bf7d8b16-4e2c-48ef-b44e-dc25b2d0ab61",  # barista
    "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082",  # healthcare assistant
]
ASK = """query ($role: String!, $among: CredentialsAmong) {
  credentialMatches(first: 100, asOf: "2026-11-25", among: $among, target: {role: {uri: $role}}, profile:
    {skills: [{skill: {uri: "http://data.europa.eu/esco/skill/8c8da904-cdb3-47d9-bfbf-15ade747d9ec"}}]})
  { nodes { credential { uri } score gain explanation } } }"""
DAY = date(2026, 11, 25)


def price(one: Credential) -> dict[str, float]:
    found: dict[str, float] = {}
    for cost in one.costs:
        if cost.audience is None:
            found[cost.currency] = found.get(cost.currency, 0) + float(cost.amount)
    return found


def offered(fits: Callable[[Credential, Offering], bool]) -> Callable[[Credential], bool]:
    def any_fits(one: Credential) -> bool:
        return any(
            fits(one, each)
            for each in one.offerings
            if (each.starts_on is None or each.starts_on >= DAY)
            and (each.apply_until is None or each.apply_until >= DAY)
        )

    return any_fits


# (what is asked, which credentials of the catalogue it leaves)
FILTERS: list[tuple[dict[str, Any], Callable[[Credential], bool]]] = [
    ({"kinds": ["BADGE"]}, lambda one: one.kind == "BADGE"),
    (
        {"awardedBy": ["https://example.org/alder", "https://example.org/open-ladle"]},
        lambda one: one.awarded_by in ("https://example.org/alder", "https://example.org/open-ladle"),
    ),
    (
        {"maxPrice": 120, "currency": "EUR"},
        lambda one: price(one).keys() == {"EUR"} and price(one)["EUR"] <= 120,
    ),
    ({"maxPrice": 0, "currency": "EUR"}, lambda one: price(one) == {"EUR": 0}),
    ({"maxPrice": 999, "currency": "GBP"}, lambda one: price(one).keys() == {"GBP"}),
    ({"maxWorkloadHours": 20}, lambda one: one.workload_hours is not None and one.workload_hours <= 20),
    (
        {"languages": ["pt", "uk"]},
        offered(lambda one, at: bool({"pt", "uk"} & {*(at.languages or one.languages)})),
    ),
    ({"participation": ["ONLINE"]}, offered(lambda _, at: at.participation is Participation.ONLINE)),
    (
        {"startsBy": "2027-01-31"},
        offered(lambda _, at: at.starts_on is None or at.starts_on <= date(2027, 1, 31)),
    ),
    (
        {
            "kinds": ["BADGE", "COURSE"],
            "participation": ["ONSITE"],
            "languages": ["en"],
            "maxWorkloadHours": 40,
        },
        lambda one: (
            one.kind in ("BADGE", "COURSE")
            and (one.workload_hours or 99) <= 40
            and offered(
                lambda it, at: (
                    at.participation is Participation.ONSITE and "en" in (at.languages or it.languages)
                )
            )(one)
        ),
    ),
    ({}, lambda _: True),
]


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    async with client_of(engine_settings) as opened:
        yield opened


async def test_each_filter_leaves_what_the_catalogue_says(client: Client) -> None:
    items = read_catalogue(sample_folder() / "catalogue.yaml")
    catalogue = {one.uri: one for one in items if isinstance(one, Credential)}
    left = dict.fromkeys(range(len(FILTERS)), 0)
    gone = dict(left)
    for role in ROLES:
        every = (await client.data(ASK, key=ADMIN_KEY, role=role))["credentialMatches"]["nodes"]
        for place, (among, fits) in enumerate(FILTERS):
            found = (await client.data(ASK, key=ADMIN_KEY, role=role, among=among))["credentialMatches"][
                "nodes"
            ]
            assert found == [one for one in every if fits(catalogue[one["credential"]["uri"]])], among
            left[place] += len(found)
            gone[place] += len(every) - len(found)
    assert [place for place, many in left.items() if not many] in ([], [4]), (
        "a filter that leaves nothing proves little"
    )
    assert [place for place, many in gone.items() if not many] == [len(FILTERS) - 1]
    for wrong in (
        {"maxPrice": 5},
        {"currency": "EUR"},
        {"maxWorkloadHours": -1},
        {"maxPrice": -1, "currency": "EUR"},
    ):
        assert await client.code(ASK, key=ADMIN_KEY, role=ROLES[0], among=wrong) == "BAD_INPUT"
