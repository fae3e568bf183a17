"""The verification of a credential, check by check.

    verifier = Verifier(contexts=known, documents=documents)
    verifier.verify(data).outcome

Nothing raises: whatever a file holds, the answer is a `Verification` whose checks say what was found.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from skillsgraph.credentials import openbadges2
from skillsgraph.credentials.controllers import Controllers
from skillsgraph.credentials.documents import Documents
from skillsgraph.credentials.european import is_european
from skillsgraph.credentials.form import check_form, issuer_of
from skillsgraph.credentials.members import members_of
from skillsgraph.credentials.proofs import data_integrity, jwt
from skillsgraph.credentials.proofs.times import DATE_TIME
from skillsgraph.credentials.read import Read, read_credential, read_token
from skillsgraph.credentials.recipient import check_recipient, identities_of
from skillsgraph.credentials.result import (
    Check,
    Outcome,
    Refusal,
    Verification,
    failed,
    not_possible,
    passed,
    warned,
)
from skillsgraph.credentials.schema import check_schemas
from skillsgraph.credentials.status import check_list, check_status, read_list
from skillsgraph.credentials.validity import CLOCK_TOLERANCE, check_validity, moment
from skillsgraph.jsonld import Contexts

DEEPEST_TREE = 4
MOST_MEMBERS = 200
MOST_LISTS = 40  # that are verified for one credential with all its members


@dataclass(frozen=True, slots=True)
class Verifier:
    """What verification may know.

    Attributes:
        now: The moment asked about; None is the present.
        recipients: Who the credential should be about: e-mail addresses or identifiers.
        trusted: Issuers that are known, by identifier, and who says so. "Signed by the issuer" is not
            "an issuer we know", so this is a check of its own and never decides.
        strict: Refuse what is usually tolerated with a warning, such as short status lists.
    """

    contexts: Contexts
    documents: Documents = field(default_factory=Documents)
    now: datetime | None = None
    recipients: tuple[str, ...] = ()
    trusted: Mapping[str, str] | None = None
    strict: bool = False

    def verify(self, data: bytes) -> Verification:
        """The verification of a file's bytes."""
        try:
            read = read_credential(data)
        except Refusal as error:
            return Verification((error.check(),))
        return self.verify_read(read)

    def verify_read(self, read: Read) -> Verification:
        """The same of what was read already."""
        return _Work(self, self.now or datetime.now(UTC)).verify(read)

    def verify_document(self, document: dict[str, Any]) -> Verification:
        return self.verify_read(Read(document=document))


