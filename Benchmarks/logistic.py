"""Logistic regression of two classes against scikit-learn's default (lbfgs), the same data and C.

LEARNING_PYTHON names a Python with numpy and scikit-learn; ROWS (100,000) of 20 features, ROUNDS (7) times a side. Ours runs on
one thread; the peer on one, and with as many as its libraries like. How good both are is their distance from the minimum, which
Newton's method finds to the last digits.
"""
import tempfile

from measure import header, row
from sides import ALONE, Side, ask, compare, furthest, learning_bench, learning_python, rows, timed_in_turn

COLUMNS = 20


def main():
    python, program = learning_python("logistic"), learning_bench("logistic")
    if python is None or program is None:
        return
    with tempfile.TemporaryDirectory(prefix="atelier-bench-") as folder:
        count = rows(100_000)
        ask(python, "data.py", "logistic", folder, count)
        arguments = ["logistic", folder + "/features", folder + "/classes", COLUMNS]
        exact = Side.peer(python, *arguments, "exact")
        exact.run()
        minimum = exact.result()
        exact.stop()
        sides = {"ours": Side([program, *arguments]), "alone": Side.peer(python, *arguments, environment=ALONE),
                 "peer": Side.peer(python, *arguments)}
        try:
            found = timed_in_turn(sides)
            apart = {name: furthest(side.result(), minimum) for name, side in sides.items()}
        finally:
            for side in sides.values():
                side.stop()
    header(f"Logistic regression: {count:,} × {COLUMNS}")
    compare("one thread each", found, "scikit-learn, lbfgs", 1, theirs="alone")
    compare("the peer as it comes", found, "scikit-learn, lbfgs", 1)
    row("… the weight furthest from the minimum's", f"{apart['ours']:.1g}", f"{apart['peer']:.1g} scikit-learn, lbfgs",
        target="≤ the peer's", met=apart["ours"] <= apart["peer"])


if __name__ == "__main__":
    main()
