"""Trains a softmax classifier on the wines, one pass over the data an epoch, and logs how it learns."""
import argparse
import csv
import os

import joblib
import mlflow
import numpy as np
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def read(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))
    table = np.array(rows[1:], dtype=float)
    return table[:, :-1], table[:, -1].astype(int)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--epochs", type=int, default=20)
    arguments.add_argument("--learning-rate", type=float, default=0.001)
    arguments.add_argument("--model", required=True)
    options = arguments.parse_args()

    features, cultivars = read(options.data)
    train_x, test_x, train_y, test_y = train_test_split(
        features, cultivars, test_size=0.25, random_state=1, stratify=cultivars
    )
    scaler = StandardScaler().fit(train_x)
    classifier = SGDClassifier(
        loss="log_loss", learning_rate="constant", eta0=options.learning_rate, random_state=7
    )

    mlflow.log_params({"epochs": options.epochs, "learning_rate": options.learning_rate, "rows": len(features)})
    for epoch in range(options.epochs):
        classifier.partial_fit(scaler.transform(train_x), train_y, classes=np.unique(cultivars))
        scores = classifier.predict_proba(scaler.transform(test_x))
        loss = log_loss(test_y, scores)
        accuracy = accuracy_score(test_y, scores.argmax(axis=1))
        mlflow.log_metrics({"loss": loss, "accuracy": accuracy}, step=epoch)
        if epoch < 3 or (epoch + 1) % 10 == 0:
            print(f"epoch {epoch + 1:3d}/{options.epochs}  loss {loss:.4f}  accuracy {accuracy:.4f}")

    model = make_pipeline(scaler, classifier)
    mlflow.log_text(np.array2string(confusion_matrix(test_y, model.predict(test_x))), "confusion_matrix.txt")
    os.makedirs(options.model, exist_ok=True)
    joblib.dump(model, os.path.join(options.model, "wine.joblib"))
    print(f"Accuracy: {accuracy:.4f}")


if __name__ == "__main__":
    main()
