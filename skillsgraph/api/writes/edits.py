"""Lists of changes to the catalogue, each list all or nothing. Each needs a key."""

# ruff: noqa: A002 - `input` is what the arguments are called in the API

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

import orjson
import strawberry
from strawberry import UNSET
from strawberry.extensions import FieldExtension

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.writes import given
from skillsgraph.api.writes.catalogue import CredentialInput
from skillsgraph.edits.checks import item
from skillsgraph.edits.credentials import delete_credentials, edit_credentials, write_credentials
from skillsgraph.edits.items import Edit, Edited, Hanging, Link, Named, SkillEdge
from skillsgraph.edits.links import connect_skills
from skillsgraph.edits.once import Once
from skillsgraph.errors import InputError
from skillsgraph.model import credentials as model
from skillsgraph.model.ids import digest
from skillsgraph.settings import Role

strawberry.enum(
    Hanging,
    name="HangingRules",
    description="REFUSE: a credential that rules name or others recognise is not deleted. DETACH: those rules"
    " lose the option, and the recognition ends.",
)
strawberry.enum(Link, name="SkillLinkKind", description="How a credential is linked to a skill.")

Key = Annotated[
    str | None,
    strawberry.argument(
        description="Any text of the client's own, new for each request: the same request with it again"
        " changes nothing and gets the same answer."
    ),
]
_WRITES: list[FieldExtension] = [Requires(Role.ADMIN)]
_LONGEST_KEY = 200
G = TypeVar("G")
M = TypeVar("M")


@strawberry.input(description="A credential by its uri, and the revision that was read, if it matters.")
class CredentialName:
    uri: str
    revision: int | None = None

    def to_model(self) -> Named:
        return Named(self.uri, self.revision)


@strawberry.input(description="What is given replaces what is there; null takes it away; the rest stays.")
class CredentialPatch:
    uri: str
    revision: int | None = None
    name: str | None = UNSET
    status: model.CredentialStatus | None = UNSET
    description: str | None = UNSET
    criteria: str | None = UNSET
    credits: float | None = UNSET
    credit_unit: model.CreditUnit | None = UNSET
    workload_hours: float | None = UNSET
    languages: list[str] | None = UNSET
    eqf_level: int | None = UNSET

    def to_model(self) -> Edit:
        values = {name: value for name, value in _patched(self).items() if value is not UNSET}
        for name in ("name", "status"):
            if name in values and not (values[name] or "").strip():
                raise InputError(f"{name} cannot be taken away.")
        if "name" in values:
            given.name("name", values["name"])
        given.text("description", values.get("description"))
        given.text("criteria", values.get("criteria"))
        given.languages("languages", values.get("languages"))
        given.level("eqfLevel", values.get("eqfLevel"))
        for name in ("credits", "workloadHours"):
            given.amount(name, values.get(name))
        if ("credits" in values) != ("creditUnit" in values) or (
            "credits" in values and (values["credits"] is None) != (values["creditUnit"] is None)
        ):
            raise InputError("credits and creditUnit belong together: give both or neither.")
        return Edit(Named(self.uri, self.revision), values)


def _patched(patch: CredentialPatch) -> dict[str, Any]:
    return {
        "name": patch.name,
        "status": _word(patch.status),
        "description": patch.description,
        "criteria": patch.criteria,
        "credits": patch.credits,
        "creditUnit": _word(patch.credit_unit),
        "workloadHours": patch.workload_hours,
        "languages": patch.languages,
        "eqfLevel": patch.eqf_level,
    }


def _word(value: Any) -> Any:
    return value.value if isinstance(value, model.CredentialStatus | model.CreditUnit) else value


@strawberry.input(description="A link between a credential and a skill.")
class SkillEdgeInput:
    credential: CredentialName
    kind: Link
    skill: str
    level: str | None = None

    def to_model(self) -> SkillEdge:
        return SkillEdge(self.credential.to_model(), self.kind, self.skill, self.level)


@strawberry.type(description="One credential that was changed, in the order of the list.")
class ChangedCredential:
    id: strawberry.ID
    uri: str
    revision: int = strawberry.field(description="Raised by every write; name it to be sure what you change.")
    created: bool


