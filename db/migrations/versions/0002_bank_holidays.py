"""Bank holidays as published, and the business-day rule of each product.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank_holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_bank_holidays")),
        sqlite_with_rowid=False,
    )
    # Products on file kept their dates as they fell; a default fills them in.
    op.add_column("products", sa.Column("business_day_rule", sa.String(length=12), nullable=False, server_default="none"))


def downgrade() -> None:
    raise NotImplementedError("a program never goes back to an older schema; it restores a backup")
