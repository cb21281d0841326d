"""How long `briefs check` takes beside the mere import of what it needs, in CPU time of both.

Run by `make check-ratio`, in a project's folder. Both are run in turn, so that whatever else the
machine does meets both alike, and the medians are compared. CPU time of the system counts as well.
"""

import json
import resource
import statistics
import subprocess
import sys

PROGRAM = "from pipeline.cli.main import main; main(prog_name='briefs')"
LISTING = "import sys, json, atexit; atexit.register(lambda: print(json.dumps(list(sys.modules)), file=sys.stderr)); "
ROUNDS = 15


def main(rounds: int) -> None:
    """Prints both medians with their spread, and their ratio."""
    check = [sys.executable, "-c", PROGRAM, "check"]
    imports = [sys.executable, "-c", statement()]
    seconds(check), seconds(imports)  # Compiled modules and templates are there from now on.
    taken = [(seconds(check), seconds(imports)) for _ in range(rounds)]
    whole, idle = zip(*taken, strict=True)
    for name, times in (("check", whole), ("imports", idle)):
        low, median, high = min(times), statistics.median(times), max(times)
        sys.stdout.write(f"{name:8} {median:.3f} s CPU (from {low:.3f} to {high:.3f})\n")
    ratio = statistics.median(whole) / statistics.median(idle)
    sys.stdout.write(f"ratio    {ratio:.2f}, medians of {rounds} runs\n")


def statement() -> str:
    """The imports after which nothing that a check imports is missing: our modules, and what these import late."""
    needed = modules(PROGRAM, "check")
    own = f"import {', '.join(name for name in needed if name.partition('.')[0] == 'pipeline')}"
    there = set(modules(own))
    late = [name for name in needed if name not in there]
    return "; ".join([own, *(f"import {name}" for name in late)])


def modules(program: str, *arguments: str) -> list[str]:
    """The modules that are there when a program ends, in the order in which they came."""
    command = [sys.executable, "-c", LISTING + program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return list(json.loads(done.stderr.splitlines()[-1]))


def seconds(command: list[str]) -> float:
    """The CPU time of a command and of the system on its behalf."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
