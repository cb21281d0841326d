"""A partnership → the folder that is handed over: its documents in its language, and a mail with all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.base import files
from pipeline.base.problems import N_, Problems, problem
from pipeline.document.tree import Block, Document, Heading, Paragraph
from pipeline.domain import progress, targets
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.targets import Target
from pipeline.model.agreements import Sent
from pipeline.model.localized import Localized
from pipeline.model.partnership import Partnership
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.selfcheck.claims import ProjectFacts
from pipeline.selfcheck.inspect import content_complaints
from pipeline.services.build import ShowProgress, build_whole
from pipeline.services.change_notices import change_notice
from pipeline.services.mail import Correspondent, Draft, text
from pipeline.services.selection import NamesNothing
from pipeline.writers import Reading
from pipeline.writers.ics.writer import CalendarWriter

FORMATS = ("pdf", "html", "ics")
"""What a partner is handed: pages, the phone edition and dates. A document to be edited is not among it."""
FOLDER = "send"
"""The folder below that of a campaign's documents in which each partnership has its own."""
_LETTER = "notices/letter.html"


STATES = ("new", "changed", "unchanged", "gone")
"""What may have become of a file since the folder was made before."""


@dataclass(frozen=True)
class Delivery:
    """What is ready for one partnership: its folder, the occasion, and the files in each state."""

    partnership: str
    occasion: str
    language: str
    folder: Path
    files: Mapping[str, tuple[str, ...]]


def deliver(project: Project, campaign: str, to: Sequence[str], *, show: ShowProgress) -> list[Delivery]:
    """A folder for each partnership, made anew. Raises Problems, NamesNothing, OSError; then no folder is touched."""
    agreed = CampaignAgreements(project, campaign)
    for name in to:
        if name not in agreed.campaign.partnerships:
            raise NamesNothing(N_('no partnership "{word}"'), name, list(agreed.campaign.partnerships))
    _refuse_early(agreed)
    wanted = {name: documents(project, campaign, name) for name in to}
    build_whole(project, [target for found in wanted.values() for target in found], show)
    composer, facts = Composer(project), ProjectFacts(project)
    made = {name: _files(agreed, composer, facts, name, found) for name, found in wanted.items()}
    return [
        Delivery(
            name,
            occasion(agreed, name)[0],
            wanted[name][0].language,
            project.folder / "build" / campaign / FOLDER / name,
            _placed(project, campaign, name, content),
        )
        for name, content in made.items()
    ]


def occasion(agreed: CampaignAgreements, name: str) -> tuple[str, Sent | None]:
    """Why a partnership is written to now, and what it was sent last: who has answered is not reminded."""
    sent = [each for each in agreed.records.sent if each.to == name and each.document is None]
    answered = any(
        each.partnership == name and each.version == agreed.campaign.version for each in agreed.records.acceptances
    )
    if not sent or answered:
        return "first", None
    return ("reminder" if sent[-1].version == agreed.campaign.version else "change"), sent[-1]


def language_of(project: Project, campaign: str, name: str) -> str:
    """The language of who is written to."""
    creator = project.creators[project.campaigns[campaign].partnerships[name].creator]
    agent = creator.agent
    return agent.language if agent and agent.reached == "instead" else creator.language


def _refuse_early(agreed: CampaignAgreements) -> None:
    """Raises Problems where nothing of a campaign may be sent yet."""
    path = f"content/agreements/{agreed.name}.yaml"
    if agreed.name in agreed.project.agreements:
        unmet = list(progress.before_approval(agreed))
        if unmet:
            raise Problems(problem(path, each.message, hint=each.hint, **dict(each.values)) for each in unmet)
    elif agreed.campaign.status == progress.DRAFT:
        message, hint = N_("it is a draft"), N_("set status: in-review first")
        raise Problems([problem(f"content/campaigns/{agreed.name}.yaml", message, hint=hint)])


