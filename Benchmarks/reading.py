"""The benchmark `csv` (csv.py would hide Python's own module): reading tables, against pandas.

LEARNING_PYTHON names a Python with numpy and pandas, and pyarrow if it is to be a peer; ROWS (100,000), ROUNDS (7) times a side.
Both read a file from the page cache into columns that are numbers or texts.
"""
import os
import subprocess
import tempfile

from measure import header, missing, row
from sides import Side, ask, compare, furthest, learning_bench, learning_python, rows, timed_in_turn


def measure(program, python, path, name, has_arrow):
    sides = {"serial": Side([program, "csv", path, "serial"]), "parallel": Side([program, "csv", path, "parallel"]),
             "pandas": Side.peer(python, "csv", path, "c")}
    if has_arrow:
        sides["arrow"] = Side.peer(python, "csv", path, "pyarrow")
    try:
        found = timed_in_turn(sides)
        read = {name: side.result() for name, side in sides.items()}
    finally:
        for side in sides.values():
            side.stop()
    name = f"{name}, {os.path.getsize(path) / 1e6:.0f} MB"
    compare(f"{name}, serial", found, "pandas", 1, "serial", "pandas")
    compare(f"{name}, parallel", found, "pandas", 1, "parallel", "pandas")
    if has_arrow:
        compare("… against Arrow's reader", found, "pandas, pyarrow", 1, "parallel", "arrow")
    # Sums are added in another order; pandas' own reading of a number is off by a last digit at times.
    apart = max(furthest(numbers, read["pandas"]) for numbers in read.values())
    row("… gaps, sums and lengths from pandas', at most", f"{apart:.1g}", target="≤ 1e-9", met=apart <= 1e-9)


def main():
    python, program = learning_python("csv"), learning_bench("csv")
    if python is None or program is None:
        return
    has_arrow = subprocess.run([python, "-c", "import pyarrow"], stderr=subprocess.DEVNULL).returncode == 0
    if not has_arrow:
        missing("csv", "pyarrow", "its rows are left out")
    with tempfile.TemporaryDirectory(prefix="atelier-bench-") as folder:
        count = rows(100_000)
        ask(python, "data.py", "csv", folder, count)
        header(f"Reading tables of {count:,} rows")
        measure(program, python, folder + "/floats.csv", "20 columns of floats", has_arrow)
        measure(program, python, folder + "/texts.csv", "8 columns, 5 of them texts", has_arrow)


if __name__ == "__main__":
    main()
