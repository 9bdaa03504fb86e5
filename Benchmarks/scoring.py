"""Scoring with Python workers, against azureml-inference-server-http with the same script, model and packages.

Needs wrk, and PyPI for the peer. `wrk` and both servers share the box, so only the ratio means something.
"""
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

from measure import Box, have, header, in_turn, row

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scoring")
PACKAGES = ["scikit-learn==1.5.0", "joblib==1.4.2", "numpy==2.0.1"]
PEER = "azureml-inference-server-http==1.5.1"
BODY = '{"data": [[5.1, 3.5, 1.4, 0.2], [6.2, 3.4, 5.4, 2.3]]}'
SECONDS = 5


def make_peer(box):
    """A virtual environment with the peer and the script's packages; its Python is the other side's model too."""
    folder = os.path.join(box.root, "peer")
    if have("uv"):
        subprocess.run(["uv", "venv", "-q", "--python", "3.11", folder], check=True)
        install = ["uv", "pip", "install", "-q", "--compile-bytecode", "--python", folder + "/bin/python"]
    else:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        install = [folder + "/bin/pip", "install", "-q"]
    subprocess.run(install + PACKAGES + [PEER], check=True)
    return folder


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Peer:
    """The inference server, as its documentation starts it."""

    def __init__(self, box, folder, model, workers):
        self.port = free_port()
        environment = dict(
            os.environ, AZUREML_MODEL_DIR=model, WORKER_COUNT=str(workers), OMP_NUM_THREADS="1",
            OPENBLAS_NUM_THREADS="1", PATH=folder + "/bin:" + os.environ["PATH"])
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.log = open(os.path.join(box.root, "peer.log"), "ab")
        self.process = subprocess.Popen(
            ["azmlinfsrv", "--entry_script", os.path.join(HERE, "src", "score.py"), "--port", str(self.port)],
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
  OMP_NUM_THREADS: "1"
  OPENBLAS_NUM_THREADS: "1"
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


def load(box, side, connections):
    """Requests a second; anything but 200 spoils the run."""
    script = box.write("score.lua", "\n".join([
        'wrk.method = "POST"', f"wrk.body = [[{BODY}]]", 'wrk.headers["Content-Type"] = "application/json"',
        f'wrk.headers["Authorization"] = "Bearer {side.key}"']))
    text = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "-s", script, side.url], check=True, text=True,
        stdout=subprocess.PIPE).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise RuntimeError(text)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))


def alone(folder, model):
    environment = dict(os.environ, AZUREML_MODEL_DIR=model, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    return float(subprocess.run(
        [folder + "/bin/python", os.path.join(HERE, "alone.py"), os.path.join(HERE, "src"), BODY], env=environment,
        check=True, text=True, stdout=subprocess.PIPE).stdout)


def main():
    if not have("wrk"):
        print("scoring: install wrk (apt-get install wrk) to run this benchmark", file=sys.stderr)
        return
    with Box(sys.argv[1]) as box:
        folder = make_peer(box)
        model = os.path.join(box.root, "model")
        os.makedirs(model)
        subprocess.run(
            [folder + "/bin/python", os.path.join(HERE, "train.py"), model + "/model.joblib"], check=True)
        header("Scoring (Python workers, 2 rows a request)")
        limit = in_turn({"run() alone": lambda: alone(folder, model)})["run() alone"]
        for workers, connections, wanted in ((1, 8, 5.0), (2, 32, 4.0)):
            ours, peer = Ours(box, model, workers), Peer(box, folder, model, workers)
            try:
                check(ours)
                check(peer)
                sides = {"ours": ours, "peer": peer}
                for side in sides.values():
                    load(box, side, connections)
                found = in_turn({
                    name: lambda side=side: load(box, side, connections) for name, side in sides.items()})
            finally:
                ours.stop()
                peer.stop()
            ratio = found["ours"] / found["peer"]
            row(f"{workers} worker{'s' if workers > 1 else ''}, c={connections}", f"{found['ours']:,.0f}/s",
                f"{found['peer']:,.0f}/s azmlinfsrv 1.5.1 ({ratio:.1f}×)", f"{limit:,.0f}/s a core, run() alone",
                f"≥ {wanted:g}× azmlinfsrv", ratio >= wanted)


if __name__ == "__main__":
    main()