def documents(project: Project, campaign: str, name: str) -> list[Target]:
    """The documents of a partnership in its language, the brief first. Raises Problems."""
    language = language_of(project, campaign, name)
    found = [
        target
        for target in targets.for_partners(project, targets.targets(project, campaign=campaign))
        if target.partnership == name
        and project.kinds[target.kind].sent
        and target.language == language
        and target.format in FORMATS
    ]
    if all(target.view for target in found):
        message, hint = N_("there is no brief for {person}"), N_("leave a kind that is sent among kinds:")
        raise Problems([problem(f"content/campaigns/{campaign}.yaml", message, hint=hint, person=name)])
    return sorted(found, key=lambda target: (bool(target.view), target.id))


def _files(
    agreed: CampaignAgreements, composer: Composer, facts: ProjectFacts, name: str, wanted: Sequence[Target]
) -> Mapping[str, bytes]:
    """The files of one folder by their names, the mail that holds all others last. Raises Problems."""
    build = agreed.project.folder / "build"
    found = {target.id: (build / target.path).read_bytes() for target in wanted}
    brief = next(target for target in wanted if not target.view)
    if not any(target.format == "ics" for target in wanted):
        found |= _dates(brief, composer.compose(brief))
    why, before = occasion(agreed, name)
    noticed: Mapping[str, bytes] = {}
    if why == "change" and before is not None:
        noticed = change_notice(agreed.project, agreed.name, before.version, name, FORMATS)
    found = {**noticed, **found}
    letter = composer.beside(_LETTER, brief, {"occasion": why, "before": before, "noticed": bool(noticed)})
    mail = draft(agreed.project, agreed.campaign.partnerships[name], letter, found)
    foreign = content_complaints(
        Reading(mail.text, mail.subject), facts.of_partner(brief), facts.ledgers[brief.language]
    )
    if foreign:
        template = f"templates/{_LETTER}"
        raise Problems(each.problem(f"{brief.document}.eml", {"look": template, "text": template}) for each in foreign)
    return {**found, f"{brief.document}.eml": mail.encoded()}


def _dates(brief: Target, document: Document) -> Mapping[str, bytes]:
    """The dates of a brief as a calendar file; none where it has no dates."""
    if not document.events:
        return {}
    return {f"{brief.document}.ics": CalendarWriter().write(document).content}


def draft(project: Project, partnership: Partnership, letter: Document, attached: Mapping[str, bytes]) -> Draft:
    """The mail to whoever answers for a partnership; to nobody yet where no address is known."""
    contact = project.organisation.people[project.markets[partnership.market].contact]
    to, copy = _readers(project, partnership.creator, letter.language)
    sender = Correspondent(_named(contact.name, letter.language), str(contact.email))
    blocks = [block for block in letter.blocks if not isinstance(block, Heading) and not _is_masthead(block)]
    return Draft(sender, to, copy, letter.property("title"), text(blocks), attached)


def _is_masthead(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "masthead"


def _readers(project: Project, name: str, language: str) -> tuple[list[Correspondent], list[Correspondent]]:
    """Who is written to, and who is in copy."""
    creator = project.creators[name]
    own = [Correspondent(_named(creator.name, language), str(creator.email))] if creator.email else []
    agent = creator.agent
    theirs = [Correspondent(_named(agent.name, language), str(agent.email))] if agent else []
    if agent and agent.reached == "instead":
        return theirs, []
    return (own, theirs) if own else (theirs, [])


def _named(name: Localized, language: str) -> str:
    return name[language]


def _placed(project: Project, campaign: str, name: str, content: Mapping[str, bytes]) -> Mapping[str, tuple[str, ...]]:
    """Puts the files of a partnership into its folder, and takes out what was there before; what became of each."""
    folder = project.folder / "build" / campaign / FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    there = {path.name: path for path in folder.iterdir() if path.name.startswith(f"{campaign}.")}
    state = {file: _state(there.get(file), said) for file, said in content.items()}
    files.publish_together({folder / file: said for file, said in content.items()})
    gone = sorted(there.keys() - content.keys())
    for file in gone:
        there[file].unlink()
    told = {each: tuple(sorted(file for file, now in state.items() if now == each)) for each in STATES[:3]}
    return {**told, "gone": tuple(gone)}


def _state(path: Path | None, content: bytes) -> str:
    if path is None:
        return "new"
    return "unchanged" if path.read_bytes() == content else "changed"
