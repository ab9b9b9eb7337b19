"""What PostgreSQL does in its own way; `registry.store.sqlite` has the same functions for SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import sqlalchemy as sa

from registry.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from psycopg import Connection

# One number for every register: those who write to one database take turns by it, and nobody else uses it.
_TURN: Final = 0x4B6C6169  # "Klai"
# By the first characters of SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html
_SENTENCES: Final = {
    "55P03": "register_busy", "57014": "register_busy", "40": "register_busy",
    "53100": "register_disk_full", "25006": "register_no_right", "42501": "register_no_right",
    "08": "register_unreachable", "28": "register_unreachable", "3D": "register_unreachable",
    "53": "register_unreachable", "57": "register_unreachable",
}  # fmt: skip
CONNECT: Final[dict[str, Any]] = {
    "application_name": "klaibaan",
    "client_encoding": "utf8",
    # Prepared statements outlive a migration by another process, and do not go through a pooler.
    "prepare_threshold": None,
    # A server that went away without a word is noticed within a minute.
    "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3,
}  # fmt: skip
"""How a connection is made, where its address does not say otherwise."""


def connected(connection: Connection) -> None:
    """Refuse a database that cannot hold Thai."""
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise RegisterError("register_encoding", file=connection.info.dbname, encoding=encoding)


def begin(connection: sa.Connection, *, writes: bool, wait_s: float) -> None:
    """Begin a transaction: one that reads sees one moment, one that writes waits until it is the only one that does."""
    if not writes:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return
    # Each statement sees what is there after the wait; nobody else writes while this one does.
    connection.exec_driver_sql(
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; "
        f"SET LOCAL lock_timeout = {max(1, round(wait_s * 1000))}; SELECT pg_advisory_xact_lock({_TURN})"
    )


def sentence(error: Exception) -> str:
    """Return the key of the `RegisterError` that tells what a fault of the driver means."""
    state = getattr(error, "sqlstate", None)
    if state is None:  # no answer came from the server
        lost = {one.__name__ for one in type(error).__mro__} & {"OperationalError", "InterfaceError"}
        return "register_unreachable" if lost else "register_damaged"
    return next((key for begins, key in _SENTENCES.items() if state.startswith(begins)), "register_damaged")


def is_whole(connection: sa.Connection) -> bool:  # noqa: ARG001 - as in the other
    """Return whether the database finds nothing wrong with its files: it looks after them itself."""
    return True


def refuse_changes(connection: sa.Connection, table: str) -> None:
    """Let the database refuse to change rows of a numbered table, to take any out or to put one before another."""
    connection.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION {table}_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION 'the {table} is only added to'; END$$"
    )
    latest = f"(SELECT max(number) FROM {table})"  # noqa: S608 - a name of ours
    connection.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION {table}_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN IF NEW.number <= {latest} THEN RAISE EXCEPTION 'the {table} is only added to'; END IF; "
        "RETURN NEW; END$$"
    )
    for name, event, each, function in (
        ("change", "UPDATE OR DELETE", "ROW", "is_only_added_to"),
        ("truncate", "TRUNCATE", "STATEMENT", "is_only_added_to"),
        ("insert", "INSERT", "ROW", "grows"),
    ):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH {each} "
            f"EXECUTE FUNCTION {table}_{function}()"
        )


def insert_columns(connection: sa.Connection, stored: sa.Table, columns: Mapping[str, Sequence[Any]]) -> None:
    """Put rows, given by column, into a table whose columns are text and numbers."""
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(map(quote, columns))
    driver = cast("Connection", connection.connection.dbapi_connection)
    with driver.cursor() as cursor, cursor.copy(f"COPY {quote(stored.name)} ({names}) FROM STDIN") as copy:
        for row in zip(*columns.values(), strict=True):
            copy.write_row(row)


def made(connection: sa.Connection) -> int:
    """Return a number that is another one where the tables were made anew."""
    return int(connection.exec_driver_sql("SELECT 'meta'::regclass::oid::bigint").scalar_one())


def has_points(connection: sa.Connection) -> bool:
    """Return whether centres have their point as a geometry, or cannot have it: without PostGIS they cannot."""
    query = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'centres'::regclass AND attname = 'point'"
    return _postgis(connection) is None or connection.exec_driver_sql(query).scalar_one() == 1


def add_points(connection: sa.Connection) -> None:
    """Give centres their point as a geometry that the database keeps, with an index, where it has PostGIS."""
    if has_points(connection):
        return
    quote = connection.dialect.identifier_preparer.quote
    schema = quote(_postgis(connection) or "")
    made = f"{schema}.ST_SetSRID({schema}.ST_MakePoint(longitude, latitude), 4326)"
    connection.exec_driver_sql(
        f"ALTER TABLE centres ADD COLUMN point {schema}.geometry(Point, 4326) GENERATED ALWAYS AS ({made}) STORED"
    )
    connection.exec_driver_sql("CREATE INDEX ix_centres_point ON centres USING gist (point)")


def set_aside(connection: sa.Connection, tables: Iterable[str]) -> str:
    """Move tables, those that there are, into a schema of their own and return its name."""
    quote = connection.dialect.identifier_preparer.quote
    schemas = set(sa.inspect(connection).get_schema_names())
    there = sorted(set(tables) & set(sa.inspect(connection).get_table_names()))
    schema = next(name for name in (f"damaged_{number}" for number in range(1, 10_000)) if name not in schemas)
    connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    for table in there:
        connection.exec_driver_sql(f"ALTER TABLE {quote(table)} SET SCHEMA {schema}")
    return schema


def _postgis(connection: sa.Connection) -> str | None:
    """Return the schema that PostGIS lies in, or None where it does not."""
    query = "SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'postgis'"
    schema = connection.exec_driver_sql(query).scalar()
    return None if schema is None else str(schema)
