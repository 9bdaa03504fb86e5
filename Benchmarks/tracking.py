"""The tracking API against MLflow's own server: log_metric, log_batch, search, history. The same requests go to both.

MLFLOW names the peer's program (default: mlflow on the path); without one the peer's column stays empty.
"""
import contextlib
import json
import os
import selectors
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlsplit

from measure import Box, header, in_turn, milliseconds, missing, program_at, row

API = "/api/2.0/mlflow/"


class Connection:
    """One keep-alive connection, no more than a socket, so that the server is what is measured."""

    def __init__(self, uri, token):
        parts = urlsplit(uri)
        self.socket = socket.create_connection((parts.hostname, parts.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = f"Host: {parts.netloc}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        self.buffer = b""

    def send(self, method, path, body=b""):
        head = f"{method} {path} HTTP/1.1\r\n{self.head}Content-Length: {len(body)}\r\n\r\n"
        self.socket.sendall(head.encode() + body)

    def answer(self):
        """The next answer's body, or None while it is not whole."""
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = self.buffer[:end].lower()
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        if len(self.buffer) < end + 4 + length:
            return None
        body = self.buffer[end + 4:end + 4 + length]
        self.buffer = self.buffer[end + 4 + length:]
        if b" 200 " not in head[:20]:
            raise RuntimeError(body[:300])
        return body

    def receive(self):
        while (body := self.answer()) is None:
            self.fill()
        return body

    def fill(self):
        part = self.socket.recv(1 << 20)
        if not part:
            raise RuntimeError("the server hung up")
        self.buffer += part

    def call(self, method, path, fields=None):
        self.send(method, API + path, json.dumps(fields).encode() if fields is not None else b"")
        return json.loads(self.receive())


class Side:
    def __init__(self, uri, token):
        self.uri, self.token, self.step = uri, token, 0
        self.connection = Connection(uri, token)
        self.experiment = self.connection.call("POST", "experiments/create", {"name": "bench"})["experiment_id"]
        self.run = self.new_run()

    def reconnect(self):
        """MLflow's server hangs up on a connection that was idle while the other side was measured."""
        self.connection = Connection(self.uri, self.token)

    def new_run(self):
        run = self.connection.call("POST", "runs/create", {"experiment_id": self.experiment, "start_time": 1})
        return run["run"]["info"]["run_id"]

    def metric(self):
        self.step += 1
        return {"run_id": self.run, "key": "loss", "value": 0.5, "timestamp": 1700000000000 + self.step, "step": self.step}

    def one_by_one(self, limit=1.5):
        """The median seconds of one log_metric."""
        times, end = [], time.perf_counter() + limit
        while time.perf_counter() < end:
            start = time.perf_counter()
            self.connection.call("POST", "runs/log-metric", self.metric())
            times.append(time.perf_counter() - start)
        return statistics.median(times)

    def together(self, clients=64, limit=2.0):
        """log_metric a second from many clients at once."""
        selector, done = selectors.DefaultSelector(), 0
        for _ in range(clients):
            connection = Connection(self.uri, self.token)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send("POST", API + "runs/log-metric", json.dumps(self.metric()).encode())
        start = time.perf_counter()
        while time.perf_counter() - start < limit:
            for key, _ in selector.select(1):
                key.data.fill()
                if key.data.answer() is not None:
                    done += 1
                    key.data.send("POST", API + "runs/log-metric", json.dumps(self.metric()).encode())
        return done / (time.perf_counter() - start)

    def batches(self, limit=1.5):
        """Metrics a second by log_batch of 1,000; making the requests does not count."""
        sent, waited, start = 0, 0, time.perf_counter()
        while time.perf_counter() - start < limit:
            metrics = [dict(self.metric(), key=f"m{i % 10}") for i in range(1000)]
            body = json.dumps({"run_id": self.run, "metrics": metrics}).encode()
            begin = time.perf_counter()
            self.connection.send("POST", API + "runs/log-batch", body)
            self.connection.receive()
            waited += time.perf_counter() - begin
            sent += 1000
        return sent / waited

    def fill(self, runs, points):
        for number in range(runs):
            run = self.connection.call("POST", "runs/create", {"experiment_id": self.experiment, "start_time": number})
            self.connection.call("POST", "runs/log-batch", {
                "run_id": run["run"]["info"]["run_id"],
                "metrics": [{"key": f"m{i}", "value": number % 97 / 97, "timestamp": 1, "step": 0} for i in range(5)],
                "params": [{"key": f"p{i}", "value": str(number % (i + 2))} for i in range(5)]})
        self.long = self.new_run()
        for start in range(0, points, 1000):
            self.connection.call("POST", "runs/log-batch", {"run_id": self.long, "metrics": [
                {"key": "loss", "value": i / 7, "timestamp": i, "step": i} for i in range(start, start + 1000)]})

    def search(self):
        start = time.perf_counter()
        found = self.connection.call("POST", "runs/search", {
            "experiment_ids": [self.experiment], "filter": "metrics.m1 > 0.5 and params.p1 = '1'",
            "order_by": ["metrics.m2 DESC"], "max_results": 100})
        assert len(found["runs"]) == 100
        return time.perf_counter() - start

    def history(self):
        start, token, count = time.perf_counter(), "", 0
        while True:
            path = f"metrics/get-history?run_id={self.long}&metric_key=loss&max_results=25000"
            page = self.connection.call("GET", path + (f"&page_token={token}" if token else ""))
            count += len(page["metrics"])
            token = page.get("next_page_token")
            if not token:
                break
        assert count == 100_000, count
        return time.perf_counter() - start


def when_ready(uri):
    for _ in range(240):
        with contextlib.suppress(OSError, RuntimeError):
            return Side(uri, "none")
        time.sleep(0.5)
    raise RuntimeError("MLflow's server did not start")


@contextlib.contextmanager
def peer():
    """MLflow's server with one worker on a fresh SQLite file, or None."""
    program = program_at("MLFLOW", "mlflow")
    if program is None:
        missing("tracking", "mlflow (MLFLOW=path/to/mlflow)", "its column stays empty")
        yield None
        return
    folder = tempfile.mkdtemp(prefix="mlflow-bench-")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [program, "server", "--port", str(port), "--workers", "1", "--backend-store-uri", f"sqlite:///{folder}/m.db",
         "--artifacts-destination", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    try:
        yield when_ready(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def main(programs):
    runs = int(os.environ.get("RUNS", "10000"))
    with Box(programs) as box, peer() as other:
        settings = json.loads(box.run("env", "-o", "json"))
        sides = {"ours": Side(settings["MLFLOW_TRACKING_URI"], settings["MLFLOW_TRACKING_TOKEN"])}
        if other:
            sides["peer"] = other

        def compare(work, measure, show, target, isMet, rounds=5):
            def fresh(side):
                side.reconnect()
                return measure(side)

            figures = in_turn({name: (lambda side=side: fresh(side)) for name, side in sides.items()}, rounds)
            theirs = show(figures["peer"]) if "peer" in figures else ""
            row(work, show(figures["ours"]), theirs, target=target, met=isMet(figures["ours"]))

        header("Tracking (peer: MLflow's server, one worker)")
        rate = lambda value: f"{value:,.0f}/s"
        compare("log_metric, one client, p50", Side.one_by_one, milliseconds, "≤ 1 ms", lambda v: v <= 0.001)
        compare("log_metric, 64 clients", Side.together, rate, "≥ 5,000/s", lambda v: v >= 5000)
        compare("log_batch of 1,000, metrics", Side.batches, rate, "≥ 100,000/s", lambda v: v >= 100_000)
        for side in sides.values():
            side.reconnect()
            side.fill(runs, 100_000)
        compare(f"search {runs:,} runs, page of 100", Side.search, milliseconds, "≤ 10 ms", lambda v: v <= 0.01)
        compare("history of 100,000 points", Side.history, milliseconds, "≤ 300 ms", lambda v: v <= 0.3)


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    main(sys.argv[1])
