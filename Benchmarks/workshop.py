"""What the studio is shown: an engine of its own, jobs that print, and the windows in which it is opened."""
import os
import sys

from jobs import Engine, specification
from terminal import Window

JOBS = "/v1/workspaces/default/jobs"
LARGE = (200, 60)

# Each line's mark differs from the line's above in every letter, so it is always drawn in one piece.
MARKS = ["abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXY", "123456789"]
PRINTER = """
import sys, time
marks, pause, batch, count, times = {marks!r}, {pause}, {batch}, {count}, open({times!r}, "w")
due = time.time()
for number in range(count):
    mark, now = "".join(letters[number % len(letters)] * 2 for letters in marks), time.time()
    sys.stdout.write(f"2026-03-04T10:00:00 INFO trainer epoch {{number // 50}} step {{number}} loss 0.412 <{{mark}}>\\n")
    if number % batch == batch - 1:
        sys.stdout.flush()
        print(mark, now, file=times, flush=True) if batch == 1 else None
        due += pause
        time.sleep(max(0, due - time.time()))
"""


class Studio:
    """An engine, the jobs that are shown, and windows on it."""

    def __init__(self, box):
        self.box = box
        box.run("engine", "start")
        self.connect()

    def connect(self):
        self.engine = Engine(self.box.run("engine", "status", "--query", "socket", "-o", "tsv"))
        self.engine_pid = int(self.box.run("engine", "status", "--query", "pid", "-o", "tsv"))

    def submit(self, command, wait=False):
        name = self.engine.call("POST", JOBS, specification(command))["name"]
        while wait and self.engine.call("GET", f"{JOBS}/{name}/wait?seconds=60")["status"] not in (
                "Completed", "Failed", "Canceled"):
            pass
        return name

    def printer(self, **values):
        times = os.path.join(self.box.root, "times")
        script = self.box.write("printer.py", PRINTER.format(marks=MARKS, times=times, **values))
        return self.submit(f"exec {sys.executable} {script}"), times

    def cancel(self, name):
        self.engine.call("POST", f"{JOBS}/{name}/cancel")
        while self.engine.call("GET", f"{JOBS}/{name}/wait?seconds=60")["status"] != "Canceled":
            pass

    def window(self, *arguments, size=LARGE, colours="truecolor"):
        # A studio comes back to where the last one was left.
        session = os.path.join(self.box.root, "home", "studio.json")
        if os.path.exists(session):
            os.remove(session)
        return Window([self.box.atelier, "studio", *arguments], self.box.environment, self.box.root, size, colours)
