"""Built documents as other programs read them: one line a check, then how many passed and failed.

Run by `make formats`, which names the folder. A program that is not on the machine is named as
absent; where the environment says CI=true, its absence is a failure.
"""

import bisect
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import yaml
from docx.oxml.ns import qn

ROOT = Path(__file__).resolve().parent.parent
SECONDS_PER_CALL = 300


@dataclass(frozen=True)
class Result:
    """What one program says about one document; `problem` is empty where it finds none."""

    program: str
    document: str
    problem: str


@dataclass(frozen=True)
class Program:
    """A program, the suffixes it is asked about, what it says, and where to get it."""

    name: str
    package: str
    suffixes: tuple[str, ...]
    problems: Callable[[str, Sequence[Path]], Iterator[tuple[Path, str]]]
    source: str = ""
    """Where a program comes from that no package manager brings; without it a check is left out, even in CI."""

    @property
    def remedy(self) -> str:
        """What to type for the program, or where to look."""
        if self.source:
            return f" ({self.source})"
        return f" (type: apt-get install {self.package})" if self.package else ""


def qpdf(program: str, documents: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Damage in a PDF, warnings included."""

    def problem(document: Path) -> str:
        done = run([program, "--check", str(document)])
        return "" if done.returncode == 0 else first_line(done)

    yield from each(problem, documents)


def pdffonts(program: str, documents: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """A font in a PDF that is not embedded, has no map to Unicode, or is not the theme's."""
    families = theme_families()

    def problem(document: Path) -> str:
        done = run([program, str(document)])
        rows = re.findall(r"^(\S+) .* (yes|no) +(yes|no) +(yes|no) +\d+ +\d+$", done.stdout, re.MULTILINE)
        if done.returncode or not rows:
            return first_line(done) if done.returncode else "no fonts"
        wrong = [
            f"{name}: {what}"
            for name, embedded, _, mapped in rows
            for what, bad in (
                ("not embedded", embedded == "no"),
                ("no map to Unicode", mapped == "no"),
                ("not a font of the theme", not plain(name.rpartition("+")[2]).startswith(families)),
            )
            if bad
        ]
        return "; ".join(wrong)

    yield from each(problem, documents)


def openxml_audit(program: str, documents: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """What the schemas of Office Open XML, or Word as far as it is known, would not accept."""

    def problem(document: Path) -> str:
        done = run([program, "-q", "-o", "json", str(document)])
        if done.returncode == 0:
            return ""
        try:
            (report,) = json.loads(done.stdout)
            errors = report["errors"]
            return f"{errors[0]['description']} ({errors[0]['part_uri']}; {len(errors)} in all)"
        except (ValueError, LookupError, TypeError):
            return first_line(done)

    yield from each(problem, documents)


def ooxml_integrity(program: str, documents: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Parts and references inside a DOCX that do not agree."""

    def problem(document: Path) -> str:
        done = run([program, "check", "--quiet", "--no-config", str(document)])
        return "" if done.returncode == 0 else first_line(done)

    yield from each(problem, documents)


def libreoffice(program: str, documents: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """A document that LibreOffice does not open and print, or prints with other pages than its contents name."""
    # One process leaves out, without a word, what comes after its first 250 documents or so.
    for first in range(0, len(documents), 100):
        some = documents[first : first + 100]
        with tempfile.TemporaryDirectory() as name:
            done = run([program, *conversion(Path(name)), *map(str, some)])
            for document in some:
                printed = Path(name) / f"{document.stem}.pdf"
                good = printed.is_file() and printed.read_bytes().startswith(b"%PDF")
                failure = f"not converted, exit status {done.returncode}"
                yield document, misplaced(document, printed) if good else failure


def conversion(folder: Path) -> list[str]:
    """What is said to LibreOffice so that it prints documents as PDF into a folder, which holds its profile too."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return ["--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]


def misplaced(document: Path, printed: Path) -> str:
    """The entries of a DOCX's table of contents whose headings do not stand on the pages that it names."""
    entries = []
    for paragraph in docx.Document(str(document)).element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and re.fullmatch("TOC[1-9]", style.get(qn("w:val"), "")):
            words = [node.text if node.tag == qn("w:t") else "\t" for node in paragraph.iter(qn("w:t"), qn("w:tab"))]
            entries.append("".join(words).split("\t"))
    with pypdfium2.PdfDocument(printed) as opened:
        pages = [page.get_textpage().get_text_bounded().splitlines() for page in opened]
    lines = [{" ".join(line.split()) for line in page} for page in pages]
    wrong = [
        heading
        for heading, page in entries
        if not page or int(page) > len(lines) or " ".join(heading.split()) not in lines[int(page) - 1]
    ]
    return f"not on the page that the contents name: {', '.join(wrong)}" if wrong else ""


def outloud(program: str, documents: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """What stands between a PDF and those who listen to it; all documents in one run."""
    # TBL-010 counts header cells against data cells: a table of two rows that is headed above and at
    # the left has more of the first.
    with tempfile.TemporaryDirectory() as name:
        report = Path(name) / "report.json"
        command = [program, "--quiet", "--skip", "TBL-010", "--json", str(report), *map(str, documents)]
        done = run(command)
        try:
            found = json.loads(report.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {"results": []}
        said = {Path(item["path"]).resolve(): item for item in found["results"]}
    for document in documents:
        item = said.get(document.resolve())
        if item is None:
            yield document, first_line(done)
        else:
            pages = item["stats"]["pages"]
            wrong = [
                finding
                for finding in item["findings"]
                if finding["severity"] != "info" and not _is_excused(document, finding, pages)
            ]
            yield document, f"{wrong[0]['rule']}: {wrong[0]['message']} ({len(wrong)} in all)" if wrong else ""


_FEW_SEQUENCES = 20
"""Of fewer on a page, the cells of one answer form are so large a share that their order counts as wrong."""


def _is_excused(document: Path, finding: Mapping[str, Any], pages: int) -> bool:
    """Whether something is right that outloud takes for wrong."""
    if finding["rule"] == "TAG-002":
        # A running foot is known by standing on several pages: on one page it is taken for prose. The head of a table
        # that goes on is an artifact, as it was read where the table began.
        return pages == 1 or _stands_before(document, finding["evidence"], finding["page"])
    counted = re.search(r"\d+ of (\d+) sequences", finding["message"])
    if finding["rule"] != "ORD-001" or counted is None:
        return False
    # An element's own words count as told before all elements in it, also where it begins with a bold one.
    return int(counted[1]) < _FEW_SEQUENCES or _in_order(document, finding["page"]) >= _MOSTLY


_MOSTLY = 0.8
"""How much of a page has to be painted in the order in which it is told, as outloud has it."""


def _in_order(document: Path, number: int) -> float:
    """How much of a page, counted from 1, is painted in the order in which its structure tells it, from 0 to 1."""
    with pikepdf.open(document) as pdf:
        page = pdf.pages[number - 1]
        told = list(_told(pdf.Root.StructTreeRoot, page.obj.objgen, None))
        marked = [item.operands for item in pikepdf.parse_content_stream(page) if str(item.operator) == "BDC"]
        painted = [int(said.MCID) for _, said in marked if isinstance(said, pikepdf.Dictionary) and "/MCID" in said]
    places = {mark: index for index, mark in enumerate(told)}
    ends: list[int] = []
    for place in [places[mark] for mark in painted if mark in places]:
        at = bisect.bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends) / len(painted) if painted else 1.0


def _told(element: Any, page: tuple[int, int], above: Any) -> Iterator[int]:
    """The marks on a page, by its object's number, below an element, in the order of its structure."""
    its, children = element.get("/Pg", above), element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array | list) else [children]:
        if isinstance(child, int):
            if its is not None and its.objgen == page:
                yield child
        elif "/MCID" in child:
            if child.get("/Pg", its).objgen == page:
                yield int(child.MCID)
        elif "/S" in child:
            yield from _told(child, page, its)


def _stands_before(document: Path, line: str, page: int) -> bool:
    """Whether a line of a page, counted from 1, stands on the page before it too."""
    if page < 2:
        return False
    with pypdfium2.PdfDocument(document) as opened:
        text = opened[page - 2].get_textpage().get_text_bounded()
    return "".join(line.split()) in "".join(text.split())


def ooxml_validator(program: str, documents: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """What the Open XML SDK would not accept."""

    def problem(document: Path) -> str:
        done = run([program, str(document)])
        if done.returncode == 0:
            return ""
        try:
            errors = json.loads(done.stdout)["errors"]
            return f"{errors[0].get('description', errors[0])} ({len(errors)} in all)"
        except (ValueError, LookupError, TypeError, AttributeError):
            return first_line(done)

    yield from each(problem, documents)


def verapdf(program: str, documents: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """What PDF/A-3a or PDF/UA-1 forbids, by the validator of their own industry."""

    def problem(document: Path) -> str:
        for flavour in ("3a", "ua1"):
            done = run([program, "--format", "text", "--flavour", flavour, str(document)])
            if done.returncode or not done.stdout.startswith("PASS"):
                return f"{flavour}: {first_line(done)}"
        return ""

    yield from each(problem, documents)


def html_validate(program: str, documents: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """What the standard of HTML forbids in a phone edition; all documents in one run."""
    with tempfile.TemporaryDirectory() as name:
        rules = Path(name) / "rules.json"
        # Roles of tables are written out: browsers forget them where rows are shown as cards.
        chosen = {"root": True, "extends": ["html-validate:recommended"], "rules": {"no-redundant-role": "off"}}
        rules.write_text(json.dumps(chosen), encoding="utf-8")
        done = run([program, "--config", str(rules), "--formatter", "json", *map(str, documents)])
    try:
        said = {Path(item["filePath"]).resolve(): item["messages"] for item in json.loads(done.stdout)}
    except (ValueError, LookupError, TypeError):
        yield from ((document, first_line(done)) for document in documents)
        return
    for document in documents:
        found = said.get(document.resolve(), [])
        yield document, f"{found[0]['ruleId']}: {found[0]['message']} ({len(found)} in all)" if found else ""


_FILES_PER_BROWSER = 10
"""So many files are looked at by one browser: starting it takes as long as looking at one."""


def chromium(program: str, documents: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """What a browser and axe find in phone editions."""
    python, axe = ROOT / ".tools/python/bin/python", ROOT / ".tools/node_modules/axe-core/axe.min.js"

    def problems(some: Sequence[Path]) -> list[str]:
        done = run([str(python), str(ROOT / "tools/browser.py"), program, str(axe), *map(str, some)])
        try:
            found = json.loads(done.stdout)
        except ValueError:
            return [first_line(done)] * len(some)
        return [f"{each[0]} ({len(each)} in all)" if each else "" for each in found]

    parts = [documents[start : start + _FILES_PER_BROWSER] for start in range(0, len(documents), _FILES_PER_BROWSER)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for part, found in zip(parts, pool.map(problems, parts), strict=True):
            yield from zip(part, found, strict=True)


PROGRAMS = (
    Program("qpdf", "qpdf", (".pdf",), qpdf),
    Program("pdffonts", "poppler-utils", (".pdf",), pdffonts),
    Program("openxml-audit", "", (".docx", ".xlsx"), openxml_audit),
    Program("ooxml-integrity", "", (".docx",), ooxml_integrity),
    Program("soffice", "libreoffice-writer-nogui", (".docx",), libreoffice),
    Program("outloud", "", (".pdf",), outloud, ".ci/format-tools"),
    Program("ooxml-validator", "", (".docx", ".xlsx"), ooxml_validator, ".ci/format-tools"),
    Program("html-validate", "", (".html",), html_validate, ".ci/format-tools"),
    Program("chromium", "chromium", (".html",), chromium),
    Program("verapdf", "", (".pdf",), verapdf, "verapdf.org"),
)


def results(folder: Path, programs: Sequence[Program]) -> Iterator[Result]:
    """What each program says about each document of a folder, a program after the other."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    if not any(path.suffix in program.suffixes for path in found for program in programs):
        yield Result("documents", str(folder), "there are none; make all builds them")
    for program in programs:
        documents = [path for path in found if path.suffix in program.suffixes]
        path = where(program.name)
        if documents and path:
            for document, problem in program.problems(path, documents):
                yield Result(program.name, str(document.relative_to(folder)), problem)


def where(name: str) -> str | None:
    """The program's file: beside this Python, on the search path, or in macOS's applications."""
    tools = [str(ROOT / ".tools" / place) for place in ("python/bin", "node_modules/.bin")]
    places = [str(Path(sys.executable).parent), *tools, os.environ.get("PATH", os.defpath)]
    return shutil.which(name, path=os.pathsep.join([*places, "/Applications/LibreOffice.app/Contents/MacOS"]))


def each(problem: Callable[[Path], str], documents: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Each document with its problem, in the order given, as many at a time as there are CPUs."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from zip(documents, pool.map(problem, documents), strict=True)


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """A finished command with what it printed; one that takes too long counts as failed."""
    try:
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=SECONDS_PER_CALL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", f"not done in {SECONDS_PER_CALL} s")


def first_line(done: subprocess.CompletedProcess[str]) -> str:
    """The first thing a failed command said."""
    lines = [line.strip() for line in (done.stderr + "\n" + done.stdout).splitlines() if line.strip()]
    return lines[0] if lines else f"exit status {done.returncode}"


def theme_families() -> tuple[str, ...]:
    """The families of the theme, as plain letters and digits."""
    theme = yaml.safe_load((ROOT / "templates" / "theme" / "theme.yaml").read_text(encoding="utf-8"))
    return tuple(plain(font["family"]) for font in theme["fonts"].values())


def plain(name: str) -> str:
    """A name without anything but letters and digits, in lower case."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def main(folder: Path) -> int:
    """The exit status: 1 if a check failed, or if a program is absent that must be there."""
    say = sys.stdout.write
    passed = failed = 0
    for program in PROGRAMS:
        if where(program.name) is None:
            say(f"absent  {program.name}{program.remedy}\n")
            failed += os.environ.get("CI") == "true" and not program.source
    for result in results(folder, PROGRAMS):
        passed += not result.problem
        failed += bool(result.problem)
        outcome, reason = ("failed", f": {result.problem}") if result.problem else ("ok", "")
        say(f"{outcome:6}  {result.program:15}  {result.document}{reason}\n")
        sys.stdout.flush()
    say(f"{passed} passed, {failed} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
