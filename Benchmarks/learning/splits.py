"""Writes one split of a data set: splits.py NAME SEED FOLDER [ROWS]

train.csv is what we train on, train.npz the same for the peer; test.npz is what neither sees. ROWS is of friedman.
"""
import os
import sys

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits, make_friedman1
from sklearn.model_selection import train_test_split

name, seed, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
if name == "friedman":
    features, targets = make_friedman1(int(sys.argv[4]), n_features=10, noise=1.0, random_state=seed)
else:
    features, targets = {"cancer": load_breast_cancer, "digits": load_digits}[name](return_X_y=True)
train, test, known, asked = train_test_split(
    features, targets, test_size=0.25, random_state=seed, stratify=None if name == "friedman" else targets)
np.savez(os.path.join(folder, "train.npz"), features=train, targets=known)
np.savez(os.path.join(folder, "test.npz"), features=test, targets=asked)
with open(os.path.join(folder, "train.csv"), "w") as file:
    file.write(",".join(f"x{column}" for column in range(train.shape[1])) + ",target\n")
    for values, target in zip(train.tolist(), known.tolist()):
        file.write(",".join(map(repr, values)) + f",{target!r}\n")
