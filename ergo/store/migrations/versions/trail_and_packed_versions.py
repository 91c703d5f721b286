"""The audit trail; versions are kept compressed, and the database itself refuses to change or delete either."""

from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

from ergo.store.tables import UtcDateTime, packed
from ergo.store.trail import Action, append

revision = "trail_and_packed_versions"
down_revision = "first_tables"


def upgrade() -> None:
    """Make the new tables, take the versions over, and guard them."""
    _new_tables()
    connection = op.get_bind()
    old, new = _of_versions("case_versions"), _of_versions("versions")
    now = datetime.now(UTC)
    for row in connection.execute(sa.select(old).order_by(old.c.case_id, old.c.version)).mappings().all():
        data = row["document"].encode()
        connection.execute(sa.insert(new).values({**row, "document": packed(data)}))
        detail = {"version": str(row["version"]), "sha256": sha256(data).hexdigest()}
        append(connection, row["case_id"], Action.TAKEN_OVER, detail, who="", at=now)
    op.drop_table("case_versions")
    for table in ("versions", "audit_trail"):
        _only_added_to(connection, table)


def _of_versions(name: str) -> sa.TableClause:
    names = ("case_id", "version", "note", "document")
    return sa.table(name, *map(sa.column, names), sa.column("saved_at", UtcDateTime))


def _new_tables() -> None:
    op.create_table(
        "versions",
        sa.Column("case_id", sa.String(64), sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "audit_trail",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("case_id", sa.String(64), nullable=False, index=True),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_table(
        "audit_trail_end",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )


def _only_added_to(connection: sa.Connection, table: str) -> None:
    if connection.dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION '{table} is only added to'; END$$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_stays()"
    )
