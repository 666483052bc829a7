"""What a widget may not do."""

from __future__ import annotations

import ast

from tests.architecture.sources import called_name, lines, nodes

THEME = "ui/shared/theme.py"
# A module without a QObject names its context once, in a function of this name.
SHORT_FORM = "_tr"


def test_only_the_theme_sets_a_style_sheet() -> None:
    found = [f"{name}:{node.lineno}" for name, node in attributes("setStyleSheet") if name != THEME]
    assert found == [], lines(found)


def test_every_label_shows_its_text_as_it_is() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, node in nodes("ui")
        if isinstance(node, ast.Call) and called_name(node) == "QLabel" and name != "ui/shared/plain_label.py"
    ]
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
    in_short_form = {
        inner
        for _, node in nodes("ui")
        if isinstance(node, ast.FunctionDef) and node.name == SHORT_FORM
        for inner in ast.walk(node)
    }
    found = [
        f"{name}:{node.lineno}"
        for name, node in nodes("ui")
        if isinstance(node, ast.Call)
        and not all(isinstance(argument, ast.Constant) for argument in translated(node))
        and node not in in_short_form
    ]
    assert found == [], lines(found)


def translated(call: ast.Call) -> list[ast.expr]:
    """The source text of ``tr(text)`` or of ``translate(context, text)``; nothing when it is another call."""
    return call.args[: {"tr": 1, SHORT_FORM: 1, "translate": 2}.get(called_name(call), 0)]


def attributes(wanted: str) -> list[tuple[str, ast.Attribute]]:
    return [(name, node) for name, node in nodes("ui") if isinstance(node, ast.Attribute) and node.attr == wanted]
