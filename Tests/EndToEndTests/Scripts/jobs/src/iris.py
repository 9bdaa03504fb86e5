import argparse

import mlflow
import mlflow.sklearn
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

parser = argparse.ArgumentParser()
parser.add_argument("--c", type=float)
parser.add_argument("--model")
args = parser.parse_args()

x, y = load_iris(return_X_y=True)
model = LogisticRegression(C=args.c, max_iter=500).fit(x, y)
mlflow.log_param("c", args.c)
mlflow.log_metric("accuracy", model.score(x, y))
mlflow.sklearn.save_model(model, args.model)
