"""One JSON value or a list of them: the same answer for each, and a mistake says in which place of the list it is."""

from __future__ import annotations

from collections.abc import Callable

from app.errors import RuleViolation, UserError
from app.messages import text_of


def answer_each(data: object, answer: Callable[[object], dict[str, object]]) -> object:
    """``answer`` of the value, or the list of the answers of a list, in order.

    Raises RuleViolation ``cli.in_list`` with the place (from 1) of what has to be mended.
    """
    if not isinstance(data, list):
        return answer(data)
    answers = []
    for place, one in enumerate(data, start=1):
        try:
            answers.append(answer(one))
        except UserError as error:
            raise RuleViolation("cli.in_list", place=place, text=text_of(error).removesuffix(".")) from error
    return answers
