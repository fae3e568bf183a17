"""The rule of who may ask what. It stands on the field; a test fails for a root field without one."""

from typing import Any

import strawberry
from strawberry.extensions import FieldExtension

from skillsgraph.api.context import Context
from skillsgraph.errors import Forbidden, Unauthenticated
from skillsgraph.settings import Role, is_loopback

Info = strawberry.Info[Context, None]


class Requires(FieldExtension):
    """The roles that a field asks for: READER means any key. An admin may always."""

    def __init__(self, *roles: Role) -> None:
        self.roles = roles

    def permits(self, role: Role) -> bool:
        if role is Role.ADMIN or role in self.roles:
            return True
        return Role.READER in self.roles and role is not Role.ANONYMOUS

    async def resolve_async(self, next_: Any, source: Any, info: Info, **arguments: Any) -> Any:
        caller = info.context.caller
        if not self.permits(caller.role):
            if caller.role is Role.ANONYMOUS:
                raise Unauthenticated(
                    "This needs an API key.", hint="Send it as `Authorization: Bearer <key>`."
                )
            wanted = " or ".join(self.roles)
            raise Forbidden(f"This needs the role {wanted}; the key has {caller.role}.")
        return await next_(source, info, **arguments)


class Published(Requires):
    """Published data: for everybody, unless the settings ask for a key."""

    def __init__(self) -> None:
        super().__init__(Role.READER)

    async def resolve_async(self, next_: Any, source: Any, info: Info, **arguments: Any) -> Any:
        if info.context.settings.anonymous_reads:
            return await next_(source, info, **arguments)
        return await super().resolve_async(next_, source, info, **arguments)


def may_read(context: Context) -> bool:
    """Whether the caller may read published data."""
    return context.settings.anonymous_reads or context.caller.role is not Role.ANONYMOUS


def check_may_explain(context: Context) -> None:
    """Admins may see how an operation is answered; on one's own machine without keys, everybody may.

    Raises:
        Forbidden: The caller is neither.
    """
    settings = context.settings
    if context.caller.role is not Role.ADMIN and (settings.api_keys or not is_loopback(settings.host)):
        raise Forbidden("explain needs the role admin.", hint="Leave extensions.explain out.")
