"""Names a class and a score, or misbehaves as FAULT says."""
import json
import os
import random
import time

FAULT = os.environ.get("FAULT", "none")
held = []


def init():
    pass


def run(data):
    total = sum(json.loads(data)["data"])
    time.sleep(0.002)
    answer = {"class": "abc"[int(total) % 3], "score": (total % 10) / 10.0}
    if FAULT == "errors" and random.random() < 0.1:
        raise ValueError("as asked")
    if FAULT == "slow":
        time.sleep(0.04)
    if FAULT == "crash" and random.random() < 0.05:
        os._exit(3)
    if FAULT == "memory":
        held.append(b"x" * (2 << 20))
    if FAULT == "wrong" and random.random() < 0.2:
        answer["class"] = "d"
    if FAULT == "hang" and random.random() < 0.05:
        time.sleep(600)
    if FAULT == "schema":
        return {"results": [answer]}
    return answer
