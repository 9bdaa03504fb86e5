"""Prints how good answers for the rows of test.npz are, ours.npy or peer.npy: scored.py FOLDER METRIC ours|peer"""
import os
import sys

import numpy as np
from sklearn.metrics import accuracy_score, r2_score, roc_auc_score

folder, metric, side = sys.argv[1:4]
targets = np.load(os.path.join(folder, "test.npz"))["targets"]
score = {"roc_auc": roc_auc_score, "accuracy": accuracy_score, "r2": r2_score}[metric]
print(score(targets, np.load(os.path.join(folder, f"{side}.npy"))))
