"""The sides of the scoring benchmarks: an endpoint of ours, azureml-inference-server-http, and nginx with a fixed answer."""
import http.client
import json
import os
import socket
import subprocess
import time
import urllib.parse
import urllib.request

from measure import children, processor_seconds

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scoring")
PACKAGES = ["scikit-learn==1.5.0", "joblib==1.4.2", "numpy==2.0.1"]
# One thread of numpy a worker on both sides, or they fight for the cores.
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(url):
    end = time.monotonic() + 120
    while True:
        try:
            return urllib.request.urlopen(url, timeout=5).read()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


class Peer:
    """The inference server, as its documentation starts it."""
    key = "none"

    def __init__(self, box, program, model, workers=1, script=os.path.join("src", "score.py")):
        self.port = free_port()
        environment = dict(
            os.environ, AZUREML_MODEL_DIR=model, WORKER_COUNT=str(workers), **THREADS,
            PATH=os.path.dirname(program) + ":" + os.environ["PATH"])
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.log = open(os.path.join(box.root, "peer.log"), "ab")
        start = time.perf_counter()
        self.process = subprocess.Popen(
            [program, "--entry_script", os.path.join(HERE, script), "--port", str(self.port)],
            env=environment, cwd=box.root, stdout=self.log, stderr=self.log, start_new_session=True)
        self.url = f"http://127.0.0.1:{self.port}/score"
        wait_for(f"http://127.0.0.1:{self.port}/")
        self.seconds = time.perf_counter() - start

    def stop(self):
        os.killpg(self.process.pid, 15)
        self.process.wait()
        self.log.close()


class Nginx:
    """One process of nginx that answers every request with the same few bytes: the limit of a server on this box."""
    key = "none"

    def __init__(self, box, program):
        port = free_port()
        folder = os.path.join(box.root, "nginx")
        os.makedirs(folder)
        configuration = box.write("nginx.conf", f"""\
daemon off; master_process off; worker_processes 1; error_log stderr crit; pid {folder}/pid;
events {{ worker_connections 1024; }}
http {{
    access_log off; keepalive_requests 1000000000; client_body_temp_path {folder}; proxy_temp_path {folder};
    fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder}; default_type application/json;
    server {{ listen 127.0.0.1:{port}; location / {{ return 200 '{{"predictions": [0, 2]}}'; }} }}
}}
""")
        self.url = f"http://127.0.0.1:{port}/score"
        self.process = subprocess.Popen([program, "-p", folder, "-c", configuration], cwd=box.root)
        wait_for(self.url)

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Endpoint:
    """One of ours, made by the command line from YAML."""

    def __init__(self, box, name):
        self.box, self.name = box, name
        box.run("online-endpoint", "create", "--file", box.write("endpoint.yml", f"name: {name}\nauth_mode: key\n"))
        self.url = json.loads(box.run("online-endpoint", "show", "--name", name, "-o", "json"))["scoring_uri"]
        credentials = box.run("online-endpoint", "get-credentials", "--name", name, "-o", "json")
        self.key = json.loads(credentials)["primaryKey"]
        self.engine = int(box.run("engine", "status", "--query", "pid", "-o", "tsv"))

    def deploy(self, name, yaml, *flags):
        """From the command's start to the first 200, in seconds."""
        file = self.box.write(f"{name}.yml", f"name: {name}\nendpoint_name: {self.name}\n{yaml}")
        start = time.perf_counter()
        command = subprocess.Popen(
            [self.box.atelier, "online-deployment", "create", "--file", file, *flags], env=self.box.environment,
            cwd=self.box.root, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            seconds = self.first_answer(name, command) - start
            output, _ = command.communicate()
            if command.returncode:
                raise RuntimeError(output)
        finally:
            command.kill()
            command.wait()
        return seconds

    def first_answer(self, deployment, command):
        parts = urllib.parse.urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=120)
        headers = {"Content-Type": "application/json", "Authorization": "Bearer " + self.key,
                   "azureml-model-deployment": deployment}
        while True:
            connection.request("POST", parts.path, BODY, headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status == 200:
                return time.perf_counter()
            if command.poll():
                raise RuntimeError(command.stdout.read())
            time.sleep(0.001)

    def processor_seconds(self):
        """Of the engine, and of its workers."""
        return processor_seconds(self.engine), sum(processor_seconds(child) for child in children(self.engine))

    def remove(self, deployment):
        self.box.run("online-deployment", "delete", "--endpoint-name", self.name, "--name", deployment, "--yes")

    def stop(self):
        self.box.run("online-endpoint", "delete", "--name", self.name, "--yes")


BODY = '{"data": [[5.1, 3.5, 1.4, 0.2], [6.2, 3.4, 5.4, 2.3]]}'


def scripted(box, model, workers):
    """A deployment of the lab's script."""
    conda = box.write("conda.yml", "dependencies:\n  - python=3.11\n  - pip\n  - pip:\n"
                      + "".join(f"      - {package}\n" for package in PACKAGES))
    return f"""\
model:
  name: bench-iris
  path: {model}/model.joblib
code_configuration:
  code: {os.path.join(HERE, "src")}
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
"""


def native(model, runtime="auto"):
    """A deployment of a model's file alone."""
    name = os.path.basename(model).replace(".", "-")
    return f"""\
model:
  name: bench-{name}
  path: {model}
runtime: {runtime}
instance_type: Standard_DS2_v2
request_settings:
  max_concurrent_requests_per_instance: 64
"""
