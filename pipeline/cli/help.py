"""`briefs help`: what a command does, and what all commands have in common."""

from __future__ import annotations

import click

from pipeline.base.problems import N_, nearest
from pipeline.cli.manual import page
from pipeline.cli.options import messages_option, said
from pipeline.cli.words import misused

TOPICS = {
    "ids": N_("""\
A document has one id everywhere: <campaign>.<kind>.<of what>.<language>.<format>, such as
spring-glow.brief.anna-ivanova.ru.pdf. It is the file's name below build/<campaign>/, its line in briefs list and
its record in build/manifest.json.

Where a command takes PATTERN, these all mean documents:

  spring-glow                  a campaign or a procedure, all of it
  spring-glow.brief            what ids begin with, up to a point
  '*.ru.pdf'                   * stands for anything, ? for one character
  --language ru                those in one language; may be repeated

With completion (briefs completion bash), a shell completes ids.
"""),
    "exit-status": N_("""\
Every command ends with one of these:

  0    all is done
  1    something is wrong in the files; nothing that a command would have written was written
  2    wrong usage: a word that names nothing, or an option that is none
  3    a fault of the program; build/crash.log has the details
  130  stopped by Ctrl-C; finished documents are kept
"""),
    "workspace": N_("""\
A workspace is a folder with content/organisation.yaml; briefs init DIR makes one. Commands work on the nearest one at
or above the folder they are called in, or on that of --project.

  content/     what people write: organization, markets, creators, campaigns, procedures
  templates/   files of your own that go before the program's, if there are any
  locales/     languages of your own, and messages that take the place of the program's, if there are any
  build/       what is made from them; may be deleted at any time
  archive/     what was sent; never changed

The program stands elsewhere: an update touches no file of a workspace.
"""),
}


@click.command("help", short_help="Explain a command or a topic.")
@click.argument("topic", required=False, default="")
@click.option("--manual", is_flag=True, help="Print all of it as a manual page: briefs help --manual | man -l -")
@messages_option
def explain(topic: str, manual: bool) -> None:
    """Explain a command, or one of these topics: ids, exit-status, workspace."""
    context = click.get_current_context().find_root()
    group = context.command
    if manual:
        click.echo(page(context, TOPICS), nl=False)
        return
    commands = group.commands if isinstance(group, click.Group) else {}
    if not topic:
        click.echo(group.get_help(context))
    elif topic in commands:
        click.echo(commands[topic].get_help(click.Context(commands[topic], context, info_name=topic)))
    elif topic in TOPICS:
        click.echo(said(TOPICS[topic]).rstrip())
    else:
        if close := nearest(topic, (*commands, *TOPICS)):
            raise misused('no help on "{topic}" (did you mean "{close}"?)', topic=topic, close=close)
        topics = ", ".join(TOPICS)
        raise misused('no help on "{topic}" (there are {topics}, and every command)', topic=topic, topics=topics)
