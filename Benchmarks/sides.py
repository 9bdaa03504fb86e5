"""The sides of the benchmarks of learning: processes that have read their data and wait to be told to work, ours
(learning-bench, which run.sh builds) and the peer's (learning/peer.py in LEARNING_PYTHON)."""
import os
import statistics
import subprocess
import time

from measure import missing, row

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "learning")
REST = 0.5
ROUNDS = int(os.environ.get("ROUNDS", "7"))
# One thread of whatever the libraries bring.
ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def rows(usual):
    """How many rows the data has; ROWS for a quick look."""
    return int(os.environ.get("ROWS", usual))


def learning_python(benchmark):
    """The peer's Python; None, with the reason on standard error, when there is none."""
    python = os.environ.get("LEARNING_PYTHON")
    if python is None or not os.access(python, os.X_OK):
        missing(benchmark, "a Python with the peers (LEARNING_PYTHON=path/to/python)", "all rows are skipped")
        return None
    return os.path.abspath(python)


def learning_bench(benchmark):
    """Our program; None, with the reason on standard error, when it was not built."""
    program = os.environ.get("LEARNING_BENCH")
    if program is None or not os.access(program, os.X_OK):
        missing(benchmark, "learning-bench (Benchmarks/run.sh builds it)", "all rows are skipped")
        return None
    return os.path.abspath(program)


def ask(python, script, *arguments, environment={}):
    """What a script of learning/ prints."""
    return subprocess.run(
        [python, os.path.join(HERE, script), *map(str, arguments)], env=dict(os.environ, **environment), check=True, text=True,
        stdout=subprocess.PIPE).stdout.strip()


class Side:
    """A process that works when it is told to."""

    def __init__(self, command, environment={}):
        self.process = subprocess.Popen(
            [str(word) for word in command], env=dict(os.environ, **environment), text=True, bufsize=1, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE)
        self.hear()

    @classmethod
    def peer(cls, python, *arguments, environment={}):
        return cls([python, os.path.join(HERE, "peer.py"), *arguments], environment)

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args} ended with {self.process.wait()}")
        return line.split()

    def ask(self, order):
        self.process.stdin.write(order + "\n")
        return [float(word) for word in self.hear()]

    def run(self):
        """Seconds by the clock, and of the processors."""
        return tuple(self.ask("run"))

    def result(self):
        return self.ask("result")

    def stop(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def timed_in_turn(sides):
    """Runs {name: Side} in turn, once for nothing and then ROUNDS times; {name: (median by the clock, median of the processors)}.

    Threads of a library that has done its work look out for more of it for a while, and would take a processor from the next side:
    it waits until they sleep.
    """
    figures = {name: [] for name in sides}
    for turn in range(ROUNDS + 1):
        for name, side in sides.items():
            figure = side.run()
            time.sleep(REST)
            if turn:
                figures[name].append(figure)
    return {name: tuple(map(statistics.median, zip(*values))) for name, values in figures.items()}


def told(figure):
    """`812 ms (805 of processors)`"""
    return f"{figure[0] * 1000:,.0f} ms ({figure[1] * 1000:,.0f} of processors)"


def compare(work, found, peer, most, ours="ours", theirs="peer"):
    """A row: ours by the clock is to be at most so many times the peer's."""
    ratio = found[ours][0] / found[theirs][0]
    row(work, told(found[ours]), f"{told(found[theirs])} {peer} ({ratio:.2f}×)", target=f"≤ {most:g}× {peer}", met=ratio <= most)


def furthest(one, other):
    """The largest difference of two lists, in parts of what is there where that is more than 1."""
    if len(one) != len(other) or not one:
        raise RuntimeError(f"{len(one)} numbers against {len(other)}")
    return max(abs(left - right) / max(1, abs(right)) for left, right in zip(one, other))
