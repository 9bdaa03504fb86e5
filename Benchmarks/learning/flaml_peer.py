"""FLAML at its defaults: flaml_peer.py FOLDER METRIC SECONDS SEED CORES TRIALS [ensemble]

Trains on train.npz of a split, writes what it answers for the rows of test.npz to peer.npy, and prints the seconds it took by the
clock, those of the processors, how many models it tried, and the best learner. TRIALS is 0 for no limit.
"""
import os
import resource
import sys
import time

import numpy as np
from flaml import AutoML

folder, metric, seconds, seed, cores, trials = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:7])
train, test = (np.load(os.path.join(folder, name)) for name in ("train.npz", "test.npz"))
features, targets = train["features"], train["targets"]
more = {"max_iter": trials} if trials else {}
search = AutoML()
start = time.perf_counter()
search.fit(features, targets, task="regression" if metric == "r2" else "classification", metric=metric, time_budget=seconds,
           n_jobs=cores, seed=seed, verbose=0, ensemble="ensemble" in sys.argv[7:], **more)
clock = time.perf_counter() - start
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
processors = sum(one.ru_utime + one.ru_stime for one in used)
answers = search.predict_proba(test["features"])[:, 1] if metric == "roc_auc" else search.predict(test["features"])
np.save(os.path.join(folder, "peer.npy"), answers)
print(clock, processors, len(search.config_history), search.best_estimator)
