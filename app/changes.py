"""What a use case changed, so that every visible screen that shows it reloads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """A kind of data that screens show."""

    CLIENTS = "clients"
    PRODUCTS = "products"
    LOANS = "loans"
    PAYMENTS = "payments"
    BANK = "bank"
    COMPANY = "company"
    USERS = "users"
    BOOKS = "books"
    BACKUPS = "backups"
    REMINDERS = "reminders"


@dataclass(frozen=True)
class Changes:
    """The set of topics that one use case touched."""

    topics: frozenset[Topic]

    @classmethod
    def of(cls, *topics: Topic) -> Changes:
        return cls(frozenset(topics))
