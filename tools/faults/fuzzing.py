"""Files of every kind changed in every way, and what the program must make of them all the same.

A part of the sample is built and archived. In each case one or a few of its files are changed, then commands are run. A
case passes if each ends with a status that is documented, without a traceback, with a word where it is not 0, within
10 s of CPU and 1 GB; if nothing but what the command writes was touched; and if the output folder is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from tools.faults import judging
from tools.faults.judging import ROOT
from tools.faults.mutations import mutated
from tools.faults.zygote import CPU_SECONDS, MEGABYTES, Ended, Zygote

NAME = "spring-glow"
CAMPAIGN = f"content/campaigns/{NAME}.yaml"
_KEPT = ("anna-ivanova", "claire-bennett")
_WHOLE_PROCESS = 50
"""Every so many cases a command runs as a person types it, too."""

KINDS: dict[str, tuple[str, ...]] = {
    "content": ("content/campaigns/*", "content/markets/*", "content/creators/*", "content/*.yaml", "content/sops/*"),
    "calendars": ("content/calendars/*",),
    "translations": ("content/translations.json",),
    "logo": ("content/logo.svg",),
    "theme": ("templates/theme/theme.yaml",),
    "style sheet": ("templates/theme/print.typ",),
    "templates": ("templates/kinds/*", "templates/layouts/*", "templates/macros/*"),
    "catalogs": ("locales/*/LC_MESSAGES/messages.po",),
    "language": ("locales/*/language.yaml",),
    "lint": ("locales/*/lint.yaml",),
    "state": ("build/state.json", "build/manifest.json", f"build/{NAME}/*"),
    "archive": (f"archive/{NAME}/1.2/**/*", f"archive/{NAME}/1.2/MANIFEST.json", "archive/INDEX.json"),
}
"""The files of each kind, by pattern."""

_WEIGHTS = {"content": 5, "theme": 2, "templates": 2, "language": 2, "state": 2, "archive": 3}
_SIDE = (
    ("list",),
    ("list", "--json"),
    ("doctor",),
    ("schema",),
    ("messages",),
    ("parity", NAME, "--record"),
    ("new", "campaign", "autumn"),
    ("new", "creator", "ada"),
    ("check", "--strict", "--campaign", NAME),
)

_LOOKS = (
    *[("check",), ("diff", NAME, "1.2", "--text"), ("diff", NAME, "1.2", "--program"), ("archive", "--list")],
    *[("verify", "--rebuild", "-j", "1"), ("build", "*.brief.*", "-j", "1")],
)
"""What reads an archive and must leave it as it is."""

Tree = dict[str, bytes | str]


@dataclass
class Sample:
    """The part of the sample that cases start from, with its output folder and its archive."""

    folder: Path
    program: Path
    built: Tree = field(default_factory=dict)
    whole: Tree = field(default_factory=dict)

    @property
    def warm(self) -> Path:
        """The copy that a process reads once, before it is forked for cases."""
        return self.folder.parent / "warm/project"

    @property
    def changed(self) -> list[str]:
        """What is wrong with the sample itself: the files in it that were not replaced but written over."""
        now = tree(self.folder)
        return [f"{name} was written over in place" for name in sorted(self.whole) if now.get(name) != self.whole[name]]

    def project(self, place: Path, kind: str) -> Path:
        """A copy for one case. An archive is there where it is what changes: it would refuse all other changes.

        Its files are links to those of the sample: whatever writes replaces a file, or `changed` tells.
        """
        left_out = shutil.ignore_patterns(".lock", *(() if kind == "archive" else ("archive",)))
        shutil.copytree(self.folder, place, ignore=left_out, copy_function=os.link)
        (place / ".program").symlink_to(self.program)
        (place.parent / "victim").write_text("somebody else's", encoding="utf-8")
        return place


def sample(place: Path, kinds: Collection[str] = ()) -> Sample:
    """The sample, built and archived below a folder, with documents of some kinds only where these are named."""
    made = Sample(place / "sample", place / "program")
    shutil.copytree(ROOT / "pipeline", made.program / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    # Records, results and calls are of the campaign as it is whole.
    left_out = shutil.ignore_patterns("summer-shade*", "first-frost*", "schema*", "agreements", "results", "cohorts")
    for name in ("content", "templates", "locales"):
        shutil.copytree(ROOT / name, made.folder / name, ignore=left_out)
    _fewer(made.folder)
    _narrowed(made.folder / "templates/kinds", kinds)
    (made.folder / ".program").symlink_to(made.program)
    for command in ("build", "archive"):
        # Forty documents: on a machine that does much else this takes longer than any case may.
        subprocess.run(
            [sys.executable, "-m", "pipeline", command],
            cwd=made.folder,
            env=judging.environment(made.folder),
            check=True,
            capture_output=True,
        )
    (made.folder / ".program").unlink()
    made.built, made.whole = tree(made.folder / "build"), tree(made.folder)
    made.project(made.warm, "archive")
    return made


def _fewer(folder: Path) -> None:
    """Leaves two partnerships of one campaign: a case takes a tenth of the time."""
    path = folder / CAMPAIGN
    head, _, agreed = path.read_text(encoding="utf-8").partition("\npartnerships:\n")
    found = re.findall(r"  ([a-z-]+):\n((?:    .*\n|\n)+)", agreed + "\n")
    kept = "".join(f"  {name}:\n{said.rstrip()}\n" for name, said in found if name in _KEPT)
    path.write_text(f"{head}\npartnerships:\n{kept}", encoding="utf-8")
    for creator in (folder / "content/creators").iterdir():
        if creator.stem not in _KEPT:
            creator.unlink()


def _narrowed(folder: Path, kinds: Collection[str]) -> None:
    """Leaves of each kind one view or two, and but for briefs one format: what is said of one is said of all."""
    for path in folder.iterdir():
        if kinds and path.stem not in kinds:
            path.unlink()
            continue
        head, mark, body = path.read_text(encoding="utf-8").partition("\n---\n")
        head = re.sub(r"(?m)^(views: \{all: \[\])(?:, finance: \[\])?(, regional: \[market\])?.*", r"\1\2}", head)
        head = re.sub(r"(?m)^views: \{stage: .*", "views: {board: [], minutes: []}", head)
        head = re.sub(r"(?m)^(limited_views|view_pages): .*\n", "", head)
        if path.stem != "brief":
            head = re.sub(r"(?m)^formats: \[pdf, docx(?:, html)?(, ics)?\]", r"formats: [pdf\1]", head)
        path.write_text(head + mark + body, encoding="utf-8")


def tree(folder: Path) -> Tree:
    """What stands in a folder: the bytes of each file, but for locks, and what else there is."""
    held: Tree = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            held[name] = f"a link to {path.readlink()}"
        elif path.is_file() and path.name != ".lock":
            held[name] = path.read_bytes()
        elif not path.is_file() and not path.is_dir():
            held[name] = "something else"
    return held


# --- one case -------------------------------------------------------------------


@dataclass(frozen=True)
class Mutation:
    """One case: files of which kind, and the chances that say which, and how."""

    index: int

    @property
    def chance(self) -> random.Random:
        """The chances of this case, from their beginning."""
        return random.Random(f"mutation {self.index}")

    @property
    def kind(self) -> str:
        """The kind of file that is changed."""
        return random.Random(f"kind {self.index}").choices(list(KINDS), [_WEIGHTS.get(kind, 1) for kind in KINDS])[0]

    def apply(self, project: Path) -> str:
        """Changes the files. Says which, and how."""
        chance, said = self.chance, []
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            pattern = chance.choice(KINDS[self.kind])
            paths = [path for path in sorted(project.glob(pattern)) if path.is_file() and not path.is_symlink()]
            if paths:
                path = chance.choice(paths)
                said.append(f"{path.relative_to(project)}: {mutated(path, chance)}")
        if chance.random() < 0.5 and self.kind in _SEALS:
            seal, records = _SEALS[self.kind]
            # A pipe or a device in the place of one would be read without end.
            if all((project / name).is_file() for name in records):
                seal(project)
        return ", ".join(said)


def _seal_state(project: Path) -> None:
    """Seals a state again, as anybody can: what it says must be looked at."""
    path = project / "build/state.json"
    try:
        state = json.loads(path.read_bytes())["state"]
        raw = json.dumps(state, ensure_ascii=False).encode()
        path.unlink()
        path.write_bytes(b'{"seal": "%s", "state": %s}\n' % (hashlib.sha256(raw).hexdigest().encode(), raw))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return


def _seal_archive(project: Path) -> None:
    """Lists an archived manifest by the digest that it has now."""
    manifest, index = project / f"archive/{NAME}/1.2/MANIFEST.json", project / "archive/INDEX.json"
    try:
        record = json.loads(index.read_bytes())
        record["subjects"][NAME][0]["manifest"] = hashlib.sha256(manifest.read_bytes()).hexdigest()
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        index.unlink()
        index.write_text(text, encoding="utf-8")
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return


_SEALS: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "state": (_seal_state, ("build/state.json",)),
    "archive": (_seal_archive, (f"archive/{NAME}/1.2/MANIFEST.json", "archive/INDEX.json")),
}


# --- how it is judged -----------------------------------------------------------


class Judge:
    """Runs the commands of one case and keeps what is wrong."""

    def __init__(self, made: Sample, zygote: Zygote, mutation: Mutation, project: Path) -> None:
        self.made, self.zygote, self.mutation, self.project = made, zygote, mutation, project
        self.chance = random.Random(f"commands {mutation.index}")
        self.language = self.chance.choice(("en", "en", "ru"))
        self.wrong: list[str] = []

    def run(self, *arguments: str, allowed: tuple[int, ...] = (0, 1)) -> Ended:
        """Runs one command, and looks at how it ended."""
        ended = self.zygote.run(self.project, *arguments, language=self.language)
        command = " ".join(arguments)
        if ended.status == -24 or ended.seconds > CPU_SECONDS:
            self.wrong.append(f"time: {command} took {ended.seconds:.0f} s")
        elif ended.status not in allowed:
            self.wrong.append(f"status {ended.status}: {command}: {last(ended.said)}")
        elif "Traceback" in ended.said:
            self.wrong.append(f"traceback: {command}: {last(ended.said)}")
        elif ended.status and not ended.said.strip():
            self.wrong.append(f"silence: {command} says nothing")
        if ended.megabytes > MEGABYTES:
            self.wrong.append(f"memory: {command} took {ended.megabytes:.0f} MB")
        if (crash := self.project / "build/crash.log").is_file():
            self.wrong.append(f"crash: {command}: {last(crash.read_text(encoding='utf-8', errors='replace'))}")
            crash.unlink()
        return ended

    def sources(self) -> None:
        """Commands on changed sources: what is not right is not built, and what is built is whole."""
        if self.chance.random() < 0.15:
            self.run(*self.chance.choice(_SIDE), allowed=(0, 1, 2))
        # Either reads all files; the one composes every document, the other writes one in its formats.
        if self.chance.random() < (0.5 if self.mutation.kind == "content" else 0.2):
            self.run("check")
            return
        document = Path(self.chance.choice([name for name in self.made.built if name.endswith(".pdf")])).stem
        before = tree(self.project / "build")
        # A pattern names nothing where the change took its document away.
        built = self.run("build", f"{document}.*", "-j", "1", allowed=(0, 1, 2))
        if "nothing was built" in built.said and tree(self.project / "build") != before:
            self.wrong.append("half a build: problems were told, and build/ was touched")
        self.wrong += whole(self.project / "build")

    def state(self) -> None:
        """Commands on changed records: nothing else is lost by them, and the next build mends all."""
        outside = tree_beside(self.project)
        built = self.run(*self.chance.choice((("build", "*.brief.*", "-j", "1"), ("list",), ("list", "--json"))))
        wanted = "*" if self.chance.random() < 0.3 else self.chance.choice(("*.brief.*.ru.*", "*.sop.*", "*.plan.*"))
        if built.status == 0:
            built = self.run("build", wanted, "-j", "1")
        if built.status == 0 and self._documents(self.project / "build", wanted) != self._documents(
            self.made.folder / "build", wanted
        ):
            self.wrong.append("half a build: not what an undisturbed build leaves")
        if tree_beside(self.project) != outside:
            self.wrong.append("a build touched what is not in its folder")

    def archive(self) -> None:
        """Commands on a changed archive: it is named and never touched."""
        before = tree(self.project / "archive")
        verified = self.run("verify")
        if verified.status == 0 and before != tree(self.made.folder / "archive") and not self.sealed(before):
            self.wrong.append("verify says that a changed archive is unchanged")
        self.run(*self.chance.choice(_LOOKS), allowed=(0, 1, 2))
        if tree(self.project / "archive") != before:
            self.wrong.append("looking at the archive changed it")
        if self.chance.random() < 0.3:
            self.run("archive", NAME, "-j", "1")

    @staticmethod
    def _documents(output: Path, wanted: str) -> Tree:
        """The files that a pattern names, without the records: what a sealed state says of a document is believed."""
        held = tree(output).items()
        return {name: said for name, said in held if not name.endswith(".json") and fnmatch(Path(name).name, wanted)}

    def sealed(self, held: Tree) -> bool:
        """Whether an archive was changed with its index: whoever may write everything can rewrite both."""
        return held.get("INDEX.json") != tree(self.made.folder / "archive").get("INDEX.json")


def tree_beside(project: Path) -> Tree:
    """All that is not the output folder: the project's sources and what stands beside the project."""
    held = tree(project.parent)
    return {name: content for name, content in held.items() if not name.startswith(("project/build/", "said"))}


