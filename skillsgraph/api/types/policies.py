"""The numbers that answers rest on."""

from collections.abc import Mapping

import strawberry

from skillsgraph.answers import policy as policies
from skillsgraph.answers.policy import Figure

strawberry.enum(Figure, description="What a person says, or what is proven.")


@strawberry.type(description="A number of a policy, from 0 to 1.")
class PolicyNumber:
    name: str
    value: float
    source: str = strawberry.field(description="Where it comes from.")


@strawberry.type(description="The numbers that answers rest on, as a version that they name.")
class Policy:
    id: strawberry.ID
    version: int
    title: str
    description: str
    figure: Figure = strawberry.field(description="Which figure `readiness` is made of.")
    own_word_suffices: bool = strawberry.field(
        description="Whether a skill that nobody else vouches for makes a requirement MET."
    )
    own_word_is_least: bool = strawberry.field(
        description="Whether a valid award is worth no less than its holder's own word."
    )
    numbers: list[PolicyNumber]


def policy(found: policies.Policy) -> Policy:
    tables: dict[str, Mapping[str, float]] = {
        "mapping": {str(key): value for key, value in found.mapping.items()},
        "authenticity": {str(key): value for key, value in found.authenticity.items()},
        "assurance": found.assurance,
    }
    single = {
        name: float(getattr(found, name))
        for name in ("level_not_comparable", "optional_in_readiness", "optional_in_matches")
    }
    numbers = [
        PolicyNumber(name=f"{table}.{key}", value=value, source=found.sources[table])
        for table, values in tables.items()
        for key, value in values.items()
    ] + [PolicyNumber(name=name, value=value, source=found.sources[name]) for name, value in single.items()]
    return Policy(
        id=strawberry.ID(found.id),
        version=found.version,
        title=found.title,
        description=found.description.strip(),
        figure=found.figure,
        own_word_suffices=found.own_word_suffices,
        own_word_is_least=found.own_word_is_least,
        numbers=numbers,
    )
