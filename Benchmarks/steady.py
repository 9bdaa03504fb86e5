"""Whether callers notice: 64 connections ask an endpoint while a job trains, a version is deployed, a judged rollout takes
the traffic to it, and a rollback takes it back. No request may fail; the 99th percentile is told before, during and after.

AZMLINFSRV and WRK as in scoring.py; the peer's Python only trains the models.
"""
import os
import re
import subprocess
import sys
import threading
import time

from measure import Box, header, missing, program_at, row
from servers import BODY, HERE, Endpoint, native, scripted

SECONDS = int(os.environ.get("SECONDS_EACH", "5"))
# A job that keeps a core busy and logs, as training does.
TRAINING = """\
command: >-
  python3 -c "import time; end = time.time() + {seconds};
  exec('while time.time() < end: sum(range(100000)); print(time.time())')"
environment: azureml://registries/azureml/environments/sklearn-1.5/labels/latest
compute: azureml:local
"""
# The usual steps, in a hurry.
ROLLOUT = """\
interval: 1
steps:
  - {kind: mirror, weight: 10, min_samples: 50, min_time: PT2S, max_time: PT20S}
""" + "".join(
    f"  - {{kind: live, weight: {share}, min_samples: 50, min_time: PT1S, max_time: PT20S}}\n" for share in (1, 5, 25, 50, 100))


class Load:
    """wrk until it is asked for its figures; `pause` is the milliseconds that a connection waits between requests."""

    def __init__(self, wrk, box, side, seconds, connections=64, pause=0):
        script = box.write("steady.lua", "\n".join([
            'wrk.method = "POST"', f"wrk.body = [==[{BODY}]==]", 'wrk.headers["Content-Type"] = "application/json"',
            f'wrk.headers["Authorization"] = "Bearer {side.key}"',
            f"function delay() return {pause} end" if pause else ""]))
        self.process = subprocess.Popen(
            [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "30s", "-s", script, side.url], text=True,
            stdout=subprocess.PIPE)

    @property
    def is_running(self):
        return self.process.poll() is None

    def figures(self):
        text, _ = self.process.communicate()

        def share(percent):
            number, unit = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", text).groups()
            return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]

        failed = sum(int(count) for count in re.findall(r"Non-2xx or 3xx responses: (\d+)", text))
        failed += sum(int(count) for line in re.findall(r"Socket errors: (.*)", text) for count in re.findall(r"\d+", line))
        return {"requests": int(re.search(r"(\d+) requests in", text).group(1)), "failed": failed,
                "p50": share(50), "p99": share(99)}


def upheaval(box, ours, yaml, moved):
    """Everything that may happen beside a caller, one thing after the other."""
    train = box.write("training.yml", TRAINING.format(seconds=SECONDS * 4))
    box.run("job", "create", "--file", train)
    moved.append("a job trains")
    ours.deploy("green", yaml)
    moved.append("green deployed")
    green = ["--endpoint-name", ours.name, "--name", "green"]
    box.run("online-deployment", "rollout", *green, "--file", box.write("rollout.yml", ROLLOUT), "--watch")
    state = box.run("online-deployment", "rollout", *green, "--show", "--query", "state", "-o", "tsv").strip()
    if state != "promoted":
        raise RuntimeError(f"the rollout is {state}")
    moved.append("green promoted")
    box.run("online-endpoint", "rollback", "--name", ours.name)
    moved.append("rolled back")
    box.run("online-endpoint", "update", "--name", ours.name, "--traffic", "blue=100 green=0")
    time.sleep(1)


def measure(wrk, box, kind, yaml):
    ours = Endpoint(box, "steady-" + kind.split()[0].lower().strip(","))
    try:
        ours.deploy("blue", yaml, "--all-traffic")
        Load(wrk, box, ours, 2).figures()
        before = Load(wrk, box, ours, SECONDS).figures()
        moved, problems = [], []
        load = Load(wrk, box, ours, SECONDS * 6)

        def work():
            try:
                upheaval(box, ours, yaml, moved)
            except (RuntimeError, subprocess.CalledProcessError) as error:
                problems.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        if problems or not load.is_running:
            load.process.kill()
            raise RuntimeError(f"after {moved}: {problems or 'the load ended before the changes did'}")
        during = load.figures()
        after = Load(wrk, box, ours, SECONDS).figures()
    finally:
        ours.stop()
    failed = before["failed"] + during["failed"] + after["failed"]
    total = before["requests"] + during["requests"] + after["requests"]
    row(f"{kind}: p99 before, during, after", f"{before['p99']:.1f} ms, {during['p99']:.1f} ms, {after['p99']:.1f} ms")
    row("… failed requests", f"{failed} of {total:,}", target="0", met=failed == 0)


def main(programs):
    wrk, program = program_at("WRK", "wrk"), program_at("AZMLINFSRV", "azmlinfsrv")
    if wrk is None or program is None:
        missing("steady", "wrk" if wrk is None else "azmlinfsrv (AZMLINFSRV=path/to/azmlinfsrv)", "all rows are skipped")
        return
    python = os.path.join(os.path.dirname(os.path.abspath(program)), "python")
    with Box(programs) as box:
        model = os.path.join(box.root, "model")
        os.makedirs(model)
        subprocess.run([python, os.path.join(HERE, "train.py"), model], check=True)
        header("64 connections while a job trains, a version is deployed, rolled out and rolled back")
        measure(wrk, box, "model alone", native(os.path.join(model, "model.onnx")))
        measure(wrk, box, "script, 2 workers", scripted(box, model, 2))


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
