"""Posts and the accounts that they are to go out on."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_, Problem
from pipeline.checks.consistency.subject import Subject


def missing(subject: Subject) -> Iterator[Problem]:
    """A problem for each deliverable on a platform where its creator has no account: rules count its followers."""
    known = subject.project.platforms.platforms.keys()
    for agreed in subject.agreed:
        own = list(dict.fromkeys(account.platform for account in agreed.creator.accounts))
        if not set(own) <= known:
            # It is misspelt in the creator's file, which has its own problem.
            continue
        for index, deliverable in enumerate(agreed.partnership.deliverables):
            platform = deliverable.platform
            if platform not in own and platform in known:
                values = {"creator": agreed.partnership.creator, "platform": platform, "choices": ", ".join(own)}
                message = N_("{creator} has no account on {platform}, only on: {choices}")
                hint = N_("write it in content/creators/{creator}.yaml under accounts:, or choose another platform")
                place = (*agreed.place, "deliverables", index, "platform")
                yield subject.problem(place, message, hint=hint, **values)
