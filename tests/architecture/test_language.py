"""The core speaks in codes: no Spanish sentence in the domain, the services or the database."""

from __future__ import annotations

import re

from tests.architecture.sources import lines, name_of, prose_constants, python_files, tree_of

CORE = ("app/domain", "app/services", "app/ports", "app/context.py", "app/errors.py", "app/changes.py", "db")
SPANISH_LETTERS = re.compile(r"[áéíóúüñÁÉÍÓÚÜÑ¿¡]")
# Words that a Spanish sentence has and neither English nor SQL does.
SPANISH_WORDS = re.compile(r"\b(el|los|las|del|que|para|una|por|según|pago|crédito|cliente|guardó)\b", re.IGNORECASE)
# Data that is Spanish by law or by its origin, not a text for a reader: file -> the strings.
ALLOWED: dict[str, frozenset[str]] = {
    "app/domain/identity/curp.py": frozenset(
        {"DA DAS DE DEL DER DI DIE DD EL LA LOS LAS LE LES MAC MC VAN VON Y"}  # particles that a CURP skips
    ),
    "app/services/demo/deposits.py": frozenset({"GRUPO FERRETERO DEL BAJIO"}),  # what an invented bank wrote
    "db/places.py": frozenset({"sincronización"}),  # part of the name of a synchronised folder
}


def spanish_in(text: str) -> bool:
    if len(text) == 1:
        return False  # a letter that a key's rule replaces (CURP: Ñ is X)
    return bool(SPANISH_LETTERS.search(text)) or (" " in text and bool(SPANISH_WORDS.search(text)))


def test_the_core_holds_no_spanish_text() -> None:
    found = [
        f"{name_of(path)}:{constant.lineno}: {constant.value!r}"
        for path in python_files(*CORE)
        for constant in prose_constants(tree_of(path))
        if isinstance(constant.value, str)
        and spanish_in(constant.value)
        and constant.value not in ALLOWED.get(name_of(path), frozenset())
    ]
    assert found == [], lines(found)


def test_no_allowance_outlives_its_string() -> None:
    paths = {name_of(path): path for path in python_files(*CORE)}
    stale = {
        name: texts - {constant.value for constant in prose_constants(tree_of(paths[name]))}
        for name, texts in ALLOWED.items()
        if name in paths
    }
    assert {name: texts for name, texts in stale.items() if texts} == {}
    assert set(ALLOWED) <= set(paths)


def test_the_check_tells_spanish_from_data() -> None:
    assert spanish_in("No se guardó nada.")
    assert spanish_in("el saldo")
    assert not spanish_in("Ñ")
    assert not spanish_in("SELECT id FROM loans WHERE number = :number")
