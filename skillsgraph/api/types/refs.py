"""How things are named in questions, and which things answers name."""

from typing import cast

import strawberry

from skillsgraph.answers import model
from skillsgraph.api.access import Info
from skillsgraph.api.compiler.below import thing
from skillsgraph.api.types.concepts import JobRole, Skill
from skillsgraph.api.types.credentials import Credential
from skillsgraph.errors import InputError


@strawberry.input(description="Names a thing: exactly one of `id`, `uri`, or `code` with `framework`.")
class Ref:
    id: strawberry.ID | None = None
    uri: str | None = None
    code: str | None = None
    framework: str | None = None

    def to_model(self) -> model.Ref:
        if sum(value is not None for value in (self.id, self.uri, self.code)) != 1:
            raise InputError("A reference is exactly one of id, uri, and code with framework.")
        if self.code is not None and self.framework is None:
            raise InputError('A code needs its framework, for example {code: "2512.4", framework: "esco"}.')
        return model.Ref(self.id, self.uri, self.code, self.framework)


async def the_skill(info: Info, identifier: str) -> Skill:
    return cast(Skill, await thing(info, "Skill", identifier))


async def the_role(info: Info, identifier: str) -> JobRole:
    return cast(JobRole, await thing(info, "JobRole", identifier))


async def the_credential(info: Info, identifier: str) -> Credential:
    return cast(Credential, await thing(info, "Credential", identifier))