@strawberry.type
class EditWrites:
    @strawberry.mutation(
        description="Make credentials that are not there yet, up to 1,000.", extensions=_WRITES
    )
    async def create_credentials(
        self,
        info: Info,
        input: list[CredentialInput],
        idempotency_key: Key = None,
    ) -> list[ChangedCredential]:
        return await _write(info, input, idempotency_key, only_new=True)

    @strawberry.mutation(description="Make or replace credentials whole, up to 1,000.", extensions=_WRITES)
    async def upsert_credentials(
        self,
        info: Info,
        input: list[CredentialInput],
        idempotency_key: Key = None,
    ) -> list[ChangedCredential]:
        return await _write(info, input, idempotency_key, only_new=False)

    @strawberry.mutation(description="Change properties of credentials, up to 1,000.", extensions=_WRITES)
    async def update_credentials(
        self,
        info: Info,
        input: list[CredentialPatch],
        idempotency_key: Key = None,
    ) -> list[ChangedCredential]:
        changes = _each(input, CredentialPatch.to_model)
        once = _once(info, idempotency_key, "update", changes)
        return _answer(await edit_credentials(info.context.graph, changes, once=once))

    @strawberry.mutation(
        description="Take credentials away with what belongs to them alone, up to 1,000. One that somebody"
        " was awarded or is enrolled in stays.",
        extensions=_WRITES,
    )
    async def delete_credentials(
        self,
        info: Info,
        input: list[CredentialName],
        hanging: Hanging = Hanging.REFUSE,
        idempotency_key: Key = None,
    ) -> list[ChangedCredential]:
        names = _each(input, CredentialName.to_model)
        once = _once(info, idempotency_key, "delete", [hanging, *names])
        return _answer(await delete_credentials(info.context.graph, names, hanging, once=once))

    @strawberry.mutation(description="Link credentials to skills, up to 1,000 links.", extensions=_WRITES)
    async def connect_skills(
        self,
        info: Info,
        input: list[SkillEdgeInput],
        idempotency_key: Key = None,
    ) -> list[ChangedCredential]:
        return await _connect(info, input, idempotency_key, away=False)

    @strawberry.mutation(description="Take links to skills away, up to 1,000 links.", extensions=_WRITES)
    async def disconnect_skills(
        self,
        info: Info,
        input: list[SkillEdgeInput],
        idempotency_key: Key = None,
    ) -> list[ChangedCredential]:
        return await _connect(info, input, idempotency_key, away=True)


async def _write(
    info: Info, given: list[CredentialInput], key: str | None, *, only_new: bool
) -> list[ChangedCredential]:
    items = _each(given, lambda one: (one.to_model(), one.awarded_by.to_model()))
    once = _once(info, key, f"write {only_new}", items)
    done = await write_credentials(info.context.graph, items, only_new=only_new, once=once)
    return _answer(done)


async def _connect(
    info: Info, given: list[SkillEdgeInput], key: str | None, *, away: bool
) -> list[ChangedCredential]:
    edges = _each(given, SkillEdgeInput.to_model)
    once = _once(info, key, f"connect {away}", edges)
    return _answer(await connect_skills(info.context.graph, edges, away=away, once=once))


def _each(given: Sequence[G], to_model: Callable[[G], M]) -> list[M]:
    """What each item of a list says; a refusal names the item."""
    found = []
    for place, one in enumerate(given):
        with item(place):
            found.append(to_model(one))
    return found


def _once(info: Info, key: str | None, what: str, body: Any) -> Once | None:
    if key is None:
        return None
    if not 1 <= len(key) <= _LONGEST_KEY:
        raise InputError(f"idempotencyKey has {len(key)} characters; it must have from 1 to {_LONGEST_KEY}.")
    content = digest(what, orjson.dumps(body, default=str).decode())
    caller = info.context.caller.name or ""
    return Once(key, caller, content, info.context.settings.idempotency_hours)


def _answer(done: list[Edited]) -> list[ChangedCredential]:
    return [
        ChangedCredential(id=strawberry.ID(one.id), uri=one.uri, revision=one.revision, created=one.created)
        for one in done
    ]
