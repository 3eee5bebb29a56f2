"""The directory of seats, and leases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "directory_editions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("expected", sa.Integer()),
    )
    op.create_table(
        "directory_seats",
        sa.Column(
            "edition",
            sa.Integer(),
            sa.ForeignKey("directory_editions.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("constituency_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("member", sa.Text()),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
    )
    op.create_index("ix_directory_seats_slug", "directory_seats", ["edition", "slug"])
    op.create_table(
        "leases",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("leases", "directory_seats", "directory_editions"):
        op.drop_table(table)
