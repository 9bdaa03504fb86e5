"""No-op jobs: latency and rate, against task-spooler, GNU parallel and xargs; and how fast a log is kept."""
import http.client
import json
import os
import socket
import subprocess
import sys
import time

from measure import Box, header, in_turn, milliseconds, missing, program_at, row, seconds


class Engine:
    """The control API over its socket, as a front end that stays speaks to it."""

    def __init__(self, path):
        self.connection = http.client.HTTPConnection("atelier")
        self.connection.sock = socket.socket(socket.AF_UNIX)
        self.connection.sock.connect(path)

    def call(self, method, path, body=None):
        self.connection.request(method, path, json.dumps(body) if body is not None else None)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:300]}")
        return json.loads(content) if content else None


def specification(command):
    return {
        "tags": {}, "properties": {},
        "work": {"command": {"_0": {
            "command": command, "environment": {"inline": {"_0": {"image": "python", "tags": {}}}},
            "inputs": {}, "outputs": {}, "environmentVariables": {}, "resources": {"instanceCount": 1},
            "strictEnvironment": False}}}}


def main(programs):
    with Box(programs) as box:
        box.run("engine", "start")
        engine = Engine(box.run("engine", "status", "--query", "socket", "-o", "tsv"))
        jobs = "/v1/workspaces/default/jobs"

        def noop():
            name = engine.call("POST", jobs, specification("true"))["name"]
            job = engine.call("GET", f"{jobs}/{name}/wait?seconds=60")
            assert job["status"] == "Completed", job

        def many(count):
            names = [engine.call("POST", jobs, specification("true"))["name"] for _ in range(count)]
            for name in names:
                while engine.call("GET", f"{jobs}/{name}/wait?seconds=60")["status"] not in (
                        "Completed", "Failed", "Canceled"):
                    pass

        header("Jobs")
        for _ in range(5):
            noop()
        sides = {"ours": lambda: seconds(noop), "limit": lambda: seconds(
            lambda: subprocess.run(["bash", "-c", "echo hi"], stdout=subprocess.DEVNULL))}
        spooler = program_at("TSP", "tsp")
        queue = dict(os.environ, TS_SOCKET=box.root + "/spooler")
        if spooler:
            sides["peer"] = lambda: seconds(lambda: subprocess.run(
                f"{spooler} -w $({spooler} true)", shell=True, env=queue, stdout=subprocess.DEVNULL))
        else:
            missing("jobs", "task-spooler (tsp)", "the latency has no peer")
        figures = in_turn(sides, rounds=25)
        if spooler:
            subprocess.run([spooler, "-K"], env=queue)
        row("no-op job, submit to final", milliseconds(figures["ours"]),
            f"{milliseconds(figures['peer'])} (task-spooler)" if "peer" in figures else "",
            f"{milliseconds(figures['limit'])} (bash -c)", "≤ 40 ms", figures["ours"] <= 0.04)

        count = 300
        rate = count / seconds(lambda: many(count))
        limit = count / seconds(lambda: subprocess.run(
            f"seq {count} | xargs -P2 -n1 bash -c true", shell=True, stdout=subprocess.DEVNULL))
        parallel, peer = program_at("PARALLEL_PROGRAM", "parallel"), ""
        if parallel:
            peer = count / seconds(lambda: subprocess.run(
                f"seq {count} | {parallel} -j2 true", shell=True, stdout=subprocess.DEVNULL))
            peer = f"{peer:.0f}/s (GNU parallel)"
        else:
            missing("jobs", "GNU parallel", "the rate has no peer")
        row(f"{count} no-op jobs", f"{rate:.0f}/s", peer, f"{limit:.0f}/s (xargs -P2)", "≥ 150/s", rate >= 150)

        lines = 1_000_000
        command = f"awk 'BEGIN{{for(i=0;i<{lines};i++)print \"a line of a log that is about as long as lines are\", i}}'"
        start = time.perf_counter()
        name = engine.call("POST", jobs, specification(command))["name"]
        reading = subprocess.run(
            [box.atelier, "job", "stream", "--name", name], env=box.environment, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        elapsed = time.perf_counter() - start
        assert reading.stdout.count(b"a line of a log") == lines
        alone = seconds(lambda: subprocess.run(command, shell=True, stdout=subprocess.DEVNULL))
        row("log of 1 M lines: job, engine, reader", f"{lines / elapsed / 1000:.0f} k lines/s", "",
            f"{lines / alone / 1000:.0f} k lines/s (awk alone)", "≥ 500 k lines/s", lines / elapsed >= 500_000)


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    main(sys.argv[1])
