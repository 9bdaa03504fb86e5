"""The studio in a terminal, against its budgets: first frame, keys, rest, memory, followed logs, ten thousand jobs."""
import itertools
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import time

from measure import Box, header, milliseconds, missing, processor_seconds, program_at, row
from terminal import Window, memory, wakeups
from workshop import Studio

LONG_LOG = int(os.environ.get("LINES", 10_000_000))
MANY_JOBS = int(os.environ.get("JOBS", 10_000))


def first_frames(studio, rounds=15):
    def opened(*arguments):
        with studio.window(*arguments, size=(120, 36)) as window:
            # The picture is complete when the questions come that follow it.
            return window.until(rb"\x1b\[c"), window.until(rb"engine [^ ]+ +\d", 10) if not arguments else 0

    frames = [opened() for _ in range(rounds)]
    first, told = (statistics.median(column) for column in zip(*frames))
    demo = statistics.median(opened("--demo")[0] for _ in range(rounds))
    htop, peer = program_at("HTOP", "htop"), ""
    if htop:
        def peer_opened():
            with Window([htop], studio.box.environment, studio.box.root) as window:
                return window.until(rb"Load average")
        peer = f"{milliseconds(statistics.median(peer_opened() for _ in range(rounds)))} (htop)"
    else:
        missing("studio", "htop", "the first frame has no peer")
    row("first frame, engine up", milliseconds(first), peer, target="≤ 50 ms", met=first <= 0.05)
    row("… with what the engine tells", milliseconds(told), target="≤ 100 ms", met=told <= 0.1)
    row("first frame, `--demo`", milliseconds(demo), target="≤ 50 ms", met=demo <= 0.05)


def keys(window, count, pause=0.02):
    """Times of so many presses up and down, in order of size."""
    def one(key):
        time.sleep(pause)
        return window.press(key)
    return sorted(one(key) for key in itertools.islice(itertools.cycle("jk"), count))


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def at_rest(studio, seconds=10):
    def rest(window):
        window.settle()
        before = wakeups(window.pid)
        written = sum(len(piece) for _, piece in window.listen(seconds))
        after = wakeups(window.pid)
        return sum(count - before.get(task, 0) for task, count in after.items()) / seconds, written / seconds

    with studio.window() as window:
        shown, shown_bytes = rest(window)
        # The screen of what happened: nothing there moves by itself.
        window.type("A")
        still, still_bytes = rest(window)
    row("at rest: wakeups of all threads, the box's load in sight", f"{shown:.1f}/s, {shown_bytes:.0f} B/s")
    row("… where only the clock moves", f"{still:.1f}/s, {still_bytes:.0f} B/s", limit="1.0/s (libdispatch itself)",
        target="1.0/s more, the clock", met=still <= 2.1)


def long_log(studio):
    studio.submit(
        f"awk 'BEGIN{{for(i=1;i<={LONG_LOG};i++)print \"2026-03-04T10:00:00 INFO trainer a line of a log\", i}}'",
        wait=True)
    with studio.window() as window:
        opened = window.until(rb"log %d" % LONG_LOG)
        window.type("3")
        window.settle()
        wanted = LONG_LOG // 2 + 1
        start = time.perf_counter()
        window.type(f"/log {wanted}$\r")
        window.until(str(wanted)[:-1].encode(), 120)
        found = time.perf_counter() - start
        window.settle()
        used = memory(window.pid)
    row(f"memory with a log of {LONG_LOG / 1e6:g} M lines", f"{used['VmRSS']:.1f} MB", target="≤ 30 MB",
        met=used["VmRSS"] <= 30)
    row("… its own; its share with what it shares", f"{used['RssAnon']:.1f} MB; {used['Pss']:.1f} MB")
    row("… from the start of the studio to its last line", milliseconds(opened))
    row(f"… a line {LONG_LOG // 2:,} lines away found", milliseconds(found))


def lateness(pieces, times):
    """p95 of the seconds from a line's writing to its mark's coming, for the lines within the time of listening."""
    with open(times) as file:
        written = [(key.encode(), float(moment)) for key, moment in (line.split() for line in file)]
    late = []
    for key, moment in written:
        if pieces[0][0] <= moment < pieces[-1][0] - 1:
            came = next((at for at, piece in pieces if at >= moment and key in piece), None)
            assert came, f"{key} of {moment} never came"
            late.append(came - moment)
    return percentile(late, 0.95)


