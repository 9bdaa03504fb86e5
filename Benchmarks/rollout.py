"""Rollouts of deployments that misbehave on purpose, and of unchanged ones: what is caught, and before which share.

Real engine, real deployments, short steps. ROLLOUT_RUNS is how often each of the eight faults is rolled out (3),
ROLLOUT_SAME how often an unchanged model is (3), ROLLOUT_BESIDE how many run at once (2), ROLLOUT_RATE the requests a
second that each endpoint gets (60), ROLLOUT_FAULTS which faults (all).
"""
import collections
import concurrent.futures
import http.client
import json
import os
import random
import sys
import threading
import time
import urllib.parse

from measure import Box, header, row

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rollout")
FAULTS = ["errors", "slow", "crash", "memory", "wrong", "hang", "schema", "traffic"]
RUNS = int(os.environ.get("ROLLOUT_RUNS", "3"))
SAME = int(os.environ.get("ROLLOUT_SAME", "3"))
BESIDE = int(os.environ.get("ROLLOUT_BESIDE", "2"))
RATE = float(os.environ.get("ROLLOUT_RATE", "60"))
PLAN = """\
steps:
  - {kind: mirror, weight: 30, min_samples: 60, min_time: 4, max_time: 20}
  - {kind: live, weight: 5, min_samples: 40, min_time: 3, max_time: 30}
  - {kind: live, weight: 25, min_samples: 60, min_time: 3, max_time: 20}
  - {kind: live, weight: 50, min_samples: 60, min_time: 3, max_time: 20}
  - {kind: live, weight: 100}
interval: 1
limits: {latency_budget_ms: 20}
sticky_header: x-user
"""


class Load:
    """Requests at a steady rate on a few connections; counts what was answered by whom."""

    def __init__(self, uri, key, rate, connections=8):
        self.place, self.key = urllib.parse.urlsplit(uri), key
        self.statuses, self.by, self.lock = collections.Counter(), collections.Counter(), threading.Lock()
        self.stopping = threading.Event()
        pause = connections / rate if rate else None
        self.threads = [threading.Thread(target=self.ask, args=(pause,), daemon=True) for _ in range(connections)]
        for thread in self.threads if pause else []:
            thread.start()

    def ask(self, pause):
        connection = http.client.HTTPConnection(self.place.hostname, self.place.port, timeout=30)
        luck = random.Random()
        while not self.stopping.wait(luck.expovariate(1 / pause)):
            body = json.dumps({"data": [luck.randrange(100) for _ in range(4)]})
            headers = {
                "Authorization": "Bearer " + self.key, "Content-Type": "application/json",
                "x-user": str(luck.randrange(100_000))}
            try:
                connection.request("POST", self.place.path, body, headers)
                answer = connection.getresponse()
                answer.read()
                status, by = answer.status, answer.headers.get("azureml-model-deployment", "")
            except (OSError, http.client.HTTPException):
                connection.close()
                status, by = 0, ""
            with self.lock:
                self.statuses[status] += 1
                self.by[by] += 1

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            if thread.is_alive():
                thread.join()
        return sum(count for status, count in self.statuses.items() if not 200 <= status < 300)


