"""The peer's side of training, logistic and csv, which answers as Benchmarks/learning-bench does:

peer.py training FEATURES TARGETS COLUMNS CLASSES ROUNDS THREADS | logistic FEATURES TARGETS COLUMNS [exact] | csv FILE ENGINE
"""
import sys
import time

import numpy as np


def matrix(path, columns):
    return np.fromfile(path).reshape(-1, int(columns))


def training(features, targets, columns, classes, rounds, threads):
    import xgboost

    features, targets, threads = matrix(features, columns), np.fromfile(targets), int(threads)
    settings = {"objective": "binary:logistic" if int(classes) == 2 else "reg:squarederror", "nthread": threads,
                "tree_method": "hist", "verbosity": 0}
    first = features[:1000].copy()

    def run():
        return xgboost.train(settings, xgboost.DMatrix(features, targets, nthread=threads), int(rounds))

    return run, lambda booster: booster.predict(xgboost.DMatrix(first))


def logistic(features, targets, columns, exact=None):
    from sklearn.linear_model import LogisticRegression

    features, targets = matrix(features, columns), np.fromfile(targets).astype(np.int64)
    # The minimum itself, to hold both sides against.
    more = {"solver": "newton-cholesky", "tol": 1e-12, "max_iter": 1000} if exact else {}
    return (lambda: LogisticRegression(C=1.0, **more).fit(features, targets),
            lambda model: [*model.coef_[0], *model.intercept_])


def csv(path, engine):
    import pandas

    def of(column):
        there = column.dropna()
        if pandas.api.types.is_numeric_dtype(column):
            return [len(column) - len(there), float(there.sum())]
        # Arrow's reader makes dates of some texts.
        return [len(column) - len(there), sum(len(str(text).encode()) for text in there)]

    return (lambda: pandas.read_csv(path, engine=engine), lambda table: [number for name in table for number in of(table[name])])


run, numbers = {"training": training, "logistic": logistic, "csv": csv}[sys.argv[1]](*sys.argv[2:])
last = None
print("ready", flush=True)
for order in sys.stdin:
    if order.strip() == "run":
        clock, processors = time.perf_counter(), time.process_time()
        last = None
        last = run()
        print(time.perf_counter() - clock, time.process_time() - processors, flush=True)
    else:
        print(*map(float, numbers(last)), flush=True)
