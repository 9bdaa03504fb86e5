"""Trains the models of the scoring benchmark on iris: train.py FOLDER"""
import os
import sys

import joblib
import xgboost
from skl2onnx import to_onnx
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

folder = sys.argv[1]
rows, classes = load_iris(return_X_y=True)
model = LogisticRegression(max_iter=200).fit(rows, classes)
joblib.dump(model, os.path.join(folder, "model.joblib"))
with open(os.path.join(folder, "model.onnx"), "wb") as file:
    file.write(to_onnx(model, rows[:1].astype("float32"), options={"zipmap": False}).SerializeToString())
trees = xgboost.train({"objective": "multi:softmax", "num_class": 3}, xgboost.DMatrix(rows, classes), num_boost_round=20)
trees.save_model(os.path.join(folder, "model.ubj"))
