"""What a board says in the language of messages."""

from __future__ import annotations

from pipeline.base.problems import N_

WORDS = {
    "board": N_("Board"),
    "skip": N_("Skip to content"),
    "campaigns": N_("Campaigns"),
    "procedures": N_("Procedures"),
    "campaign": N_("Campaign"),
    "procedure": N_("Procedure"),
    "status": N_("Status"),
    "version": N_("Version"),
    "approved": N_("Approved"),
    "documents": N_("Documents"),
    "document": N_("Document"),
    "next": N_("Next"),
    "state": N_("State"),
    "problems": N_("Problems"),
    "warnings": N_("Warnings"),
    "no_problems": N_("No problems."),
    "no_warnings": N_("No warnings."),
    "nothing": N_("Nothing yet: briefs new campaign ID begins one."),
    "looking": N_("Looking …"),
    "looked": N_("Up to date"),
    "lost": N_("The board was closed. Start it again with briefs serve."),
    "open": N_("Open as PDF"),
    "as_pages": N_("Pages"),
    "as_phone": N_("Phone edition"),
    "views": N_("Views"),
    "open_phone": N_("Open the phone edition by itself"),
    "instead": N_("These problems stand in place of the page."),
    "beside": N_("The pages are there, but a build would refuse them."),
    "last_good": N_("Show the last good page"),
    "present": N_("Back to the problems"),
    "good": N_("These are the last pages that nothing was wrong with."),
    "prepared": N_("Being prepared …"),
    "not_there": N_("There is no such document."),
    "built": N_("built"),
    "failed": N_("failed"),
    "new": N_("not built"),
    "stale": N_("changed since it was built"),
    "unknown": N_("not known yet"),
    "no_records": N_("no records"),
}
PAGE = N_("Page {number} of {pages}: {document}")
FRAMED = N_("Phone edition: {document}")
MORE = N_("and {count} more")
APPROVED = N_("{approved} of {asked}")
