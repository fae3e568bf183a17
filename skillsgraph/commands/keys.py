"""`skillsgraph keys`: keys of the API, and the keys that an issuer signs with."""

import argparse
import json
import secrets
import sys
from hashlib import sha256

from skillsgraph.commands.console import ERR, OUT
from skillsgraph.commands.work import organization_id
from skillsgraph.credentials.keystore import Keystore
from skillsgraph.settings import Role, Settings, api_key_entry


def _keys(asked: argparse.Namespace) -> int:
    key = f"sg_{secrets.token_urlsafe(32)}"
    entry = api_key_entry(
        name=asked.name,
        role=asked.role,
        sha256=sha256(key.encode()).hexdigest(),
        learner=asked.learner,
        organization=asked.organization,
    )
    ERR.print("The key is shown once. Give it to its holder, and the hash to the server:")
    sys.stdout.write(f"key:                    {key}\nSKILLSGRAPH_API_KEYS=   '{json.dumps([entry])}'\n")
    return 0


def _of_issuer(asked: argparse.Namespace) -> int:
    settings, issuer = Settings.load(), organization_id(asked.organization)
    keys = Keystore(settings.data_dir / "issuers", settings.issuer_passphrase.get_secret_value())
    if asked.act != "list":
        (keys.create if asked.act == "create" else keys.rotate)(issuer)
    for one in keys.published(issuer):
        until = f"until {one.retired}" if one.retired else "signs now"
        OUT.print(f"{one.name}  {one.multikey}  from {one.created}  {until}")
    return 0


def _of_keys(command: argparse.ArgumentParser) -> None:
    roles = [role.value for role in Role if role is not Role.ANONYMOUS]
    command.add_argument("--role", choices=roles, default=Role.READER.value)
    command.add_argument("--learner", help="id of the learner whose own key it is")
    command.add_argument("--organization", help="id of the organization for which the key acts")
    command.add_argument("--name", default="portal", help="whose key it is; appears in logs")
    command.set_defaults(run=_keys)
    kind = command.add_subparsers(metavar="KIND").add_parser(
        "issuer", help="the keys that sign what an organization issues"
    )
    kind.add_argument("act", choices=["create", "rotate", "list"])
    kind.add_argument("organization", help="its id, such as org_…, or its web address in the catalogue")
    kind.set_defaults(run=_of_issuer)


ARGUMENTS = {"keys": _of_keys}
