"""Reminders that the daily close makes due, and after how many idle minutes a window locks.

Revision ID: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("days_past_due", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("attended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attended_by", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('coming', 'overdue')", name=op.f("ck_reminders_kind")),
        sa.CheckConstraint("days_past_due >= 0", name=op.f("ck_reminders_days_past_due")),
        sa.CheckConstraint("(attended_at IS NULL) = (attended_by IS NULL)", name=op.f("ck_reminders_attended")),
        sa.ForeignKeyConstraint(["loan_id"], ["loans.id"], name=op.f("fk_reminders_loan_id")),
        sa.ForeignKeyConstraint(["attended_by"], ["users.id"], name=op.f("fk_reminders_attended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint("loan_id", "made_on", name=op.f("uq_reminders_loan_id_made_on")),
    )
    op.create_index(op.f("ix_reminders_attended_by"), "reminders", ["attended_by"])
    op.create_index(op.f("ix_reminders_attended_at_made_on"), "reminders", ["attended_at", "made_on"])
    op.add_column("company", sa.Column("idle_minutes", sa.Integer(), nullable=False, server_default="10"))


def downgrade() -> None:
    raise NotImplementedError("a program never goes back to an older schema; it restores a backup")
