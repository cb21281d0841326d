"""Systems without POSIX: what they lack is asked for where somebody looked whether it is there, and a build does without."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from samples import MINIMAL, ROOT, only_kinds

MODULES = {"fcntl", "grp", "pty", "pwd", "resource", "termios"}
OF_OS = {"chown", "fork", "forkpty", "getgid", "getpgid", "getuid", "geteuid", "killpg", "mkfifo", "nice", "setpgid"}
OF_OS |= {"register_at_fork", "sched_getaffinity", "setsid", "statvfs", "sysconf", "uname", "waitid", "WNOHANG"}
OF_SIGNAL = {"ITIMER_REAL", "ITIMER_VIRTUAL", "SIGALRM", "SIGKILL", "SIGVTALRM", "SIGXCPU", "alarm", "setitimer"}
OF_SIGNAL |= {"pthread_sigmask", "sigwait"}

GUARDED = {
    "base/limits.py": "nothing is held to a limit where signals do not come or resource is not there",
    "base/temporary.py": "everybody has the number 0 where users have none",
    "build/forks.py": "called only on Linux, or where os.fork is",
    "build/isolation.py": "a child is begun only where os.fork is",
    "build/patience.py": "how much a process does is unknown where nobody tells",
    "build/processes.py": "CPUs are counted another way",
    "preview/survey.py": "no process stands back where the system cannot have it so",
}

WITHOUT = """
# Libraries choose what suits this system before it becomes another one.
import os, signal, sys, subprocess, multiprocessing, sysconfig
import filelock, pikepdf, pypdfium2, rich.console, typst
sysconfig.get_config_vars()
sys.platform = "another"
for name in {of_os!r}:
    if hasattr(os, name): delattr(os, name)
for name in {of_signal!r}:
    if hasattr(signal, name): delattr(signal, name)
for name in {modules!r}:
    sys.modules[name] = None
import pipeline.cli.main
pipeline.cli.main.main({arguments!r})
"""


def posix_only(path: Path) -> set[str]:
    """What a module asks of the system that only POSIX has."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names} & MODULES
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            found.add(node.module)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            known = {"os": OF_OS, "signal": OF_SIGNAL}.get(node.value.id, set())
            found |= {node.attr} & known
    return found


def test_what_only_posix_has_is_asked_for_where_it_is_guarded() -> None:
    package = ROOT / "pipeline"
    using = {path.relative_to(package).as_posix() for path in package.rglob("*.py") if posix_only(path)}
    assert using == GUARDED.keys()


@pytest.mark.parametrize(
    "code", ["import os\nos.fork()", "import resource", "from fcntl import flock", "signal.SIGKILL"]
)
def test_such_calls_are_found(tmp_path: Path, code: str) -> None:
    (tmp_path / "a.py").write_text(code, encoding="utf-8")
    assert posix_only(tmp_path / "a.py")


@pytest.mark.long
def test_a_system_without_them_checks_and_builds(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL / "content", tmp_path / "content")
    only_kinds(tmp_path, "brief")
    for arguments in (["check"], ["build", "--jobs", "1"], ["list"]):
        code = WITHOUT.format(of_os=OF_OS, of_signal=OF_SIGNAL, modules=MODULES, arguments=arguments)
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT), "LANGUAGE": "en"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"dawn.brief.ivan.{language}.{form}  built" for language in ("en", "ru") for form in ("docx", "html", "pdf")
    ]
