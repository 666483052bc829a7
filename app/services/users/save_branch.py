"""Name the lender's branches."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.audit.plain_values import differences
from app.domain.typed_text import check_text
from app.domain.users.user import Branch
from app.errors import RuleViolation

NAME_LENGTH_MAX = 60


@dataclass(frozen=True)
class BranchSaved:
    """The branch's id."""

    branch_id: int
    changes: Changes


def save_branch(ctx: Context, branch: Branch) -> BranchSaved:
    """``branch.id`` 0 adds it. RuleViolation ``branch.name_required``, ``text.…``, ``branch.name_taken``."""
    with ctx.change("settings.edit") as uow:
        name = " ".join(branch.name.split())
        if not name:
            raise RuleViolation("branch.name_required", field="name")
        check_text(name, "name", NAME_LENGTH_MAX)
        known = {other.id: other for other in uow.branches.all()}
        if any(other.name.casefold() == name.casefold() and other.id != branch.id for other in known.values()):
            raise RuleViolation("branch.name_taken", field="name")
        if branch.id == 0:
            branch_id = uow.branches.add(name)
            ctx.record(uow, Action.BRANCH_ADDED, Subject("branch", branch_id, name), after={"name": name})
        else:
            branch_id = branch.id
            saved = Branch(branch.id, name, branch.is_active)
            before, after = differences(known[branch_id], saved)
            uow.branches.update(saved)
            ctx.record(uow, Action.BRANCH_CHANGED, Subject("branch", branch_id, name), before=before, after=after)
        uow.commit()
    return BranchSaved(branch_id, Changes.of(Topic.USERS))
