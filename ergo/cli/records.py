"""Commands about the database of cases: a back-up, bringing it back, checking it, encrypting it."""

from pathlib import Path
from typing import Annotated

import typer

from ergo.cli.common import VIOLATIONS_FOUND, app
from ergo.store.backup import back_up, bring_back, encrypt
from ergo.store.database import Store, open_store
from ergo.store.faults import StoreLocked
from ergo.store.verify import faults

BackUpFile = Annotated[Path, typer.Argument(metavar="FILE", help="File of the back-up.")]
Encrypted = Annotated[bool, typer.Option("--encrypted", help="Ask for a passphrase of the back-up.")]


@app.command()
def backup(file: BackUpFile, encrypted: Encrypted = False) -> None:
    """Copy every case, version, picture and entry of the audit trail to a new file, and check the copy."""
    passphrase = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True) if encrypted else None
    store = _store()
    cases = back_up(store, file, passphrase)
    typer.echo(f"{cases} cases are in {file}. End of the audit trail: {store.trail.end()}")


@app.command()
def restore(file: BackUpFile, encrypted: Encrypted = False) -> None:
    """Bring a back-up into a database that holds no case yet."""
    passphrase = typer.prompt("Passphrase", hide_input=True) if encrypted else None
    store = _store()
    typer.echo(f"{bring_back(file, store, passphrase)} cases are in {store.place}.")


@app.command()
def verify() -> None:
    """Check that the database, every version and the audit trail are as they were written."""
    store = _store()
    found = faults(store)
    for fault in found:
        typer.echo(fault)
    if found:
        raise typer.Exit(VIOLATIONS_FOUND)
    typer.echo(f"{store.place} is whole. End of the audit trail: {store.trail.end()}")


@app.command("encrypt")
def encrypt_database() -> None:
    """Encrypt the database file with a passphrase. Without the passphrase nobody can open it again."""
    store = _store()
    passphrase = typer.prompt("New passphrase", hide_input=True, confirmation_prompt=True)
    typer.echo(f"{encrypt(store, passphrase)} is encrypted. Keep the passphrase: there is no other way in.")


def _store() -> Store:
    """The store, with its passphrase asked for where it needs one."""
    try:
        return open_store()
    except StoreLocked as locked:
        typer.echo(str(locked), err=True)
        return open_store(passphrase=typer.prompt("Passphrase", hide_input=True))
