"""A new data key for a company: everything encrypted anew, slots only for those who stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.orm import Session

from app.domain.audit.entry import AuditEntry
from db.copying import copy_database, fold_into_one_file
from db.engine import open_engine, writing
from db.key_derivation import CompanyKeys, new_data_key
from db.key_slots import Holder, KeySlots
from db.models.audit import AuditKeyRow
from db.repositories.audit import AuditTable
from db.repositories.users import reseal_second_factors
from db.row_seals import seal_all
from db.sealed_text import TextSealer


class Rotation:
    """A change of the data key: ``made`` are the new keys; ``rotated`` gives the slots that hold them."""

    def __init__(
        self,
        keys: CompanyKeys,
        rotated: Callable[[bytes, frozenset[Holder]], KeySlots],
        keep: frozenset[Holder],
        entry: AuditEntry,
    ) -> None:
        self._keys, self._rotated, self._keep, self._entry = keys, rotated, keep, entry
        self.made = CompanyKeys.of(new_data_key(), keys.generation + 1)

    def prepare(self, engine: Engine, copied: Callable[[int, int], None], database: Path, key_file: Path) -> None:
        """Make the new pair of files: the same rows under the new key, sealed anew, with the entry that tells it."""
        copy_database(engine, database, self.made.database, copied)
        fresh = open_engine(database, self.made.database)
        try:
            with writing(fresh).begin() as connection:
                _retire(connection, self._keys)
                _tell(connection, self.made, self._entry)
                reseal_second_factors(connection, TextSealer(self._keys.columns), TextSealer(self.made.columns))
                seal_all(connection, self.made.rows)
            fold_into_one_file(fresh)
        finally:
            fresh.dispose()
        self._rotated(self.made.data, self._keep).save(key_file)


def _retire(connection: Connection, keys: CompanyKeys) -> None:
    connection.execute(insert(AuditKeyRow).values(generation=keys.generation, key=keys.audit))


def _tell(connection: Connection, made: CompanyKeys, entry: AuditEntry) -> None:
    with Session(connection) as session:
        AuditTable(session, made.audit, made.generation).append(entry)
        session.flush()
