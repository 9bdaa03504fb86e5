"""Training with XGBoost: the engine's trainer against XGBoost's own Python package with the very same library.

Both start from numbers in memory and end with a forest that can answer. LEARNING_PYTHON names a Python with numpy and xgboost;
ROWS (80,000) of 20 features are trained on for TREE_ROUNDS (50), ROUNDS (7) times a side.
"""
import os
import tempfile

from measure import header, row
from sides import Side, ask, compare, furthest, learning_bench, learning_python, rows, timed_in_turn

COLUMNS = 20
TREES = int(os.environ.get("TREE_ROUNDS", "50"))


def measure(program, python, library, version, folder, kind, threads):
    """`kind` is the name of the targets' file."""
    arguments = [folder + "/features", f"{folder}/{kind}", COLUMNS, 2 if kind == "classes" else 0, TREES, threads]
    sides = {"ours": Side([program, "training", library, *arguments]), "peer": Side.peer(python, "training", *arguments)}
    try:
        found = timed_in_turn(sides)
        apart = furthest(sides["ours"].result(), sides["peer"].result())
    finally:
        for side in sides.values():
            side.stop()
    name = f"{'logistic' if kind == 'classes' else 'regression'}, {threads} thread{'s' if threads > 1 else ''}"
    compare(name, found, f"XGBoost {version} from Python", 1.05)
    row("… its answers from the peer's, at most", f"{apart:.1g}", target="≤ 1e-5", met=apart <= 1e-5)


def main():
    python, program = learning_python("training"), learning_bench("training")
    if python is None or program is None:
        return
    with tempfile.TemporaryDirectory(prefix="atelier-bench-") as folder:
        count = rows(80_000)
        ask(python, "data.py", "training", folder, count)
        library, version = ask(python, "library.py").splitlines()
        header(f"Training: XGBoost, {count:,} × {COLUMNS}, {TREES} rounds")
        for kind in ("classes", "numbers"):
            for threads in (1, 2):
                measure(program, python, library, version, folder, kind, threads)


if __name__ == "__main__":
    main()
