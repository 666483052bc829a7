"""Nothing secret is printed, logged, or taken from an argument that other users of the PC can list."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import PROGRAM, called_name, lines, nodes

SECRET_WORDS = re.compile(r"pass|contrase|clave|secret|recover|(^|[-_])(key|pin)($|[-_])", re.IGNORECASE)
LOG_CALLS = ("debug", "info", "warning", "error", "exception", "critical")


def test_nothing_is_printed() -> None:
    """Commands write to the streams they are given."""
    names = ("print", "pprint", "breakpoint")
    calls = [(name, node) for name, node in nodes(*PROGRAM) if isinstance(node, ast.Call)]
    found = [
        f"{name}:{call.lineno}" for name, call in calls if isinstance(call.func, ast.Name) and call.func.id in names
    ]
    assert found == [], lines(found)


def test_no_argument_of_the_command_line_takes_a_secret() -> None:
    found = [
        f"{name}:{argument.lineno} {argument.value!r}"
        for name, node in nodes(*PROGRAM)
        if isinstance(node, ast.Call) and called_name(node) == "add_argument"
        for argument in node.args
        if isinstance(argument, ast.Constant) and SECRET_WORDS.search(str(argument.value))
    ]
    assert found == [], lines(found)


def test_no_log_line_names_a_secret() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, node in nodes(*PROGRAM)
        if isinstance(node, ast.Call)
        and called_name(node) in LOG_CALLS
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value).lower().endswith(("log", "logger", "logging"))
        and any(SECRET_WORDS.search(inner.id) for inner in ast.walk(node) if isinstance(inner, ast.Name))
    ]
    assert found == [], lines(found)


def test_no_secret_is_written_into_the_source() -> None:
    """A literal given to something called a password or a key is one that every reader of the code has."""
    found = [
        f"{name}:{node.lineno}"
        for name, node in nodes(*PROGRAM)
        if isinstance(node, ast.keyword | ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str | bytes)
        and len(node.value.value) > 0
        and any(re.fullmatch(r".*(password|data_key|recovery_key)", target) for target in targets(node))
    ]
    assert found == [], lines(found)


def targets(node: ast.keyword | ast.Assign) -> list[str]:
    if isinstance(node, ast.keyword):
        return [node.arg or ""]
    return [target.id for target in node.targets if isinstance(target, ast.Name)]


def test_no_record_shows_the_secret_that_it_holds() -> None:
    """A record's text ends up in messages, tracebacks and debuggers."""
    found = [
        f"{name}:{field.lineno} {field.target.id}"
        for name, node in nodes(*PROGRAM)
        if isinstance(node, ast.ClassDef)
        and any("dataclass" in ast.unparse(one) and "repr=False" not in ast.unparse(one) for one in node.decorator_list)
        for field in node.body
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and re.search(r"password|secret|recovery_key|data_key|totp", field.target.id)
        and not field.target.id.startswith(("must_", "has_", "read_"))
        and (field.value is None or "repr=False" not in ast.unparse(field.value))
    ]
    assert found == [], lines(found)
