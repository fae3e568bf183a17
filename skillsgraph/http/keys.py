"""Who asks: the API key of a request, sent as `Authorization: Bearer <key>`."""

from collections.abc import Mapping, Sequence

from skillsgraph.api.context import Caller
from skillsgraph.errors import Unauthenticated
from skillsgraph.settings import ApiKey

CHALLENGE = {"www-authenticate": 'Bearer realm="skillsgraph"'}


def caller_of(headers: Mapping[str, str], keys: Sequence[ApiKey]) -> Caller:
    """The holder of the key; the anonymous caller when none was sent.

    Raises:
        Unauthenticated: A key was sent, and it is none of ours. It is not taken for anonymous, so that
            a mistyped key is noticed.
    """
    header = headers.get("authorization")
    if header is None:
        return Caller()
    scheme, _, presented = header.partition(" ")
    presented = presented.strip()
    # All keys are compared, so that the time does not tell which one was nearly right.
    found = [key for key in keys if key.matches(presented)]
    if scheme.lower() != "bearer" or not found:
        raise Unauthenticated(
            "The API key is not accepted.", hint="Send a valid one as `Authorization: Bearer <key>`, or none."
        )
    key = found[0]
    return Caller(key.name, key.role, key.learner, key.organization)