class Endpoint:
    """Blue, which is well, with all traffic; green is made anew for every rollout."""

    def __init__(self, box, number):
        self.box, self.name = box, f"rollout-{number}"
        self.plan = box.write("plan.yml", PLAN)
        box.run("online-endpoint", "create", "--file", box.write(f"{self.name}.yml", f"name: {self.name}\nauth_mode: key\n"))
        self.deploy("blue", "none", "--all-traffic")
        self.uri = self.show("online-endpoint", "show", "--name", self.name)["scoring_uri"]
        self.key = self.show("online-endpoint", "get-credentials", "--name", self.name)["primaryKey"]

    def show(self, *arguments, check=True):
        return json.loads(self.box.run(*arguments, "-o", "json", check=check) or "null")

    def deploy(self, name, fault, *flags):
        file = self.box.write(f"{self.name}-{name}.yml", f"""\
name: {name}
endpoint_name: {self.name}
code_configuration: {{code: {HERE}, scoring_script: score.py}}
environment: {{image: python}}
environment_variables: {{FAULT: {fault}}}
instance_type: Standard_DS2_v2
instance_count: 1
request_settings: {{request_timeout_ms: 1500, max_concurrent_requests_per_instance: 100}}
""")
        self.box.run("online-deployment", "create", "--file", file, *flags)

    def roll_out(self, fault):
        """How a rollout of a deployment with the fault ended: state, live share then, seconds, failed requests."""
        green = ("--name", "green", "--endpoint-name", self.name)
        self.deploy("green", fault)
        load = Load(self.uri, self.key, 0 if fault == "traffic" else RATE)
        begin = time.monotonic()
        self.box.run("online-deployment", "rollout", *green, "--file", self.plan)
        share = 0
        while True:
            report = self.show("online-deployment", "rollout", *green, "--show")
            if report["state"] not in ("checking", "running"):
                break
            time.sleep(0.5)
        step = report["steps"][min(report["step"], len(report["steps"])) - 1]
        share = step["weight"] if step["kind"] == "live" else 0
        elapsed = time.monotonic() - begin
        failed = load.stop()
        if report["state"] == "held":
            self.box.run("online-deployment", "rollout", *green, "--abort")
        self.box.run("online-endpoint", "update", "--name", self.name, "--traffic", "blue=100", check=False)
        self.box.run("online-deployment", "delete", *green, "--yes")
        return report["state"], share, elapsed, failed, sum(load.statuses.values()), report.get("reason") or ""


def caught(outcome):
    return outcome[0] in ("rolled_back", "held") and outcome[1] < 25


def main(programs):
    faults = os.environ.get("ROLLOUT_FAULTS", " ".join(FAULTS)).split()
    jobs = [fault for fault in faults for _ in range(RUNS)] + ["none"] * SAME
    random.Random(1).shuffle(jobs)
    outcomes = collections.defaultdict(list)
    with Box(programs) as box:
        endpoints = [Endpoint(box, number) for number in range(BESIDE)]
        idle, lock = list(endpoints), threading.Lock()

        def one(fault):
            with lock:
                endpoint = idle.pop()
            try:
                outcome = endpoint.roll_out(fault)
            finally:
                with lock:
                    idle.append(endpoint)
            print(f"rollout: {fault}: {outcome}", file=sys.stderr, flush=True)
            outcomes[fault].append(outcome)

        with concurrent.futures.ThreadPoolExecutor(BESIDE) as pool:
            list(pool.map(one, jobs))

    header("Rollouts: caught before 25 % of the traffic, mean seconds, failed of all requests")
    total = met = 0
    for fault in faults:
        found = outcomes[fault]
        good = sum(map(caught, found))
        total, met = total + len(found), met + good
        row(f"fault: {fault}", figures(found, f"{good} of {len(found)}"), target="≥ 95 %", met=good >= 0.95 * len(found))
    if total:
        row("all faults", f"{met} of {total}", target="≥ 95 %", met=met >= 0.95 * total)
    same = outcomes["none"]
    if same:
        false = sum(outcome[0] == "rolled_back" for outcome in same)
        promoted = sum(outcome[0] == "promoted" for outcome in same)
        row("unchanged model: promoted", figures(same, f"{promoted} of {len(same)}"))
        row("unchanged model: rolled back", f"{false} of {len(same)}", target="≤ 1 in 100", met=false <= max(1, len(same) // 100))


def figures(outcomes, text):
    seconds = sum(outcome[2] for outcome in outcomes) / max(1, len(outcomes))
    failed, asked = (sum(outcome[index] for outcome in outcomes) for index in (3, 4))
    return f"{text}, {seconds:.0f} s, {failed} of {asked} failed"


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    main(sys.argv[1])
