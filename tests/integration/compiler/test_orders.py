"""The oracle's orders are one where they place everything alike, for a cursor of them is one too."""

from random import Random

from tests.integration.compiler.graphs import random_world
from tests.integration.compiler.oracle.orders import Order


def test_an_order_ends_with_the_id() -> None:
    world = random_world(Random(1))
    row = (world.of("Offering")[0], None)

    def asked(*parts: dict[str, str]) -> tuple[str, tuple[object, ...]]:
        order = Order(world, "Offering", "Credential.offerings", list(parts))
        return order.name, order.keys(row)

    whole = ("Credential.offerings id", (row[0].id,))
    assert asked() == asked({"id": "ASC"}) == asked({"id": "ASC"}, {"place": "DESC"}) == whole
    assert asked({"id": "DESC"})[0] == "Credential.offerings id-"
    assert asked({"place": "ASC"})[0] == "Credential.offerings place id"
