"""`briefs build`: the documents that are out of date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli.archive import archive_option
from pipeline.cli.cluster import cluster_option, on_cluster
from pipeline.cli.completion import campaign_option, patterns_argument
from pipeline.cli.options import document_options, jobs_option, languages_option, loaded, root_of, usage_errors
from pipeline.cli.outcome import report, say_built
from pipeline.cli.typed import asked
from pipeline.cli.words import misused
from pipeline.services.archive_folder import ArchiveFolder
from pipeline.services.build import build_unless_unchanged


@click.command(short_help="Build the documents that are out of date.")
@patterns_argument
@document_options
@languages_option
@campaign_option
@archive_option
@jobs_option
@click.option("--explain", is_flag=True, help="Say why each document is rebuilt.")
@click.option("--force", is_flag=True, help="Rebuild every selected document.")
@click.option(
    "--engine", default="", metavar="NAME", help="What lays out the PDFs: typst, the usual one, or weasyprint."
)
@cluster_option
def build(
    patterns: tuple[str, ...],
    folder: Path | None,
    languages: tuple[str, ...],
    campaign: str,
    archive_path: Path | None,
    jobs: int | None,
    explain: bool,
    force: bool,
    engine: str,
    cluster: str,
) -> None:
    """Build the out-of-date documents whose id matches PATTERN.

    A pattern is the id of a campaign or procedure, or of a document, or may contain * and ?, as in
    'spring-glow.brief.*.ru.pdf'. Without one, all documents are built.
    """
    root = root_of(folder)
    question = asked(root)
    with usage_errors():
        done = build_unless_unchanged(
            root,
            patterns,
            campaign,
            ArchiveFolder.of(root, archive_path),
            load=loaded,
            progress=lambda: report(explain=explain),
            jobs=jobs or 0,
            force=force,
            languages=languages,
            engine=engine and _known_engine(engine),
            pool=on_cluster(cluster, jobs),
        )
    answer = say_built(done, root / "build")
    if done.is_as_before and not (force or engine or archive_path):
        question.keep(answer)
    sys.exit(1 if done.summary.failed else 0)


def _known_engine(name: str) -> str:
    from pipeline.writers import registry

    known = registry.engines("pdf")
    if name not in known:
        raise misused('no PDFs by "{name}" (there are {known})', name=name, known=", ".join(known))
    return name
