"""How backups are told: why they were made, when, how large, and what going back would lose."""

from __future__ import annotations

from datetime import datetime

from app.domain.backups.backup import BackupKind
from app.value_texts import BACKUP_KINDS

KINDS = {kind: BACKUP_KINDS[kind.value] for kind in BackupKind}
SERIES = {"CLI": "clientes", "CRE": "créditos", "REC": "recibos"}
_MEGABYTE = 1_000_000


def moment_text(at: datetime) -> str:
    """Local day and hour."""
    return f"{at.astimezone():%d/%m/%Y %H:%M}"


def size_text(size: int) -> str:
    """In megabytes."""
    return f"{size / _MEGABYTE:,.1f} MB"


def age_text(at: datetime, now: datetime) -> str:
    """How long ago, roughly, and when."""
    hours = int((now - at).total_seconds() // 3600)
    if hours < 1:
        return "hace menos de una hora"
    if hours < 48:
        return "hace 1 hora" if hours == 1 else f"hace {hours} horas"
    return f"hace {hours // 24} días ({at.astimezone():%d/%m/%Y})"