class _Work:
    """One verification: the verifier, its moment, and how many members are left to look at."""

    def __init__(self, verifier: Verifier, now: datetime) -> None:
        self.known = verifier
        self.now = now
        self.controllers = Controllers(verifier.documents)
        self.members_left = MOST_MEMBERS
        self._lists: dict[bytes, Verification] = {}  # members of a record share them

    def verify(self, read: Read, depth: int = 0) -> Verification:
        try:
            found = self._verify(read, depth)
        except Refusal as error:
            found = Verification((error.check(),), read.document)
        except RecursionError:
            found = Verification((failed("size_limit", "The credential is nested too deeply."),))
        return replace(found, checks=(*read.checks, *found.checks))

    def _verify(self, read: Read, depth: int) -> Verification:
        if openbadges2.is_assertion(read):
            return openbadges2.verify(read, self.known.documents, self.now, self.known.recipients)
        if read.token is not None:
            jwt.refuse_algorithm(read.token)
            credential = jwt.credential_of(read.token)
        else:
            credential = read.document or {}
        if is_european(credential):
            return Verification(
                (
                    not_possible(
                        "seal", "The electronic seal of a European credential cannot be checked here."
                    ),
                    *check_validity(credential, self.now),
                ),
                credential,
            )
        checks = [*check_form(credential)]
        checks += check_list(credential, strict=self.known.strict)
        if not any(check.code == "form_invalid" for check in checks):
            checks += self._secured(read, credential)
        checks += check_validity(credential, self.now)
        members: tuple[Verification, ...] = ()
        if not any(check.decides in (Outcome.INVALID, Outcome.UNBOUND) for check in checks):
            # Nothing is looked up for a credential that is known to be false.
            checks += self._looked_up(credential, depth)
            members = tuple(self._members(credential, depth))
            checks += _judge_members(members)
        return Verification(tuple(checks), credential, members)

    def _secured(self, read: Read, credential: dict[str, Any]) -> Iterator[Check]:
        issuer = issuer_of(credential)
        if read.token is not None:
            yield from self._token(read, issuer)
            return
        try:
            proofs = data_integrity.proofs_of(credential)
        except Refusal as error:
            yield error.check()
            return
        if not proofs:
            yield failed("proof_missing", "The credential is not signed.")
        hashes = data_integrity.Hashes(credential, self.known.contexts)
        found: list[Check] = []
        for proof in proofs:
            try:
                found += self._proof(hashes, proof, issuer)
            except Refusal as error:
                found.append(error.check())
        yield from _of_witnesses(found)

    def _token(self, read: Read, issuer: str) -> Iterator[Check]:
        token = read.token
        try:
            if token is None:
                return
            method = jwt.method_of(token, issuer, self.controllers)
            jwt.verify(token, method.key)
            yield passed("proof", f"The token's signature ({token.header['alg']}) is good.")
            self.controllers.refuse_unbound(method, issuer)
            yield passed("issuer_binding", "The key is one of the issuer's.")
        except Refusal as error:
            yield error.check()

    def _proof(self, hashes: data_integrity.Hashes, proof: dict[str, Any], issuer: str) -> Iterator[Check]:
        suite = data_integrity.suite_of(proof)
        self._refuse_malformed(proof)
        method = self.controllers.method(proof.get("verificationMethod"))
        data_integrity.verify(hashes, proof, method.key)
        yield passed("proof", f"The signature ({suite}) is good: nothing was changed since it was made.")
        if proof.get("proofPurpose") != "assertionMethod":
            yield failed(
                "proof_purpose_mismatch", "The signature was made for another purpose than to issue."
            )
        if "expires" in proof and moment(proof["expires"], "expires") < self.now:
            yield failed(
                "proof_expired", "The signature was made to last until an earlier day.", Outcome.EXPIRED
            )
        self.controllers.refuse_unbound(method, issuer)
        yield passed("issuer_binding", "The key is one of the issuer's.")

    def _refuse_malformed(self, proof: Mapping[str, Any]) -> None:
        for name in ("created", "expires"):
            value = proof.get(name)
            if value is not None and not (isinstance(value, str) and DATE_TIME.fullmatch(value)):
                raise Refusal("proof_malformed", f"The proof's {name!r} is no time with a zone.")
        try:
            begun = moment(proof["created"], "created") if "created" in proof else None
        except Refusal as error:
            raise Refusal("proof_malformed", error.message) from error
        if begun is not None and begun > self.now + CLOCK_TOLERANCE:
            raise Refusal("proof_from_future", "The signature bears a later date.", Outcome.NOT_YET_VALID)
        if not isinstance(proof.get("proofPurpose"), str):
            raise Refusal("proof_malformed", "The proof does not say what it is for.")

    def _looked_up(self, credential: dict[str, Any], depth: int) -> Iterator[Check]:
        yield from check_status(credential, self.known.documents, self._verify_list, strict=self.known.strict)
        yield from check_schemas(credential, self.known.documents)
        if depth == 0:
            yield from check_recipient(
                identities_of(credential.get("credentialSubject")), self.known.recipients
            )
            yield self._trust(issuer_of(credential))

    def _verify_list(self, data: bytes) -> Verification:
        """A status list as a credential: its proof and validity, but not its own status."""
        if (known := self._lists.get(data)) is not None:
            return known
        if len(self._lists) == MOST_LISTS:
            raise Refusal("size_limit", f"The credential names more than {MOST_LISTS} status lists.")
        read = read_list(data)
        listed = jwt.credential_of(read.token) if read.token else read.document or {}
        if "credentialStatus" in listed:  # which could be itself
            raise Refusal("STATUS_VERIFICATION_ERROR", "The status list has a status itself.")
        alone = replace(self.known, recipients=(), trusted=None)
        self._lists[data] = found = _Work(alone, self.now).verify(read)
        return found

    def _trust(self, issuer: str) -> Check:
        if self.known.trusted is None:
            return not_possible("issuer_known", "No list of known issuers was given.", None)
        if (source := self.known.trusted.get(issuer)) is not None:
            return passed("issuer_known", f"The issuer is known: {source}.")
        return warned("issuer_known", "The issuer signed this, but is not on the list of known issuers.")

    def _members(self, credential: dict[str, Any], depth: int) -> Iterator[Verification]:
        for member in members_of(credential):
            self.members_left -= 1
            if self.members_left < 0 or depth >= DEEPEST_TREE:
                raise Refusal("size_limit", "The credential holds too many others, or too deeply.")
            try:
                read = Read(token=read_token(member)) if isinstance(member, str) else Read(document=member)
            except Refusal as error:
                yield Verification((error.check(),))
                continue
            yield self.verify(read, depth + 1)


def _of_witnesses(found: list[Check]) -> Iterator[Check]:
    """Beside a proof of the issuer's, a good one by somebody else is no fault: it is told as what it is."""
    bound = any(one.code == "issuer_binding" for one in found)
    for one in found:
        if bound and one.decides is Outcome.UNBOUND:
            yield warned("proof_of_another", "Another proof is good, and by somebody else than the issuer.")
        else:
            yield one


def _judge_members(members: tuple[Verification, ...]) -> Iterator[Check]:
    if not members:
        return
    good = sum(one.outcome is Outcome.VERIFIED for one in members)
    says = f"Of {len(members)} credentials or endorsements inside it, {good} verify."
    yield passed("members", says) if good == len(members) else warned("members", says)
