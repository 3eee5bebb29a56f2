"""Short links, and sentences that were reported."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "links",
        sa.Column("code", sa.String(40), primary_key=True),
        sa.Column("skeleton", sa.String(40), nullable=False),
        sa.Column("key", sa.String(64)),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("made", sa.Date(), nullable=False),
        sa.Column("used", sa.Date(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
    )
    op.create_index("ix_links_skeleton", "links", ["skeleton"], unique=True)
    op.create_index("ix_links_key", "links", ["key"], unique=True)
    op.create_table(
        "reported_sentences",
        sa.Column("mark", sa.String(16), primary_key=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("reported_sentences")
    op.drop_table("links")
