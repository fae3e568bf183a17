"""`credentialSchema`: JSON Schemas, from local copies only (VC JSON Schema; Open Badges 3.0)."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jsonschema import validators
from jsonschema.exceptions import SchemaError, ValidationError
from referencing.exceptions import Unresolvable

from skillsgraph.credentials.documents import LARGEST, Documents
from skillsgraph.credentials.read import read_object
from skillsgraph.credentials.result import Check, Refusal, failed, not_possible, passed
from skillsgraph.jsonld import JsonLimits

_KINDS = {"JsonSchema", "1EdTechJsonSchemaValidator2019", "JsonSchemaValidator2018"}
_LIMITS = JsonLimits(bytes=LARGEST, depth=64, values=100_000)


def check_schemas(credential: Mapping[str, Any], documents: Documents) -> Iterator[Check]:
    """A check for each schema; one that is not here is no fault of the credential."""
    named = credential.get("credentialSchema")
    for entry in (named if isinstance(named, list) else [] if named is None else [named])[:8]:
        url = entry.get("id") if isinstance(entry, Mapping) else None
        if not isinstance(url, str):
            yield failed("schema_malformed", "The credential names a schema without an address.")
        elif entry.get("type") not in _KINDS:
            yield not_possible("schema", f"Schemas like {url[:120]!r} are not known here.", None)
        else:
            yield _check(url, credential, documents)


def _check(url: str, credential: Mapping[str, Any], documents: Documents) -> Check:
    try:
        data = documents.find(url)
        if data is None:
            return not_possible("schema", f"There is no copy of the schema {url[:120]!r} here.", None)
        _validator(data).validate(credential)
    except ValidationError as error:
        place = "/".join(str(part) for part in error.absolute_path) or "the credential"
        return failed(
            "schema_invalid", f"The credential does not have the form of its schema, at {place[:120]}."
        )
    except (SchemaError, Unresolvable, Refusal):
        return not_possible("schema", f"The schema {url[:120]!r} cannot be used.", None)
    return passed("schema", "The credential has the form that its schema asks for.")


@lru_cache(maxsize=16)
def _validator(data: bytes) -> Any:
    """A schema checked once: that takes longer than to check a credential by it."""
    schema = read_object(data, _LIMITS)
    kind = validators.validator_for(schema, default=validators.Draft201909Validator)
    kind.check_schema(schema)
    return kind(schema)
