"""Every knob, with its unit and a safe default. Each is read from `SKILLSGRAPH_` + its name in capitals."""

import hmac
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self

import platformdirs
from pydantic import BaseModel, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from skillsgraph.errors import ConfigurationRefused, Where


class Role(StrEnum):
    """What a caller may do. All but the anonymous may read what is published; an admin may do everything.

    A learner sees their own record; a portal, an issuer and a university those people who consented to
    it, for its purpose; an analyst reads figures about many and no record of one.
    """

    ANONYMOUS = "anonymous"
    READER = "reader"
    LEARNER = "learner"
    PORTAL = "portal"
    ISSUER = "issuer"
    UNIVERSITY = "university"
    ANALYST = "analyst"
    ADMIN = "admin"


class ApiKey(BaseModel, frozen=True):
    """A caller's key, known to us only by its hash; `learner` and `organization` tell whom it stands for."""

    name: str
    role: Role
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    learner: Annotated[str | None, Field(pattern="^learner_[0-9a-f]{26}$")] = None
    organization: Annotated[str | None, Field(pattern="^org_[0-9a-f]{26}$")] = None

    @model_validator(mode="after")
    def _refuse_unbound(self) -> Self:
        if (self.role is Role.LEARNER) != (self.learner is not None):
            raise ValueError("a key of the role learner names its learner's id, and no other key does")
        if self.role in (Role.ISSUER, Role.UNIVERSITY) and self.organization is None:
            raise ValueError(f"a key of the role {self.role} names its organization's id")
        return self

    def matches(self, digest: str) -> bool:
        """Compare with the SHA-256 of what was presented, in constant time."""
        return hmac.compare_digest(digest, self.sha256)


