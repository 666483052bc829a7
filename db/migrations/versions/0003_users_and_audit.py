"""Roles, branches, the audit trail and the seals of rows; users gain what their access needs.

Revision ID: 0003
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from app.domain.users.roles import PRESET_ROLES

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FIRST_BRANCH = "Matriz"


def upgrade() -> None:
    _create_roles_and_branches()
    _rebuild_users()
    for table in ("clients", "loans"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN branch_id INTEGER DEFAULT '1' NOT NULL"
            f" CONSTRAINT fk_{table}_branch_id REFERENCES branches (id)"
        )
        op.create_index(op.f(f"ix_{table}_branch_id"), table, ["branch_id"])
    _create_audit()


def downgrade() -> None:
    raise NotImplementedError("a program never goes back to an older schema; it restores a backup")


def _create_roles_and_branches() -> None:
    op.create_table(
        "roles",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("permissions", sa.String(), nullable=False),
        sa.Column("limits", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("key <> ''", name=op.f("ck_roles_key")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_roles_version")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_roles")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "branches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_branches_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branches")),
        sa.UniqueConstraint("name", name=op.f("uq_branches_name")),
    )
    connection = op.get_bind()
    for role in PRESET_ROLES:
        connection.execute(
            sa.text("INSERT INTO roles VALUES (:key, '', :permissions, :limits, 1)"),
            {
                "key": role.key,
                "permissions": json.dumps(sorted(role.permissions)),
                "limits": json.dumps({limit.value: most for limit, most in sorted(role.limits.items())}),
            },
        )
    connection.execute(sa.text("INSERT INTO branches VALUES (1, :name, 1)"), {"name": FIRST_BRANCH})


def _rebuild_users() -> None:
    op.create_table(
        "users_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column("sees_all_branches", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("username <> ''", name=op.f("ck_users_username")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_users_version")),
        sa.ForeignKeyConstraint(["role"], ["roles.key"], name=op.f("fk_users_role")),
        sa.ForeignKeyConstraint(["branch_id"], ["branches.id"], name=op.f("fk_users_branch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("username", name=op.f("uq_users_username")),
    )
    op.execute("INSERT INTO users_new SELECT id, username, full_name, role, 1, 1, 1, 0, '', 1 FROM users")
    op.execute("DROP TABLE users")
    op.execute("ALTER TABLE users_new RENAME TO users")
    op.create_index(op.f("ix_users_branch_id"), "users", ["branch_id"])
    op.create_index(op.f("ix_users_role"), "users", ["role"])


def _create_audit() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("workplace", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("subject_label", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("authorised_by", sa.String(length=60), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("length(mac) = 32", name=op.f("ck_audit_entries_mac")),
        sa.CheckConstraint("id >= 1", name=op.f("ck_audit_entries_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    for columns in (["subject_kind", "subject_id"], ["user_id", "action", "subject_id"], ["at"]):
        op.create_index(op.f(f"ix_audit_entries_{'_'.join(columns)}"), "audit_entries", columns)
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entries_refuses_{action.lower()} BEFORE {action} ON audit_entries "
            "BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END"
        )
    op.create_table(
        "row_seals",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("k", sa.String(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("place", "n", "k", name=op.f("pk_row_seals")),
        sqlite_with_rowid=False,
    )
