"""Engine start and memory, command line start."""
import os
import subprocess
import sys

from measure import Box, header, in_turn, milliseconds, row, seconds


def resident_megabytes(pid):
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0


def main(programs):
    with Box(programs) as box:
        box.run("engine", "start")
        starts = []
        for _ in range(7):
            box.run("engine", "stop")
            starts.append(seconds(lambda: box.run("engine", "start")))
        start = sorted(starts)[len(starts) // 2]
        pid = box.run("engine", "status", "--query", "pid", "-o", "tsv")
        memory = resident_megabytes(pid)

        header("Programs")
        row("engine: start to ready", milliseconds(start), target="≤ 300 ms", met=start <= 0.3)
        row("engine: resting memory", f"{memory:.0f} MB", target="≤ 100 MB", met=memory <= 100)
        quiet = {"env": box.environment, "stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        figures = in_turn({
            "ours": lambda: seconds(lambda: subprocess.run([box.atelier, "job", "list"], check=True, **quiet)),
            "limit": lambda: seconds(lambda: subprocess.run(["/bin/true"], check=True, **quiet)),
            "python": lambda: seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True, **quiet)),
        }, rounds=15)
        row("atelier job list, engine up", milliseconds(figures["ours"]),
            f"{milliseconds(figures['python'])} (an empty Python)", f"{milliseconds(figures['limit'])} (/bin/true)",
            "≤ 40 ms", figures["ours"] <= 0.04)


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    main(sys.argv[1])
