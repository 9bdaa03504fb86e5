"""Whether callers notice that a search trains on all cores: an endpoint whose model answers without Python is asked before, during
and after an automl job of the same engine. No request may fail.

Once by 64 connections as fast as they can, which are in each other's way, and once by 8 that pause between requests, as callers
do. WRK and LEARNING_PYTHON as elsewhere; SECONDS_EACH (5) is one measurement, the one beside the job six times that, and ROWS
(100,000) what it trains on.
"""
import os
import subprocess
import sys
import time

from measure import Box, header, missing, processor_seconds, program_at, row
from servers import HERE, Endpoint, native
from sides import ask, learning_python, rows
from steady import Load

SECONDS = int(os.environ.get("SECONDS_EACH", "5"))
# It goes on until it is cancelled.
SEARCH = """\
type: automl
task: regression
primary_metric: r2_score
target_column_name: target
training_data: {{type: uri_file, path: {folder}/train.csv}}
limits: {{timeout_minutes: 60, max_concurrent_trials: {cores}, enable_early_termination: false}}
"""


class Search:
    """An automl job that has begun to train, until the end of the block."""

    def __init__(self, box, folder):
        self.box = box
        self.file = box.write("search.yml", SEARCH.format(folder=folder, cores=len(os.sched_getaffinity(0))))

    def status(self):
        return self.box.run("job", "show", "--name", self.job, "--query", "status", "-o", "tsv")

    def __enter__(self):
        self.job = self.box.run("job", "create", "--file", self.file, "--query", "name", "-o", "tsv")
        end = time.monotonic() + 120
        while self.box.run("job", "list", "--parent-job-name", self.job, "--query", "[?status=='Running'].name", "-o", "tsv") == "":
            if time.monotonic() > end or self.status() not in ("Queued", "Preparing", "Running"):
                raise RuntimeError(f"the search does not train: {self.box.run('job', 'show', '--name', self.job)}")
            time.sleep(0.1)
        return self

    def __exit__(self, *_):
        self.box.run("job", "cancel", "--name", self.job, check=False)
        while self.status() not in ("Completed", "Failed", "Canceled"):
            time.sleep(0.1)


def measure(wrk, box, side, folder, connections, pause):
    def load(seconds):
        return Load(wrk, box, side, seconds, connections, pause).figures()

    load(2)
    before = load(SECONDS)
    with Search(box, folder) as search:
        processors, start = processor_seconds(side.engine), time.perf_counter()
        during = load(SECONDS * 6)
        busy = (processor_seconds(side.engine) - processors) / (time.perf_counter() - start)
        if search.status() != "Running":
            raise RuntimeError(f"the search is {search.status()} before the load has ended")
    after = load(SECONDS)
    all_three = (before, during, after)
    name = f"{connections} connections" + (f", {pause} ms between requests" if pause else " as fast as they can")
    for share in ("p50", "p99"):
        row(f"{name}: {share} before, during, after" if share == "p50" else f"… {share}",
            ", ".join(f"{figures[share]:.2f} ms" for figures in all_three))
    row("… requests a second; the engine's cores meanwhile",
        ", ".join(f"{figures['requests'] / seconds:,.0f}" for figures, seconds in zip(all_three, (SECONDS, SECONDS * 6, SECONDS)))
        + f"; {busy:.1f}")
    failed, total = (sum(figures[what] for figures in all_three) for what in ("failed", "requests"))
    row("… failed requests", f"{failed} of {total:,}", target="0", met=failed == 0)


def main(programs):
    wrk, python = program_at("WRK", "wrk"), learning_python("beside")
    if wrk is None:
        missing("beside", "wrk", "all rows are skipped")
    if wrk is None or python is None:
        return
    with Box(programs) as box:
        folder = os.path.join(box.root, "data")
        os.makedirs(folder)
        subprocess.run([python, os.path.join(HERE, "train.py"), folder], check=True)
        ask(python, "splits.py", "friedman", 0, folder, rows(100_000))
        box.run("engine", "start")
        box.run("runtime", "install", "xgboost", "--version", ask(python, "library.py").splitlines()[1])
        ours = Endpoint(box, "beside")
        try:
            ours.deploy("blue", native(os.path.join(folder, "model.onnx"), "native"), "--all-traffic")
            header(f"An endpoint beside an automl job of {rows(100_000):,} rows on all cores")
            measure(wrk, box, ours, folder, 64, 0)
            measure(wrk, box, ours, folder, 8, 10)
        finally:
            ours.stop()


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
