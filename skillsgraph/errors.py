"""Every failure of skillsgraph, on one screen: code, HTTP status, whether a retry may help.

A message says what is wrong and where; a hint says what to do. Neither ever holds query text, parameters
of a statement or a person's data, so both may be shown to anyone who sent the request.
"""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a fault in what was handed in. `line` counts from 1 and includes the header line."""

    file: str | None = None
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        field = f"field {self.field!r}" if self.field else ""
        return ", ".join(part for part in (place, field) if part)


class SkillsGraphError(Exception):
    """The root of the tree. `code` is a part of the public API: it may be added, never renamed."""

    code: ClassVar[str] = "INTERNAL"
    http_status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False

    def __init__(
        self, message: str, *, where: Where | None = None, hint: str | None = None, **details: Any
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint
        self.details = details

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where and str(self.where) else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"

    def as_dict(self) -> dict[str, Any]:
        """The public form, used in JSON reports."""
        known: dict[str, Any] = {
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            "details": self.details,
        }
        if self.where is not None:
            known |= {"file": self.where.file, "line": self.where.line, "field": self.where.field}
        return {name: value for name, value in known.items() if value not in (None, {})}

    def as_graphql(self) -> dict[str, Any]:
        """The same in the form of GraphQL's `errors`: what it says, and the rest as extensions."""
        extensions = {name: value for name, value in self.as_dict().items() if name != "message"}
        return {"message": str(self), "extensions": extensions}


# What the caller sent ---------------------------------------------------------------------------------


class InputError(SkillsGraphError):
    """Something in a request is not acceptable as it stands."""

    code, http_status = "BAD_INPUT", 400


class GraphQLSyntax(InputError):
    """The document cannot be parsed or does not fit the schema."""

    code = "GRAPHQL_INVALID"


class LimitExceeded(InputError):
    """A request is larger than a limit allows."""

    code, http_status = "LIMIT_EXCEEDED", 413


class PersistedNotFound(InputError):
    """No document is kept under this hash. Clients send its text along, as they do on this very message."""

    code, http_status = "PERSISTED_QUERY_NOT_FOUND", 200


class PersistedOff(InputError):
    """Documents are not kept by their hash here; clients send their text, as they do on this code."""

    code, http_status = "PERSISTED_QUERY_NOT_SUPPORTED", 200


class DocumentUntrusted(InputError):
    """Only documents of a list are answered here, and this is none of them."""

    code, http_status = "DOCUMENT_UNTRUSTED", 403


class RequestMalformed(InputError):
    """The HTTP request is not one of GraphQL over HTTP."""

    code = "REQUEST_MALFORMED"


class MethodNotAllowed(InputError):
    """An HTTP method that does not do this; writes are sent with POST."""

    code, http_status = "METHOD_NOT_ALLOWED", 405


class NotAcceptable(InputError):
    """None of the media types that the client takes can be had."""

    code, http_status = "NOT_ACCEPTABLE", 406


class UnsupportedMediaType(InputError):
    """A body of a type that is not taken."""

    code, http_status = "UNSUPPORTED_MEDIA_TYPE", 415


class DuplicateKey(InputError):
    """The same thing stands twice in one list; the message names both places."""

    code = "DUPLICATE_KEY"


class RevisionConflict(SkillsGraphError):
    """Somebody else has changed it since it was read. Read it again, and decide anew."""

    code, http_status = "REVISION_CONFLICT", 409


class StillUsed(SkillsGraphError):
    """It cannot be taken away while others refer to it."""

    code, http_status = "STILL_USED", 409


class AlreadyThere(SkillsGraphError):
    """It was to be new, and is there already."""

    code, http_status = "ALREADY_THERE", 409


class StepRefused(SkillsGraphError):
    """An application, offer or award is not where this step could be taken."""

    code, http_status = "STEP_REFUSED", 409


class ConditionsNotMet(StepRefused):
    """The learner does not meet what the credential asks for; the message says what."""

    code = "CONDITIONS_NOT_MET"


class BadgeRefused(InputError):
    """A badge that is no award, not to be relied on, or somebody else's; `details` name the checks."""

    code = "BADGE_REFUSED"


class IdempotencyConflict(SkillsGraphError):
    """An idempotency key came again with another request."""

    code, http_status = "IDEMPOTENCY_CONFLICT", 409


class BadCursor(InputError):
    """A cursor that this server did not make for this connection."""

    code = "BAD_CURSOR"


class NothingAsked(InputError):
    """A question that has no subject, for example an empty profile."""

    code = "EMPTY_PROFILE"


class AmbiguousReference(InputError):
    """A code that several concepts of one framework have; `candidates` are their uris."""

    code = "AMBIGUOUS_REFERENCE"


class NotFound(SkillsGraphError):
    """What was named does not exist, or may not be seen by the caller."""

    code, http_status = "NOT_FOUND", 404


class SkillNotFound(NotFound):
    code = "SKILL_NOT_FOUND"


class JobRoleNotFound(NotFound):
    code = "JOB_ROLE_NOT_FOUND"


class CredentialNotFound(NotFound):
    code = "CREDENTIAL_NOT_FOUND"


class LearnerNotFound(NotFound):
    """There is no such learner, or the caller has nothing to do with them: the two are not told apart."""

    code = "LEARNER_NOT_FOUND"


class AwardNotFound(NotFound):
    code = "AWARD_NOT_FOUND"


class RecognitionNotFound(NotFound):
    code = "RECOGNITION_NOT_FOUND"


class ApplicationNotFound(NotFound):
    code = "APPLICATION_NOT_FOUND"


