"""Writes the model that both sides serve: iris, logistic regression."""
import sys

import joblib
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

joblib.dump(LogisticRegression(max_iter=200).fit(*load_iris(return_X_y=True)), sys.argv[1])
