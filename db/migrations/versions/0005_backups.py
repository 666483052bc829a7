"""Where backups go and those made, and the keys of the audit trail that were retired.

Revision ID: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "backup_places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.CheckConstraint("folder <> ''", name=op.f("ck_backup_places_folder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_places")),
        sa.UniqueConstraint("folder", name=op.f("uq_backup_places_folder")),
    )
    op.create_table(
        "backups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("audit_number", sa.Integer(), nullable=False),
        sa.Column("audit_mac", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "kind IN ('daily', 'close', 'manual', 'upgrade', 'restore')", name=op.f("ck_backups_kind")
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_backups_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backups")),
    )
    op.create_index(op.f("ix_backups_made_at"), "backups", ["made_at"])
    op.create_table(
        "audit_keys",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("generation", name=op.f("pk_audit_keys")),
    )


def downgrade() -> None:
    raise NotImplementedError("a program never goes back to an older schema; it restores a backup")
