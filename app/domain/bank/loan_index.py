"""Finds the few loans that a deposit may concern among thousands, by everything printed about its payer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from app.domain.bank import payer_clues
from app.domain.bank.statement import Movement
from app.domain.clients.names import digits_of, search_key
from app.domain.money import Money

_Key = TypeVar("_Key")
_BEGINNING = 4
_PHONE_DIGITS = 10
_CLIENTS_MAX = 200


@dataclass(frozen=True)
class OpenLoan:
    """An open loan as the matcher sees it."""

    loan_id: int
    folio: str
    client_id: int
    client_name: str
    rfc: str
    clabe: str
    phones: tuple[str, ...]
    due_on: date | None
    due_amount: Money
    next_amount: Money
    payoff: Money


@dataclass(frozen=True)
class KnownPayer:
    """A payer accepted before for a client: his CLABE, RFC or printed name."""

    key: str
    client_id: int


@dataclass(frozen=True)
class NameFit:
    """How well a client's name fits a text, from 1 to 100."""

    points: int


@dataclass(frozen=True)
class Clues:
    """What a movement says of its payer: loans by folio, clients by the rest."""

    by_folio: set[int] = field(default_factory=set)
    by_clabe: set[int] = field(default_factory=set)
    by_rfc: set[int] = field(default_factory=set)
    by_phone: set[int] = field(default_factory=set)
    by_history: set[int] = field(default_factory=set)
    names: dict[int, NameFit] = field(default_factory=dict)

    def clients(self) -> set[int]:
        """Every client somehow named."""
        return self.by_clabe | self.by_rfc | self.by_phone | self.by_history | set(self.names)


class LoanIndex:
    """Dictionaries over the open loans, made once per file."""

    def __init__(self, loans: Sequence[OpenLoan], known: Iterable[KnownPayer]) -> None:
        self._loans = {loan.loan_id: loan for loan in loans}
        self._by_client: dict[int, list[OpenLoan]] = defaultdict(list)
        self._by_folio: dict[tuple[str, int], set[int]] = defaultdict(set)
        self._by_amount: dict[Money, list[OpenLoan]] = defaultdict(list)
        self._by_clabe: dict[str, set[int]] = defaultdict(set)
        self._by_rfc: dict[str, set[int]] = defaultdict(set)
        self._by_phone: dict[str, set[int]] = defaultdict(set)
        self._by_history: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._names: dict[int, tuple[str, ...]] = {}
        for loan in loans:
            self._add(loan)
        for payer in known:
            if payer.client_id in self._by_client:
                self._by_history[payer.key].add(payer.client_id)
        self._prefixes = sorted({prefix for prefix, _ in self._by_folio})

    def _add(self, loan: OpenLoan) -> None:
        self._by_client[loan.client_id].append(loan)
        parts = payer_clues.split_folio(loan.folio)
        if parts:
            self._by_folio[parts].add(loan.loan_id)
        for amount in {loan.due_amount, loan.next_amount, loan.payoff}:
            self._by_amount[amount].append(loan)
        if loan.clabe:
            self._by_clabe[loan.clabe].add(loan.client_id)
        if loan.rfc:
            self._by_rfc[payer_clues.rfc_key(loan.rfc)].add(loan.client_id)
        for phone in loan.phones:
            self._by_phone[digits_of(phone)[-_PHONE_DIGITS:]].add(loan.client_id)
        if loan.client_id not in self._names:
            words = payer_clues.name_words(payer_clues.plain_words(loan.client_name))
            self._names[loan.client_id] = words
            for word in words:
                self._by_word[word[:_BEGINNING]].add(loan.client_id)

    def clues(self, movement: Movement) -> Clues:
        """Everything its text, its payer's CLABE, RFC and name tell."""
        text = payer_clues.text_of(movement)
        clabes = {movement.payer_clabe, *payer_clues.clabes_in(text)} - {""}
        rfcs = {payer_clues.rfc_key(movement.payer_rfc), *payer_clues.rfcs_in(text)} - {""}
        keys = {*clabes, *rfcs, movement.payer_rfc, search_key(movement.payer_name)} - {""}
        folios = payer_clues.folio_numbers(text, self._prefixes)
        return Clues(
            by_folio=_found(self._by_folio, folios),
            by_clabe=_found(self._by_clabe, clabes),
            by_rfc=_found(self._by_rfc, rfcs),
            by_phone=_found(self._by_phone, payer_clues.phones_in(text)),
            by_history=_found(self._by_history, keys),
            names=self._name_fits(payer_clues.name_words(text)),
        )

    def _name_fits(self, words: Sequence[str]) -> dict[int, NameFit]:
        shared: Counter[int] = Counter()
        for beginning in {word[:_BEGINNING] for word in words}:
            shared.update(self._by_word.get(beginning, ()))
        likely = [client_id for client_id, count in shared.most_common(_CLIENTS_MAX) if count >= 2]
        fits = {client_id: payer_clues.name_fit(self._names[client_id], words) for client_id in likely}
        return {client_id: NameFit(points) for client_id, points in fits.items() if points > 0}

    def loans_of(self, clues: Clues, credit: Money) -> list[OpenLoan]:
        """The loans named by a folio, those of the clients named, and those that owe exactly the amount."""
        found = {loan_id: self._loans[loan_id] for loan_id in clues.by_folio}
        for client_id in clues.clients():
            found.update((loan.loan_id, loan) for loan in self._by_client[client_id])
        for loan in self._by_amount.get(credit, ()):
            found.setdefault(loan.loan_id, loan)
        return list(found.values())


def _found(index: dict[_Key, set[int]], keys: Iterable[_Key]) -> set[int]:
    return {number for key in keys for number in index.get(key, ())}
