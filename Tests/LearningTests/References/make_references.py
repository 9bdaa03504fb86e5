"""Writes what scikit-learn learns and scores, which the tests hold ours against: make_references.py FOLDER

The data sets are scikit-learn's own; what is written is small enough to be kept. Needs scikit-learn.
"""
import json
import pathlib
import sys

import numpy as np
from scipy.stats import spearmanr
from sklearn import metrics
from sklearn.cluster import KMeans
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, LogisticRegression, Ridge
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.preprocessing import StandardScaler


def table(X, y):
    return {"columns": X.shape[1], "features": X.ravel().tolist(), "targets": y.tolist()}


def linear(model, X, y):
    model.fit(X, y)
    return {"weights": np.atleast_1d(model.coef_).ravel().tolist(), "intercepts": np.atleast_1d(model.intercept_).tolist()}


def classes(y, p):
    predicted = p.argmax(axis=1)
    onehot = np.eye(p.shape[1])[y]
    recall = metrics.recall_score(y, predicted, average="macro")
    chance = 1 / p.shape[1]
    return {
        "accuracy": metrics.accuracy_score(y, predicted),
        "AUC_weighted": metrics.roc_auc_score(onehot, p, average="weighted"),
        "average_precision_score_weighted": metrics.average_precision_score(onehot, p, average="weighted"),
        "precision_score_weighted": metrics.precision_score(y, predicted, average="weighted", zero_division=0),
        "norm_macro_recall": (recall - chance) / (1 - chance),
    }


def numbers(y, p):
    rmse = metrics.mean_squared_error(y, p) ** 0.5
    return {
        "mean_absolute_error": metrics.mean_absolute_error(y, p), "root_mean_squared_error": rmse,
        "normalized_root_mean_squared_error": rmse / (y.max() - y.min()), "r2_score": metrics.r2_score(y, p),
        "spearman_correlation": spearmanr(y, p).statistic,
    }


def main():
    X, y = load_diabetes(return_X_y=True)
    X, y = X[:120].round(5) * 10, y[:120]
    regression = {"data": table(X, y)}
    regression["ols"] = linear(LinearRegression(), X, y)
    regression["ridge"] = linear(Ridge(0.7), X, y)
    regression["lasso"] = linear(Lasso(0.9, tol=1e-9), X, y)
    regression["elastic_net"] = linear(ElasticNet(0.3, l1_ratio=0.4, tol=1e-9), X, y)
    knn = KNeighborsRegressor(4).fit(X, y).predict(X[:20])
    regression["knn"] = knn.tolist()
    regression["scores"] = numbers(y, Ridge(0.7).fit(X, y).predict(X))

    X, y = load_iris(return_X_y=True)
    many = {"data": table(X, y)}
    many["logistic"] = linear(LogisticRegression(C=0.8, tol=1e-10, max_iter=10000), X, y)
    bayes = GaussianNB().fit(X, y).predict_proba(X)
    many["bayes"] = bayes[::10].ravel().tolist()
    many["knn"] = KNeighborsClassifier(7).fit(X, y).predict_proba(X[::10] + 0.01).ravel().tolist()
    means = KMeans(3, n_init=50, random_state=0, tol=0).fit(X)
    many["k_means"] = {"inertia": means.inertia_, "centres": sorted(means.cluster_centers_.tolist())}
    many["scores"] = classes(y, bayes)

    X, y = load_breast_cancer(return_X_y=True)
    X = StandardScaler().fit_transform(X[:150, :8]).round(4)
    two = {"data": table(X, y[:150])}
    two["logistic"] = linear(LogisticRegression(C=2.5, tol=1e-10, max_iter=10000), X, y[:150])

    folder = pathlib.Path(sys.argv[1])
    for name, content in {"regression": regression, "many_classes": many, "two_classes": two}.items():
        (folder / f"{name}.json").write_text(json.dumps(content, separators=(",", ":")))


main()