def followed(studio, seconds=12):
    def listened(colours):
        with studio.window(colours=colours) as window:
            window.until(rb"<\w{6}>")
            window.settle(quiet=3, seconds=3)
            return window.listen(seconds)

    def size(pieces):
        return statistics.median(len(piece) for _, piece in pieces if re.search(rb"<\w{6}>", piece))

    name, times = studio.printer(pause=0.1, batch=1, count=100_000)
    pieces = listened("truecolor")
    late, many, few = lateness(pieces, times), size(pieces), size(listened(""))
    studio.cancel(name)
    log = studio.box.write("log", "")
    with open(log, "w") as output:
        printing = subprocess.Popen([sys.executable, os.path.join(studio.box.root, "printer.py")], stdout=output)
    with Window(["tail", "-f", log], studio.box.environment, studio.box.root) as window:
        peer = lateness(window.listen(seconds / 2), times)
    printing.kill()
    printing.wait()
    row("a line written to a line seen, p95", milliseconds(late), f"{milliseconds(peer)} (tail -f)", target="≤ 100 ms",
        met=late <= 0.1)
    row("bytes for a followed line, 200×60, 256 colours", f"{few:.0f} B", target="≤ 250 B", met=few <= 250)
    row("… in 24-bit colours", f"{many:.0f} B", target="≤ 250 B", met=many <= 250)


def flooded(studio, seconds=10):
    name, _ = studio.printer(pause=0.01, batch=100, count=10_000_000)
    with studio.window() as window:
        window.until(rb"<\w{6}>")
        window.settle(quiet=3, seconds=3)
        pids = (window.pid, studio.engine_pid)
        before = [processor_seconds(pid) for pid in pids]
        written = sum(len(piece) for _, piece in window.listen(seconds))
        ours, engine = ((processor_seconds(pid) - used) / seconds for pid, used in zip(pids, before))
    studio.cancel(name)
    row("10,000 lines/s followed: of a core", f"{ours:.1%}, {written / seconds / 1000:.0f} kB/s", target="≤ 5 %", met=ours <= 0.05)
    row("… of the engine", f"{engine:.1%}")


def seed(studio):
    """Copies one finished job in the store, the engine being stopped: handing in so many would take minutes."""
    original = studio.submit("true", wait=True)
    studio.box.run("engine", "stop")
    with sqlite3.connect(os.path.join(studio.box.root, "home", "atelier.sqlite")) as database:
        database.row_factory = sqlite3.Row
        job = dict(database.execute("SELECT * FROM job WHERE name = ?", [original]).fetchone())
        del job["sequence"]
        columns = ", ".join(job)
        for number in range(MANY_JOBS):
            name = f"train_{number:05}_{'forest' if number % 7 else 'ridge'}"
            copy = dict(
                job, name=name, display_name=name, place=job["place"] + number + 1,
                created_at=job["created_at"] + number / 1000,
                document=bytes(job["document"]).replace(original.encode(), name.encode()))
            database.execute(
                f"INSERT INTO job ({columns}) VALUES ({', '.join('?' * len(copy))})", list(copy.values()))
        total, = database.execute("SELECT count(*) FROM job").fetchone()
    studio.box.run("engine", "start")
    studio.connect()
    return total


def many_jobs(studio, total):
    with studio.window() as window:
        first = window.until(rb"train_\d+")
        whole = window.until(str(total).encode())
        window.settle()
        presses = keys(window, 300)
        typed = [window.press("/")] + [window.press(letter) for letter in "ridge"]
        window.settle(quiet=0.5)
        window.type("\x1b")
        window.settle(quiet=0.5)
        ends = [window.press("G"), window.press("g")]
        used = memory(window.pid)
    row(f"{MANY_JOBS:,} jobs: the newest on the screen", milliseconds(first), target="≤ 100 ms", met=first <= 0.1)
    row("… all of them in the list", milliseconds(whole))
    row("… a key, p99 at 200×60", milliseconds(percentile(presses, 0.99)), target="≤ 16 ms",
        met=percentile(presses, 0.99) <= 0.016)
    row("… a letter of the filter, slowest", milliseconds(max(typed)), target="≤ 100 ms", met=max(typed) <= 0.1)
    row("… the last, the first, slowest", milliseconds(max(ends)), target="≤ 100 ms", met=max(ends) <= 0.1)
    row("… memory", f"{used['VmRSS']:.1f} MB ({used['RssAnon']:.1f} MB its own)")


def main(programs):
    with Box(programs) as box:
        studio = Studio(box)
        for number in range(12):
            studio.submit(f"echo hello {number}", wait=True)
        header("Studio")
        first_frames(studio)
        with studio.window() as window:
            window.settle()
            times = keys(window, 500)
        row("key to bytes, p99 at 200×60", milliseconds(percentile(times, 0.99)), target="≤ 16 ms",
            limit=f"{milliseconds(statistics.median(times))} (median)", met=percentile(times, 0.99) <= 0.016)
        at_rest(studio)
        followed(studio)
        flooded(studio)
        long_log(studio)
        many_jobs(studio, seed(studio))


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    main(sys.argv[1])
