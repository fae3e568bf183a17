"""From the driver's exceptions to our error tree.

Public messages say what happened in our words. The engine's own message may hold query text or values, so
it stays with the exception that ours is raised from, and out of logs.
"""

from neo4j.exceptions import (
    AuthError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from skillsgraph.errors import (
    Conflict,
    ConstraintViolated,
    DatabaseAuthentication,
    DatabaseError,
    DatabaseUnavailable,
    DeadlineExceeded,
    OutcomeUnknown,
    StatementInvalid,
)

Entry = tuple[type[DatabaseError], str]

_UNAVAILABLE: Entry = (DatabaseUnavailable, "The database cannot be reached.")
_BUSY: Entry = (DatabaseUnavailable, "Every connection to the database is in use.")
_CONFLICT: Entry = (Conflict, "Another writer changed the same data at the same time.")
_CONSTRAINT: Entry = (ConstraintViolated, "This would break a rule of the graph, for example a key in use.")
_TIMED_OUT: Entry = (DeadlineExceeded, "The database did not answer in time.")
_AUTHENTICATION: Entry = (DatabaseAuthentication, "The database does not accept our user and password.")
_STATEMENT: Entry = (StatementInvalid, "The database does not accept the statement.")
_UNKNOWN: Entry = (DatabaseError, "The database failed.")

# By the longest prefix of the status code.
_NEO4J: dict[str, Entry] = {
    "Neo.ClientError.Schema.ConstraintValidationFailed": _CONSTRAINT,
    "Neo.ClientError.Schema.ConstraintViolation": _CONSTRAINT,
    "Neo.ClientError.Security": _AUTHENTICATION,
    "Neo.ClientError.Statement": _STATEMENT,
    "Neo.ClientError.Procedure": _STATEMENT,
    "Neo.ClientError.Schema": _STATEMENT,
    "Neo.ClientError.Cluster.NotALeader": _UNAVAILABLE,
    "Neo.ClientError.Database": _UNAVAILABLE,
    "Neo.ClientError.Transaction.TransactionTimedOut": _TIMED_OUT,
    "Neo.ClientError.Transaction.Terminated": _CONFLICT,
    "Neo.ClientError.Transaction.LockClientStopped": _CONFLICT,
    "Neo.TransientError.Transaction.Terminated": _CONFLICT,
    "Neo.TransientError.Transaction.LockClientStopped": _CONFLICT,
    "Neo.TransientError.Transaction": _CONFLICT,
    "Neo.TransientError": _UNAVAILABLE,
}


def translate(error: Neo4jError | DriverError) -> DatabaseError:
    """By what the driver found out, or else by the engine's status code.

    The embedded engine hides its messages, and gives some failures a code that tells another story: deleting
    a node that others hang on is a `DatabaseError` there and a `ConstraintViolated` on Neo4j.
    """
    kind, message = _from_driver(error) or _by_code(error.code if isinstance(error, Neo4jError) else None)
    return kind(message)


def _from_driver(error: Neo4jError | DriverError) -> Entry | None:
    """What the driver itself found out, whatever the engine."""
    match error:
        case IncompleteCommit():
            return (OutcomeUnknown, "The connection broke during the commit: it may or may not be stored.")
        case ConnectionAcquisitionTimeoutError():
            return _BUSY
        case ServiceUnavailable() | SessionExpired():
            return _UNAVAILABLE
        case AuthError():
            return _AUTHENTICATION
        case DriverError():
            return _UNKNOWN
    return None


def _by_code(code: str | None) -> Entry:
    parts = (code or "").split(".")
    prefixes = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    known = next((_NEO4J[prefix] for prefix in prefixes if prefix in _NEO4J), None)
    return known or _UNKNOWN
