"""Schema 2: rows are keyed by origin too, so that an import may lie over the data folder's rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registry.store.columns import integer, json, make_anew, numbers, text, texts

revision, down_revision = "2", "1"


def upgrade() -> None:
    """Give rows their origin as part of the key, and make the tables of imports."""
    for table in ("programmes", "centres", "programme_details", "figures"):
        op.drop_index(f"ix_{table}_origin", table_name=table)
    make_anew(
        "programmes", text("origin"), text("programme_id"), text("name_th"), *texts("name_en owner partners area"),
        text("scope_codes"), *numbers("since_be reported_count"),
        *texts("reported_qualifier reported_unit reported_unit_th reported_date"), text("list_status"),
        *texts("source notes"), integer("position"), sa.PrimaryKeyConstraint("origin", "programme_id"),
    )  # fmt: skip
    make_anew(
        "centres", text("origin"), text("centre_id"), text("programme_id"),
        *texts("name_th name_status name_en library_type"), text("province_code"),
        *texts("district_code subdistrict_code"), sa.Column("longitude", sa.Float), sa.Column("latitude", sa.Float),
        text("location_precision"), text("status"), *texts("verified_on"), text("access"), *numbers("opened_be"),
        text("basis"), *texts("products source notes site_id member_id"), integer("position"),
        sa.PrimaryKeyConstraint("origin", "centre_id"),
    )  # fmt: skip
    make_anew(
        "programme_details", text("origin"), text("programme_id"), text("kind"), text("name_th"),
        *texts("name_en date date_end source notes"), integer("position"),
        sa.PrimaryKeyConstraint("origin", "programme_id", "kind", "name_th"),
    )  # fmt: skip
    make_anew(
        "figures", text("origin"), text("figure_id"), text("programme_id"), *texts("subject"), text("metric"),
        integer("value"), text("qualifier"), *texts("unit date notes source province_code group_name"),
        integer("position"), sa.PrimaryKeyConstraint("origin", "figure_id"),
    )  # fmt: skip
    op.create_table(
        "area_counts", text("origin"), text("count_id"), text("programme_id"), text("admin_code"), integer("count"),
        *texts("as_of source notes"), integer("position"),
        sa.PrimaryKeyConstraint("origin", "programme_id", "admin_code"),
    )  # fmt: skip
    op.create_table(
        "imports", text("import_id"), integer("number"), text("state"), text("imported_at"), text("file_name"),
        text("sha256"), text("mode"), json("kinds"), json("programme_ids"), json("mapping"),
        *map(integer, ("accepted", "warned", "duplicate", "rejected", "centres", "area_counts", "figures")),
        sa.PrimaryKeyConstraint("import_id"), sa.UniqueConstraint("number"),
    )  # fmt: skip
    op.create_table(
        "import_rows", text("import_id"), integer("position"), text("sheet"), integer("first_row"), integer("last_row"),
        text("outcome"), json("reasons"), *texts("of"), sa.Column("cells", sa.JSON),
        sa.PrimaryKeyConstraint("import_id", "position"),
    )  # fmt: skip
    op.create_table(
        "import_programmes", text("import_id"), text("programme_id"), *texts("list_status"),
        *numbers("reported_count"), *texts("reported_qualifier reported_date source"),
        sa.PrimaryKeyConstraint("import_id", "programme_id"),
    )  # fmt: skip
    op.create_table("mappings", text("programme_id"), json("mapping"), sa.PrimaryKeyConstraint("programme_id"))
    op.create_table(
        "findings", text("key"), text("state"), text("reason"), text("decided_at"), sa.PrimaryKeyConstraint("key")
    )
