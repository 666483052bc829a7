"""Every error code has its Spanish text, and every text its code and its values."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from app import errors
from app.messages import TEXTS
from tests.architecture.sources import (
    ROOMS,
    ROOT,
    called_name,
    lines,
    name_of,
    nodes,
    prose_constants,
    python_files,
    tree_of,
)

# Spanish is recognised by words without which no sentence of ours is written, English by those it never has.
SPANISH = frozenset(
    "el la los las un una de del al a en con sin por para que no se su sus es está ya o y si lo le este esta ese esa "
    "hay más menos debe puede escriba revise elija".split()
)
ENGLISH = frozenset(
    "the is are not this that must please file cannot invalid with and or of to for was be failed value your "
    "user password loan payment client required".split()
)


def error_classes() -> set[str]:
    """The names of ``app.errors`` that carry a code, and of the classes made from them anywhere."""
    names = {
        name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, errors.UserError)
    }
    for _, node in nodes(*ROOMS):
        if isinstance(node, ast.ClassDef) and any(isinstance(it, ast.Name) and it.id in names for it in node.bases):
            names.add(node.name)
    return names


def raised() -> Iterator[tuple[str, ast.Call]]:
    classes = error_classes()
    for name, node in nodes(*ROOMS):
        if isinstance(node, ast.Call) and called_name(node) in classes and not passes_on(node):
            yield f"{name}:{node.lineno}", node


def passes_on(call: ast.Call) -> bool:
    """Whether it says again what another error said: ``RuleViolation(error.code, …)``."""
    return bool(call.args) and isinstance(call.args[0], ast.Attribute) and call.args[0].attr == "code"


def code_of(call: ast.Call) -> str | None:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def catalogues() -> dict[str, dict[str, str]]:
    paths = [path for path in python_files("app/messages") if path.name != "__init__.py"]
    modules = {name_of(path): importlib.import_module(f"app.messages.{path.stem}") for path in paths}
    return {name: module.TEXTS for name, module in modules.items()}


def test_every_error_is_raised_with_a_literal_code() -> None:
    found = [where for where, call in raised() if code_of(call) is None]
    assert found == [], lines(found)


def test_every_code_has_its_text() -> None:
    found = sorted({f"{code_of(call)} ({where})" for where, call in raised() if code_of(call) not in TEXTS})
    assert found == [], lines(found)


def test_every_value_that_a_text_names_is_given_where_the_error_is_raised() -> None:
    lacking = []
    for where, call in raised():
        if any(keyword.arg is None for keyword in call.keywords):
            continue  # **values: only running it can tell
        given = {keyword.arg for keyword in call.keywords} - {"field"}
        missing = placeholders(TEXTS.get(code_of(call) or "", "")) - given
        if missing:
            lacking.append(f"{where} {code_of(call)}: {', '.join(sorted(missing))}")
    assert lacking == [], lines(lacking)


def test_every_text_is_used() -> None:
    """A code counts as used where it stands as a literal outside the catalogues (a fault in a file is a value)."""
    catalogue = ROOT / "app" / "messages"
    paths = [path for path in python_files(*ROOMS) if not path.is_relative_to(catalogue)]
    used = {constant.value for path in paths for constant in prose_constants(tree_of(path))}
    unused = sorted(set(TEXTS) - used)
    assert unused == [], lines(unused)


def test_every_catalogue_is_listed_and_no_code_stands_in_two() -> None:
    unlisted = {name for name, texts in catalogues().items() if not texts.items() <= TEXTS.items()}
    assert unlisted == set(), "list it in app/messages/__init__.py"
    assert len(TEXTS) == sum(len(texts) for texts in catalogues().values())


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_a_text_is_a_spanish_sentence(code: str) -> None:
    text = TEXTS[code]
    prose = re.sub(r"\b[A-Z]+(_[A-Z]+)+\b", "", text)  # the name of an environment variable is no word
    words = re.findall(r"[a-záéíóúñü]+", Formatter().vformat(prose, (), _Blank(placeholders(text))).casefold())
    assert re.fullmatch(r"[a-z_]+(\.[a-z_0-9]+)+", code)
    assert text[0].isupper() or text[0] in "¿¡«{", text
    assert text.rstrip()[-1] in ".?!", text
    assert "  " not in text, text
    assert SPANISH & set(words), text
    assert not ENGLISH & set(words), f"{ENGLISH & set(words)} in: {text}"
    assert all(field.isidentifier() for field in placeholders(text)), text


class _Blank(dict[str, "_Nothing"]):
    """Gives nothing for each value of a text, whatever format is asked of it."""

    def __init__(self, names: set[str]) -> None:
        super().__init__({name: _Nothing() for name in names})


class _Nothing:
    def __format__(self, spec: str) -> str:
        return ""