class OfferNotFound(NotFound):
    """An offer that does not exist, is over, answered or withdrawn; which of these is not told."""

    code = "OFFER_NOT_FOUND"


class NoRules(NotFound):
    """A credential that is not made of others was asked about as a programme."""

    code = "NO_RULES"


class ShareNotFound(NotFound):
    """A link that does not exist, is withdrawn, over or used up; which of these is not told."""

    code = "SHARE_NOT_FOUND"


class PolicyNotFound(NotFound):
    code = "POLICY_NOT_FOUND"


class FrameworkNotFound(NotFound):
    code = "FRAMEWORK_NOT_FOUND"


class MappingNotFound(NotFound):
    code = "MAPPING_NOT_FOUND"


class Unauthenticated(SkillsGraphError):
    """No key, or a key that is not known."""

    code, http_status = "UNAUTHENTICATED", 401


class Forbidden(SkillsGraphError):
    """A known caller without the role that this asks for."""

    code, http_status = "FORBIDDEN", 403


WHO_IS_SERVED = "It is served to keys of organizations that are entitled to it."


class WithheldByLicence(Forbidden):
    """A framework that may not be passed on, asked for without a key of an organization that is entitled."""

    code = "WITHHELD_BY_LICENCE"


# Pathways ---------------------------------------------------------------------------------------------


class SolverBusy(SkillsGraphError):
    """As many questions wait for a solver as may; asking later may help."""

    code, http_status, retryable = "SOLVER_BUSY", 503, True


class SolverFailed(SkillsGraphError):
    """A solver's process ended, or its plan did not stand up to the audit. Nothing is returned of it."""

    code = "SOLVER_FAILED"


class KeyRefused(SkillsGraphError):
    """An issuer's signing key is missing, there already, or cannot be opened."""

    code, http_status = "KEY_REFUSED", 409


# What a file holds ------------------------------------------------------------------------------------


class SourceError(SkillsGraphError):
    """A file to import is missing, damaged or not of its format. Nothing was written."""

    code, http_status = "SOURCE_INVALID", 400


class SourceTooLarge(SourceError):
    """A file, or what it would unfold to, is larger than its format's limits allow."""

    code, http_status = "SOURCE_TOO_LARGE", 413


class JsonInvalid(SourceError):
    """A text is not JSON, or JSON that programs understand differently, or no JSON-LD."""

    code = "JSON_INVALID"


class ContextUnavailable(SourceError):
    """A JSON-LD context has no trusted local copy: what the document says cannot be told."""

    code = "CONTEXT_UNAVAILABLE"


class UnknownFramework(SourceError):
    code = "FRAMEWORK_UNKNOWN"


class ImportRefused(SkillsGraphError):
    """The import may not run now, or may not go on."""

    code, http_status = "IMPORT_REFUSED", 409


class ImportInProgress(ImportRefused):
    code, retryable = "IMPORT_IN_PROGRESS", True


# The database -----------------------------------------------------------------------------------------


class DatabaseError(SkillsGraphError):
    """The database refused or failed. Only its subclasses say whether a retry may help."""

    code = "DATABASE_ERROR"


class DatabaseUnavailable(DatabaseError):
    code, http_status, retryable = "DATABASE_UNAVAILABLE", 503, True


class DeadlineExceeded(DatabaseError):
    """The answer took longer than the caller's deadline; the query was ended."""

    code, http_status = "DEADLINE_EXCEEDED", 504


class OutcomeUnknown(DatabaseError):
    """The connection broke during a commit. Look before writing again: it may have been stored."""

    code, http_status = "OUTCOME_UNKNOWN", 503


class Conflict(DatabaseError):
    """Two writers met; the transaction was rolled back whole."""

    code, http_status, retryable = "CONFLICT", 409, True


class ConstraintViolated(DatabaseError):
    code, http_status = "CONSTRAINT_VIOLATED", 409


class DatabaseAuthentication(DatabaseError):
    """The database does not accept our user and password."""

    code, http_status = "DATABASE_AUTHENTICATION", 503


class StatementInvalid(DatabaseError):
    """A Cypher file with a wrong header, or a statement that the engine does not accept."""

    code = "STATEMENT_INVALID"


class MigrationRefused(DatabaseError):
    """An applied migration was changed or is missing, or the lock is held."""

    code = "MIGRATION_REFUSED"


# The embedded engine and the configuration ------------------------------------------------------------


class EngineError(SkillsGraphError):
    """The embedded engine cannot be started or reached."""

    code, http_status = "ENGINE_ERROR", 503


class UnsupportedPlatform(EngineError):
    code = "ENGINE_UNSUPPORTED_PLATFORM"


class PortTaken(EngineError):
    code = "ENGINE_PORT_TAKEN"


class DataFolderInUse(EngineError):
    code = "ENGINE_DATA_FOLDER_IN_USE"


class AddressTaken(SkillsGraphError):
    """The server cannot listen where it is told to."""

    code = "ADDRESS_TAKEN"


class ConfigurationRefused(SkillsGraphError):
    """A setting is missing, malformed or unsafe."""

    code = "CONFIGURATION_REFUSED"


def every_error() -> list[type[SkillsGraphError]]:
    """Every class of the tree, parents first: the source of the error table in the documentation."""
    found = [SkillsGraphError]
    for parent in found:
        found.extend(parent.__subclasses__())
    return found


def status_of(code: str) -> int:
    """The HTTP status of an error code; 500 for one that is not in the tree."""
    waiting: list[type[SkillsGraphError]] = [SkillsGraphError]
    while waiting:
        kind = waiting.pop()
        if kind.code == code:
            return kind.http_status
        waiting += kind.__subclasses__()
    return SkillsGraphError.http_status
