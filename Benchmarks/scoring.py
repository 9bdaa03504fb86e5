"""Scoring with Python workers, against azureml-inference-server-http with the same script, model and packages.

AZMLINFSRV names the peer's program in a virtual environment that has the packages below too (default: on the path); its
Python trains the model. `wrk` and both servers share the box, so only ratios and processor time mean something.
"""
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

from measure import Box, children, header, in_turn, missing, processor_seconds, program_at, row

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scoring")
PACKAGES = ["scikit-learn==1.5.0", "joblib==1.4.2", "numpy==2.0.1"]
BODY = '{"data": [[5.1, 3.5, 1.4, 0.2], [6.2, 3.4, 5.4, 2.3]]}'
SECONDS = int(os.environ.get("SECONDS_EACH", "5"))
# One thread of numpy a worker on both sides, or they fight for the cores.
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Peer:
    """The inference server, as its documentation starts it."""

    def __init__(self, box, program, model, workers):
        self.port = free_port()
        environment = dict(
            os.environ, AZUREML_MODEL_DIR=model, WORKER_COUNT=str(workers), **THREADS,
            PATH=os.path.dirname(program) + ":" + os.environ["PATH"])
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.log = open(os.path.join(box.root, "peer.log"), "ab")
        self.process = subprocess.Popen(
            [program, "--entry_script", os.path.join(HERE, "src", "score.py"), "--port", str(self.port)],
            env=environment, cwd=box.root, stdout=self.log, stderr=self.log, start_new_session=True)
        self.url = f"http://127.0.0.1:{self.port}/score"
        self.key = "none"
        wait_for(f"http://127.0.0.1:{self.port}/")

    def stop(self):
        os.killpg(self.process.pid, 15)
        self.process.wait()
        self.log.close()


class Ours:
    """An endpoint with one deployment, made by the command line from YAML."""

    def __init__(self, box, model, workers):
        self.box, self.name = box, f"bench-{workers}w"
        src = os.path.join(HERE, "src")
        conda = box.write("conda.yml", "dependencies:\n  - python=3.11\n  - pip\n  - pip:\n"
                          + "".join(f"      - {package}\n" for package in PACKAGES))
        endpoint = box.write("endpoint.yml", f"name: {self.name}\nauth_mode: key\n")
        deployment = box.write("deployment.yml", f"""\
name: blue
endpoint_name: {self.name}
model:
  name: bench-iris
  version: {workers}
  type: custom_model
  path: {model}/model.joblib
code_configuration:
  code: {src}
  scoring_script: score.py
environment:
  image: bench
  conda_file: {conda}
environment_variables:
{chr(10).join(f'  {name}: "{value}"' for name, value in THREADS.items())}
instance_type: Standard_DS2_v2
instance_count: {workers}
request_settings:
  max_concurrent_requests_per_instance: 64
""")
        box.run("online-endpoint", "create", "--file", endpoint)
        box.run("online-deployment", "create", "--file", deployment, "--all-traffic")
        self.url = json.loads(box.run("online-endpoint", "show", "--name", self.name, "-o", "json"))["scoring_uri"]
        credentials = box.run("online-endpoint", "get-credentials", "--name", self.name, "-o", "json")
        self.key = json.loads(credentials)["primaryKey"]
        self.engine = int(box.run("engine", "status", "--query", "pid", "-o", "tsv"))

    def processor_seconds(self):
        """Of the engine, and of its workers."""
        return processor_seconds(self.engine), sum(processor_seconds(child) for child in children(self.engine))

    def stop(self):
        self.box.run("online-endpoint", "delete", "--name", self.name, "--yes")


def wait_for(url):
    end = time.monotonic() + 120
    while True:
        try:
            return urllib.request.urlopen(url, timeout=5).read()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def check(side):
    """Both sides must answer, and the same."""
    request = urllib.request.Request(side.url, BODY.encode(), {
        "Content-Type": "application/json", "Authorization": "Bearer " + side.key})
    answer = json.load(urllib.request.urlopen(request, timeout=60))
    if answer != {"predictions": [0, 2]}:
        raise RuntimeError(f"{side.url} answered {answer}")


def load(wrk, box, side, connections):
    """Requests, and requests a second; anything but 200 spoils the run."""
    script = box.write("score.lua", "\n".join([
        'wrk.method = "POST"', f"wrk.body = [==[{BODY}]==]", 'wrk.headers["Content-Type"] = "application/json"',
        f'wrk.headers["Authorization"] = "Bearer {side.key}"']))
    text = subprocess.run(
        [wrk, "-t1", f"-c{connections}", f"-d{SECONDS}s", "-s", script, side.url], check=True, text=True,
        stdout=subprocess.PIPE).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise RuntimeError(text)
    return int(re.search(r"(\d+) requests in", text).group(1)), float(
        re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))


def alone(python, model):
    """Calls of run() a second of processor time: the limit of any server around it."""
    environment = dict(os.environ, AZUREML_MODEL_DIR=model, **THREADS)
    return float(subprocess.run(
        [python, os.path.join(HERE, "alone.py"), os.path.join(HERE, "src"), BODY], env=environment, check=True,
        text=True, stdout=subprocess.PIPE).stdout)


def compare(wrk, box, program, model, limit, workers, connections, wanted):
    ours, peer = Ours(box, model, workers), Peer(box, program, model, workers)
    cost = []
    try:
        sides = {"ours": ours, "peer": peer}
        for side in sides.values():
            check(side)
            load(wrk, box, side, connections)

        def measured():
            before = ours.processor_seconds()
            requests, rate = load(wrk, box, ours, connections)
            cost.append([(now - then) / requests for now, then in zip(ours.processor_seconds(), before)])
            return rate

        found = in_turn({"ours": measured, "peer": lambda: load(wrk, box, peer, connections)[1]})
    finally:
        ours.stop()
        peer.stop()
    ratio = found["ours"] / found["peer"]
    name = f"{workers} worker{'s' if workers > 1 else ''}, c={connections}"
    row(name, f"{found['ours']:,.0f}/s", f"{found['peer']:,.0f}/s azmlinfsrv 1.5.1 ({ratio:.1f}×)",
        f"{limit:,.0f}/s a core, run() alone", f"≥ {wanted:g}× azmlinfsrv", ratio >= wanted)
    engine, worker = (sorted(figures)[len(figures) // 2] * 1e6 for figures in zip(*cost))
    beside = engine + worker - 1e6 / limit
    row(f"{name}: processor time a request beside run()", f"{beside:.0f} µs (engine {engine:.0f}, worker {worker:.0f})",
        limit=f"{1e6 / limit:.0f} µs, run() alone", target="≤ 50 µs", met=beside <= 50)


def main(programs):
    wrk, program = program_at("WRK", "wrk"), program_at("AZMLINFSRV", "azmlinfsrv")
    if wrk is None or program is None:
        missing("scoring", "wrk" if wrk is None else "azmlinfsrv (AZMLINFSRV=path/to/azmlinfsrv)", "all rows are skipped")
        return
    program = os.path.abspath(program)
    python = os.path.join(os.path.dirname(program), "python")
    with Box(programs) as box:
        model = os.path.join(box.root, "model")
        os.makedirs(model)
        subprocess.run([python, os.path.join(HERE, "train.py"), model + "/model.joblib"], check=True)
        header("Scoring (Python workers, 2 rows a request)")
        limit = in_turn({"run() alone": lambda: alone(python, model)})["run() alone"]
        compare(wrk, box, program, model, limit, workers=1, connections=8, wanted=5.0)
        compare(wrk, box, program, model, limit, workers=2, connections=32, wanted=4.0)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
