"""What a widget may not do."""

from __future__ import annotations

import ast

from tests.architecture.sources import called_name, lines, nodes

THEME = "ui/shared/theme.py"
TRANSLATING = ("tr", "translate")


def test_only_the_theme_sets_a_style_sheet() -> None:
    found = [f"{name}:{node.lineno}" for name, node in attributes("setStyleSheet") if name != THEME]
    assert found == [], lines(found)


def test_nothing_calls_the_event_loop_from_inside() -> None:
    assert [f"{name}:{node.lineno}" for name, node in attributes("processEvents")] == []


def test_no_class_is_made_from_a_thread() -> None:
    found = [
        f"{name}:{node.name}"
        for name, node in nodes("ui", "app", "db")
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(parent).split(".")[-1] in ("QThread", "Thread") for parent in node.bases)
    ]
    assert found == [], lines(found)


def test_no_proxy_sorts_or_filters_a_model() -> None:
    """It takes seconds over a Python model; the rows themselves are sorted and filtered."""
    found = [
        name
        for name, node in nodes("ui")
        if (isinstance(node, ast.Name) and node.id == "QSortFilterProxyModel")
        or (isinstance(node, ast.alias) and node.name == "QSortFilterProxyModel")
    ]
    assert found == [], lines(found)


def test_a_translated_text_is_a_whole_literal() -> None:
    """Never an f-string or a sum of pieces: ``.format`` comes after ``tr``."""
    found = [
        f"{name}:{node.lineno}"
        for name, node in nodes("ui")
        if isinstance(node, ast.Call)
        and called_name(node) in TRANSLATING
        and not all(isinstance(argument, ast.Constant) for argument in translated(node))
    ]
    assert found == [], lines(found)


def translated(call: ast.Call) -> list[ast.expr]:
    """The source text of ``tr(text)`` or of ``translate(context, text)``."""
    return call.args[:1] if called_name(call) == "tr" else call.args[:2]


def attributes(wanted: str) -> list[tuple[str, ast.Attribute]]:
    return [(name, node) for name, node in nodes("ui") if isinstance(node, ast.Attribute) and node.attr == wanted]
