"""Scoring by Python workers and by threads of the engine, against azureml-inference-server-http with an equivalent model
and nginx with a fixed answer.

AZMLINFSRV names the peer's program in a virtual environment that has the packages below too (default: on the path); its
Python trains the models. `wrk` and both servers share the box, so only ratios and processor time mean something.
"""
import json
import os
import re
import subprocess
import sys
import time
import urllib.request

from measure import Box, header, in_turn, milliseconds, missing, program_at, row
from servers import BODY, HERE, THREADS, Endpoint, Nginx, Peer, native, scripted

SECONDS = int(os.environ.get("SECONDS_EACH", "5"))
THOUSAND = json.dumps({"data": [[5.1 + number % 7 / 10, 3.5, 1.4, 0.2] for number in range(1000)]})


def check(side, body=BODY, rows=2):
    """Every side must answer, with a class a row."""
    request = urllib.request.Request(side.url, body.encode(), {
        "Content-Type": "application/json", "Authorization": "Bearer " + side.key})
    answer = json.load(urllib.request.urlopen(request, timeout=60))
    found = answer["predictions"] if isinstance(answer, dict) else answer
    if len(found) != rows or (rows == 2 and found != [0, 2]):
        raise RuntimeError(f"{side.url} answered {answer}")


def load(wrk, box, side, connections, body=BODY):
    """Requests, and requests a second; anything but 200 spoils the run."""
    script = box.write("score.lua", "\n".join([
        'wrk.method = "POST"', f"wrk.body = [==[{body}]==]", 'wrk.headers["Content-Type"] = "application/json"',
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


def scripts(wrk, box, program, model, limit, workers, connections, wanted):
    """The same script on both sides."""
    ours, peer = Endpoint(box, f"bench-{workers}w"), Peer(box, program, model, workers)
    ours.deploy("blue", scripted(box, model, workers), "--all-traffic")
    cost = []
    try:
        for side in (ours, peer):
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
    name = f"script, {workers} worker{'s' if workers > 1 else ''}, c={connections}"
    row(name, f"{found['ours']:,.0f}/s", f"{found['peer']:,.0f}/s azmlinfsrv 1.5.1 ({ratio:.1f}×)",
        f"{limit:,.0f}/s a core, run() alone", f"≥ {wanted:g}× azmlinfsrv", ratio >= wanted)
    engine, worker = (sorted(figures)[len(figures) // 2] * 1e6 for figures in zip(*cost))
    beside = engine + worker - 1e6 / limit
    row(f"{name}: processor time a request beside run()", f"{beside:.0f} µs (engine {engine:.0f}, worker {worker:.0f})",
        limit=f"{1e6 / limit:.0f} µs, run() alone", target="≤ 50 µs", met=beside <= 50)


def engines(wrk, box, program, nginx, model):
    """Models without a script against the peer's script with the same model, scored as Python scores it."""
    kinds = {"linear, our own": ("model.onnx", "native", "src/score.py"),
             "ONNX Runtime": ("model.onnx", "onnx", "peers/onnx.py"), "XGBoost": ("model.ubj", "xgboost", "peers/xgb.py")}
    ours = Endpoint(box, "bench-native")
    fixed = Nginx(box, nginx) if nginx else None
    try:
        for kind, (file, runtime, script) in kinds.items():
            ours.deploy("blue", native(os.path.join(model, file), runtime), "--all-traffic")
            peer = Peer(box, program, model, script=script)
            try:
                compare(wrk, box, kind, ours, peer, fixed)
            finally:
                peer.stop()
    finally:
        for side in (ours, fixed):
            if side:
                side.stop()


def compare(wrk, box, kind, ours, peer, fixed):
    check(ours)
    sides = {"ours": lambda: load(wrk, box, ours, 32)[1], "peer": lambda: load(wrk, box, peer, 32)[1]}
    if fixed:
        sides["nginx"] = lambda: load(wrk, box, fixed, 32)[1]
    found = in_turn(sides)
    ratio = found["ours"] / found["peer"]
    row(f"{kind}, c=32", f"{found['ours']:,.0f}/s", f"{found['peer']:,.0f}/s azmlinfsrv 1.5.1 ({ratio:.1f}×)",
        target="≥ 30× azmlinfsrv", met=ratio >= 30)
    if fixed:
        share = found["ours"] / found["nginx"]
        row("… of nginx with a fixed answer", f"{share:.2f}×", limit=f"{found['nginx']:,.0f}/s nginx",
            target="≥ 0.5×", met=share >= 0.5)
    check(ours, THOUSAND, 1000)
    found = in_turn({"ours": lambda: load(wrk, box, ours, 8, THOUSAND)[1],
                     "peer": lambda: load(wrk, box, peer, 8, THOUSAND)[1]})
    ratio = found["ours"] / found["peer"]
    row(f"{kind}, 1,000 rows, c=8", f"{found['ours']:,.0f}/s", f"{found['peer']:,.0f}/s azmlinfsrv ({ratio:.1f}×)",
        target="≥ 20× azmlinfsrv", met=ratio >= 20)


def deployments(box, program, model):
    """From the command to the first 200."""
    ours = Endpoint(box, "bench-deploy")
    script = scripted(box, model, 1)
    try:
        cold, warm, quick = [], [], []
        for number in range(5):
            # What knows the environment already is gone with the engine, and no other deployment starts with it.
            box.run("engine", "stop")
            box.run("engine", "start")
            cold.append(ours.deploy("cold", script))
            time.sleep(3)
            warm.append(ours.deploy("warm", script))
            quick.append(ours.deploy("quick", native(os.path.join(model, "model.onnx"))))
            for name in ("cold", "warm", "quick"):
                ours.remove(name)
        peer = Peer(box, program, model)
        peer.stop()
    finally:
        ours.stop()
    def median(values):
        return sorted(values)[len(values) // 2]
    row("deploy: command to first 200, model alone", milliseconds(median(quick)), target="≤ 100 ms",
        met=median(quick) <= 0.1)
    row("… a script, nothing warm but the environment", milliseconds(median(cold)),
        f"{milliseconds(peer.seconds)} azmlinfsrv, start to healthy", target="≤ 2 s", met=median(cold) <= 2)
    row("… a script, from the environment's template", milliseconds(median(warm)), target="≤ 100 ms",
        met=median(warm) <= 0.1)


def main(programs):
    wrk, program, nginx = program_at("WRK", "wrk"), program_at("AZMLINFSRV", "azmlinfsrv"), program_at("NGINX", "nginx")
    if wrk is None or program is None:
        missing("scoring", "wrk" if wrk is None else "azmlinfsrv (AZMLINFSRV=path/to/azmlinfsrv)", "all rows are skipped")
        return
    if nginx is None:
        missing("scoring", "nginx", "its rows are left out")
    program = os.path.abspath(program)
    python = os.path.join(os.path.dirname(program), "python")
    with Box(programs) as box:
        model = os.path.join(box.root, "model")
        os.makedirs(model)
        subprocess.run([python, os.path.join(HERE, "train.py"), model], check=True)
        header("Scoring (2 rows a request where nothing else is said)")
        limit = in_turn({"run() alone": lambda: alone(python, model)})["run() alone"]
        scripts(wrk, box, program, model, limit, workers=1, connections=8, wanted=5.0)
        scripts(wrk, box, program, model, limit, workers=2, connections=32, wanted=4.0)
        engines(wrk, box, program, nginx, model)
        deployments(box, program, model)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
