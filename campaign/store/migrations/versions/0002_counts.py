"""Counts: numbers by day, seat, ask, source and kind."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "counts",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("seat", sa.Text(), primary_key=True),
        sa.Column("ask", sa.Text(), primary_key=True),
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_counts_source", "counts", ["source"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("counts")
