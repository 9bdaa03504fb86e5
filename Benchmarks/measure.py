"""Measures sides in turn (A B A B …), takes medians, and prints the table the benchmarks share."""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


class Box:
    """A fresh home with the engine of the given build, gone afterwards."""

    def __init__(self, programs):
        self.atelier = os.path.join(os.path.abspath(programs), "atelier")
        self.root = tempfile.mkdtemp(prefix="atelier-bench-")
        self.environment = dict(
            os.environ, ATELIER_HOME=self.root + "/home", XDG_RUNTIME_DIR=self.root + "/run",
            XDG_CONFIG_HOME=self.root + "/config", NO_COLOR="1")
        os.makedirs(self.root + "/run", 0o700)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.run("engine", "stop", "--cancel-jobs", check=False)
        shutil.rmtree(self.root, ignore_errors=True)

    def run(self, *arguments, check=True):
        return subprocess.run(
            [self.atelier, *arguments], env=self.environment, cwd=self.root, check=check, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout.strip()

    def write(self, name, text):
        path = os.path.join(self.root, name)
        with open(path, "w") as file:
            file.write(text)
        return path


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(sides, rounds=5):
    """Runs {name: callable giving a figure} in turn and returns {name: median}."""
    figures = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            figures[name].append(side())
    return {name: statistics.median(values) for name, values in figures.items()}


def program_at(variable, name):
    """The path of a peer's program: what the variable says, else the name on the path; None when it is not there."""
    return shutil.which(os.environ.get(variable) or name)


def missing(benchmark, what, consequence):
    """Nothing is installed here: Benchmarks/README.md says how."""
    print(f"{benchmark}: {what} is not there, {consequence}", file=sys.stderr, flush=True)


def row(work, ours, peer="", limit="", target="", met=None):
    verdict = "" if met is None else ("yes" if met else "NO")
    print(f"| {work} | {ours} | {peer} | {limit} | {target} | {verdict} |", flush=True)


def header(title):
    print(f"\n## {title}\n\n| work | Atelier | peer | limit | target | met |\n|---|---|---|---|---|---|", flush=True)


def processor_seconds(pid):
    """User and system time of a process as the scheduler counts it, which is exact: /proc has what a clock's ticks saw."""
    return time.clock_gettime((~pid << 3) | 2)  # CPUCLOCK_SCHED of the process


def children(pid):
    """Every process below this one."""
    found = []
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        direct = file.read().split()
    for task in os.listdir(f"/proc/{pid}/task"):
        if task != str(pid):
            with open(f"/proc/{pid}/task/{task}/children") as file:
                direct += file.read().split()
    for child in direct:
        found += [int(child)] + children(int(child))
    return found


def milliseconds(value):
    return f"{value * 1000:.1f} ms"