def api_key_entry(**given: str | None) -> dict[str, str]:
    """One entry of API_KEYS, checked.

    Raises:
        ConfigurationRefused: The role and what the key is bound to do not go together.
    """
    try:
        key = ApiKey.model_validate(given)
    except ValidationError as error:
        message = error.errors(include_url=False, include_input=False)[0]["msg"]
        raise ConfigurationRefused(message.removeprefix("Value error, ")) from None
    return key.model_dump(mode="json", exclude_none=True)


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Settings(BaseSettings):
    """The configuration of one process, read once at the start and never changed."""

    model_config = SettingsConfigDict(env_prefix="SKILLSGRAPH_", frozen=True, extra="ignore")

    database_url: str | None = Field(
        None, description="Bolt URI of a Neo4j, for example neo4j://db:7687. Unset: the embedded engine."
    )
    database_user: str = Field("neo4j", description="User for DATABASE_URL.")
    database_password: SecretStr = Field(SecretStr(""), description="Password for DATABASE_URL.")
    database_name: str | None = Field(None, description="Database for DATABASE_URL. Unset: its default.")

    data_dir: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("skillsgraph"),
        description="Folder of the embedded engine's data.",
    )
    engine_heap: str = Field(
        "1g", pattern="^[0-9]+[mg]$", description="Heap of the embedded engine, for example 512m or 2g."
    )
    engine_bolt_port: int = Field(
        0, ge=0, le=65535, description="Bolt port of the embedded engine on loopback. 0: any free one."
    )
    engine_start_seconds: float = Field(60, gt=0, description="Longest wait for the engine's start, seconds.")
    engine_stop_seconds: float = Field(10, gt=0, description="Longest wait for the engine's end, seconds.")

    deadline_seconds: float = Field(10, gt=0, le=60, description="Deadline of one database call, seconds.")
    pool_size: int = Field(50, ge=1, description="Most connections to the database.")
    pool_wait_seconds: float = Field(3, gt=0, description="Longest wait for a free connection, seconds.")

    host: str = Field("127.0.0.1", description="Address to listen on. Anything but loopback needs API_KEYS.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on. 0: any free one.")
    api_keys: tuple[ApiKey, ...] = Field(
        (), description='JSON list of {"name", "role", "sha256", …}; see `skillsgraph keys`.'
    )
    anonymous_reads: bool = Field(True, description="Whether published data may be read without a key.")
    introspection: bool = Field(True, description="Whether the GraphQL schema may be introspected.")
    graphiql: bool = Field(True, description="Whether GET /graphql serves the GraphiQL page to browsers.")
    body_bytes: int = Field(256 * 1024, gt=0, description="Largest request body, bytes.")
    depth: int = Field(12, gt=0, description="Deepest nesting of a GraphQL operation.")
    aliases: int = Field(15, gt=0, description="Most aliases in a GraphQL operation.")
    directives: int = Field(30, gt=0, description="Most directives in a GraphQL operation.")
    tokens: int = Field(2000, gt=0, description="Most tokens in a GraphQL document.")
    cost: int = Field(10_000, gt=0, description="Most objects that an operation without a key may ask for.")
    cost_with_key: int = Field(50_000, gt=0, description="The same with a key.")
    persisted: int = Field(1000, ge=0, description="Most documents that are kept by their hash. 0: none.")
    trusted_documents: Path | None = Field(
        None, description='JSON file of {"id": "document"}, or folder of id.graphql files, that are trusted.'
    )
    trusted_only: bool = Field(
        False, description="Whether nothing but TRUSTED_DOCUMENTS is answered, by id, hash or text."
    )

    idempotency_hours: float = Field(
        24, gt=0, description="How long the answer to an idempotency key is kept, hours."
    )

    public_url: str | None = Field(
        None,
        pattern=r"^https?://[^/\s]+$",
        description="Address of this server as others reach it, without a path; stands in what is issued.",
    )
    issuer_passphrase: SecretStr = Field(
        SecretStr(""), description="Encrypts the keys of issuers; at least 12 characters. Signing needs it."
    )
    pathway_processes: int = Field(1, ge=1, le=64, description="Most processes that solve pathways.")
    pathway_waiting: int = Field(16, ge=0, description="Most questions that wait for one of them.")
    pathway_seconds: float = Field(
        2,
        gt=0,
        le=60,
        description="Time that a question for pathways is given when it does not say, seconds.",
    )
    pathway_most_seconds: float = Field(
        8, gt=0, le=60, description="Most time that a question for pathways may ask for, seconds."
    )
    contexts_dir: Path | None = Field(
        None, description="Folder of JSON-LD contexts, see `skillsgraph contexts sync`. Unset: in DATA_DIR."
    )
    documents_dir: Path | None = Field(
        None, description="Folder of did:web documents, status lists and schemas, with an INDEX.json."
    )
    trusted_issuers: Path | None = Field(
        None, description='JSON file of known issuers: {"did:…": "who says so"}.'
    )
    verify_network: bool = Field(
        False, description="Whether verification may fetch keys and status lists from public https addresses."
    )

    reverify_days: int = Field(
        7, ge=1, le=366, description="After how many days a badge from elsewhere is verified again."
    )

    import_batch: int = Field(5000, ge=1, le=50_000, description="Rows in one transaction of an import.")
    import_lease_seconds: float = Field(
        60, gt=0, description="How long an import that has stopped answering keeps others away, seconds."
    )
    import_network: bool = Field(
        False, description="Whether an import may fetch a CASE package from a public https address."
    )

    @property
    def contexts_folder(self) -> Path:
        return self.contexts_dir or self.data_dir / "contexts"

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if not is_loopback(self.host) and not self.api_keys:
            raise ValueError(
                f"HOST {self.host} can be reached by others, and API_KEYS is empty: make a key with"
                " `skillsgraph keys` or listen on 127.0.0.1"
            )
        if self.trusted_only and self.trusted_documents is None:
            raise ValueError("TRUSTED_ONLY needs TRUSTED_DOCUMENTS")
        return self

    @property
    def public_address(self) -> str:
        """PUBLIC_URL, or else the address that is listened on."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @classmethod
    def load(cls, **overrides: object) -> "Settings":
        """Read the environment; `overrides` win over it.

        Raises:
            ConfigurationRefused: A value is malformed or unsafe; the message names the variable.
        """
        try:
            return cls(**overrides)  # type: ignore[arg-type]
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            name = ".".join(str(part) for part in first["loc"])
            raise ConfigurationRefused(
                first["msg"].removeprefix("Value error, "),
                where=Where(field=f"SKILLSGRAPH_{name.upper()}") if name else None,
            ) from None