def whole(output: Path) -> Iterator[str]:
    """What is wrong with an output folder: a file that its manifest does not list, or another one than it lists."""
    held = tree(output)
    listed = {record["path"]: record for record in json.loads((output / "manifest.json").read_bytes())}
    for name, content in held.items():
        if name in ("state.json", "manifest.json"):
            continue
        known = listed.pop(name, None)
        if known is None:
            yield f"half a build: {name} is left over"
        elif not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != known["sha256"]:
            yield f"half a build: {name} is not what the manifest lists"
    yield from (f"half a build: {name} is missing" for name in listed)


def last(said: str) -> str:
    """The end of what was said, on one line."""
    return " | ".join(said.strip().splitlines()[-4:])[-400:]


def judged(made: Sample, zygote: Zygote, mutation: Mutation, place: Path) -> list[str]:
    """What is wrong with one case, each with its name."""
    project = made.project(place / "project", mutation.kind)
    how = mutation.apply(project)
    judge = Judge(made, zygote, mutation, project)
    {"state": judge.state, "archive": judge.archive}.get(mutation.kind, judge.sources)()
    if mutation.index % _WHOLE_PROCESS == 0:
        ended = judging.run(project, program=[sys.executable, "-m", "pipeline", "check"])
        if ended.status not in (0, 1) or "Traceback" in ended.said:
            judge.wrong.append(f"status {ended.status} of a whole process: {last(ended.said)}")
    shutil.rmtree(place, ignore_errors=True)
    return [f"mutation {mutation.index}, {mutation.kind}, {how}: {said}" for said in judge.wrong]


def findings(number: int, at_once: int, place: Path) -> list[list[str]]:
    """What is wrong with each of so many cases."""
    made = sample(place / "mutations")
    # A state that is not believed has every document made anew: here there are few of them.
    few = sample(place / "mutations of states", ("brief", "plan", "sop"))

    def share(first: int) -> list[list[str]]:
        with Zygote(made.program, made.warm) as zygote:
            indices = range(first, number, at_once)
            mutations = [Mutation(index) for index in indices]
            return [
                judged(few if one.kind == "state" else made, zygote, one, place / f"mutation-{one.index}")
                for one in mutations
            ]

    with ThreadPoolExecutor(at_once) as pool:
        found = [found for part in pool.map(share, range(at_once)) for found in part]
    return [*found, *(one.changed for one in (made, few) if one.changed)]
