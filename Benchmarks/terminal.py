"""A program in a terminal of the benchmark's own: what it writes comes here, with the moment it came."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time


class Window:
    """Answers what a modern terminal is asked at the start, so that pictures come as a user's terminal gets them."""

    QUESTION = b"\x1b[?2026$p\x1b[c"
    ANSWER = b"\x1b[?2026;2$y\x1b[?62;22c"

    def __init__(self, arguments, environment, folder, size=(120, 36), colours="truecolor"):
        self.master, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.environment = {
            name: value for name, value in environment.items()
            if name not in ("NO_COLOR", "TMUX", "SSH_CONNECTION", "SSH_TTY", "LC_ALL", "LC_CTYPE")}
        self.environment.update(TERM="xterm-256color", LANG="C.UTF-8", COLORTERM=colours)
        self.bytes = bytearray()
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            arguments, stdin=terminal, stdout=terminal, stderr=terminal, env=self.environment, cwd=folder,
            start_new_session=True)
        os.close(terminal)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        while self.read(0.2):
            pass
        self.process.wait(timeout=20)
        os.close(self.master)

    def read(self, seconds):
        """The next bytes, or nothing when none come in time or the program is gone."""
        if not select.select([self.master], [], [], max(0, seconds))[0]:
            return b""
        try:
            piece = os.read(self.master, 1 << 16)
        except OSError:
            return b""
        if self.QUESTION in piece:
            os.write(self.master, self.ANSWER)
        self.bytes += piece
        return piece

    def until(self, pattern, seconds=30):
        """Seconds from the start until the bytes match; what came before is then forgotten."""
        deadline = time.perf_counter() + seconds
        while not (found := re.search(pattern, self.bytes)):
            if not self.read(deadline - time.perf_counter()) and time.perf_counter() >= deadline:
                raise TimeoutError(f"{pattern} did not come; the last bytes: {bytes(self.bytes[-600:])}")
        del self.bytes[:found.end()]
        return time.perf_counter() - self.started

    def settle(self, quiet=1.5, seconds=30):
        """Reads until only the clock moves."""
        deadline, last = time.perf_counter() + seconds, time.perf_counter()
        while time.perf_counter() < deadline and time.perf_counter() - last < quiet:
            if len(self.read(0.1)) > 400:
                last = time.perf_counter()
        self.bytes.clear()

    def listen(self, seconds):
        """Everything that comes in so long, as (moment, bytes)."""
        end, pieces = time.perf_counter() + seconds, []
        while (left := end - time.perf_counter()) > 0:
            if piece := self.read(left):
                pieces.append((time.time(), piece))
        self.bytes.clear()
        return pieces

    def press(self, keys):
        """Seconds from the key to the first byte that answers it."""
        while self.read(0):
            pass
        start = time.perf_counter()
        os.write(self.master, keys.encode())
        if not self.read(10):
            raise TimeoutError(f"nothing answered {keys!r}")
        return time.perf_counter() - start

    def type(self, keys):
        os.write(self.master, keys.encode())

    @property
    def pid(self):
        return self.process.pid


def wakeups(pid):
    """How often each of its threads went to sleep so far, by the thread's number."""
    counts = {}
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/status") as status:
            counts[int(task)] = int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", status.read(), re.M)[1])
    return counts


def memory(pid):
    """Megabytes: all that is resident, what is the process's own, and its fair share of what is shared."""
    with open(f"/proc/{pid}/status") as status, open(f"/proc/{pid}/smaps_rollup") as rollup:
        fields = dict(re.findall(r"^(\w+):\s+(\d+) kB", status.read() + rollup.read(), re.M))
    return {name: int(fields[name]) / 1024 for name in ("VmRSS", "RssAnon", "Pss")}
