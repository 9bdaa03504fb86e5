"""Writes what scikit-learn learns and scores, which the tests hold ours against: make_references.py FOLDER

The data sets are scikit-learn's own; what is written is small enough to be kept. Needs scikit-learn,
XGBoost and statsmodels.
"""
import json
import pathlib
import sys

import numpy as np
import xgboost
from scipy.stats import spearmanr
from sklearn import metrics
from sklearn.cluster import KMeans
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, LogisticRegression, Ridge
from sklearn.naive_bayes import BernoulliNB, GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from statsmodels.tsa.holtwinters import ExponentialSmoothing


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
    scores = {
        "accuracy": metrics.accuracy_score(y, predicted),
        "weighted_accuracy": metrics.accuracy_score(y, predicted, sample_weight=np.bincount(y)[y]),
        "balanced_accuracy": metrics.balanced_accuracy_score(y, predicted),
        "norm_macro_recall": (recall - chance) / (1 - chance),
        "matthews_correlation": metrics.matthews_corrcoef(y, predicted),
        "log_loss": metrics.log_loss(y, p),
    }
    for kind in ["macro", "micro", "weighted"]:
        scores[f"AUC_{kind}"] = metrics.roc_auc_score(onehot, p, average=kind)
        scores[f"average_precision_score_{kind}"] = metrics.average_precision_score(onehot, p, average=kind)
        for name in ["precision_score", "recall_score", "f1_score"]:
            scores[f"{name}_{kind}"] = getattr(metrics, name)(y, predicted, average=kind, zero_division=0)
    return scores


def numbers(y, p):
    rmse = metrics.mean_squared_error(y, p) ** 0.5
    rmsle = metrics.mean_squared_log_error(y, p) ** 0.5
    width = y.max() - y.min()
    return {
        "explained_variance": metrics.explained_variance_score(y, p), "r2_score": metrics.r2_score(y, p),
        "mean_absolute_error": metrics.mean_absolute_error(y, p),
        "normalized_mean_absolute_error": metrics.mean_absolute_error(y, p) / width,
        "mean_absolute_percentage_error": metrics.mean_absolute_percentage_error(y, p) * 100,
        "median_absolute_error": metrics.median_absolute_error(y, p),
        "normalized_median_absolute_error": metrics.median_absolute_error(y, p) / width,
        "root_mean_squared_error": rmse, "normalized_root_mean_squared_error": rmse / width,
        "root_mean_squared_log_error": rmsle,
        "normalized_root_mean_squared_log_error": rmsle / (np.log1p(y.max()) - np.log1p(y.min())),
        "spearman_correlation": spearmanr(y, p).statistic,
    }


def weighted(model, X, y, weights):
    model.fit(X, y, sample_weight=weights)
    return {"weights": np.atleast_1d(model.coef_).ravel().tolist(), "intercepts": np.atleast_1d(model.intercept_).tolist()}


def with_gaps(X):
    """Every seventh number is missing."""
    values = X.ravel().copy()
    values[::7] = np.nan
    return values.reshape(X.shape)


def forest(X, y, count, asked, **parameters):
    """A forest as its nodes say it, and what it answers."""
    objective = "reg:squarederror" if count == 0 else "binary:logistic" if count == 2 else "multi:softprob"
    sizes = {"num_class": count} if count > 2 else {}
    booster = xgboost.train(
        {"objective": objective, "eta": 0.4, "max_depth": 3, "seed": 3, **sizes, **parameters}, xgboost.DMatrix(X, y), 4)
    model = json.loads(booster.save_raw("json"))["learner"]
    base = np.atleast_1d(json.loads(model["learner_model_param"]["base_score"])).astype(float)
    if count == 2:
        base = np.log(base / (1 - base))
    trees = []
    for tree in model["gradient_booster"]["model"]["trees"]:
        leaf = [left < 0 for left in tree["left_children"]]
        trees.append({
            "features": [-1 if end else f for end, f in zip(leaf, tree["split_indices"])],
            "thresholds": tree["split_conditions"], "yes": tree["left_children"], "no": tree["right_children"],
            "missingIsYes": [bool(d) for d in tree["default_left"]],
            "values": [v if end else 0 for end, v in zip(leaf, tree["split_conditions"])],
        })
    outputs = max(1, count if count > 2 else 1)
    return {
        "forest": {
            "trees": trees, "outputs": model["gradient_booster"]["model"]["tree_info"],
            "bases": (base.tolist() * outputs)[:outputs] if len(base) == 1 else base.tolist(),
            "link": {0: "identity", 2: "logistic"}.get(count, "softmax"), "gains": [0.0] * X.shape[1],
        },
        "answers": booster.predict(xgboost.DMatrix(asked)).astype(float).ravel().tolist(),
    }


def main():
    X, y = load_diabetes(return_X_y=True)
    X, y = X[:120].round(5) * 10, y[:120]
    regression = {"data": table(X, y)}
    regression["ols"] = linear(LinearRegression(), X, y)
    regression["ridge"] = linear(Ridge(0.7), X, y)
    regression["lasso"] = linear(Lasso(0.9, tol=1e-9), X, y)
    regression["elastic_net"] = linear(ElasticNet(0.3, l1_ratio=0.4, tol=1e-9), X, y)
    weights = 0.2 + np.arange(len(y)) % 5
    regression["weighted_ridge"] = weighted(Ridge(0.7), X, y, weights)
    regression["weighted_elastic_net"] = weighted(ElasticNet(0.3, l1_ratio=0.4, tol=1e-10), X, y, weights)
    regression["knn_by_distance"] = KNeighborsRegressor(4, weights="distance").fit(X, y).predict(X[:20] + 0.01).tolist()
    asked = with_gaps(X[:20])
    regression["trees"] = forest(with_gaps(X), y, 0, asked)
    knn = KNeighborsRegressor(4).fit(X, y).predict(X[:20])
    regression["knn"] = knn.tolist()
    regression["scores"] = numbers(y, Ridge(0.7).fit(X, y).predict(X))

    X, y = load_iris(return_X_y=True)
    many = {"data": table(X, y)}
    many["logistic"] = linear(LogisticRegression(C=0.8, tol=1e-10, max_iter=10000), X, y)
    saga = dict(solver="saga", tol=1e-9, max_iter=100000)
    S = StandardScaler().fit_transform(X)
    many["l1"] = linear(LogisticRegression(C=0.8, penalty="l1", **saga), S, y)
    many["by_both"] = linear(LogisticRegression(C=0.8, penalty="elasticnet", l1_ratio=0.3, **saga), S, y)
    weights = 0.2 + np.arange(len(y)) % 5
    many["weighted_logistic"] = weighted(LogisticRegression(C=0.8, tol=1e-10, max_iter=10000), X, y, weights)
    many["bernoulli"] = BernoulliNB(alpha=0.5, binarize=2.0).fit(X, y).predict_proba(X[::10]).ravel().tolist()
    M = MinMaxScaler().fit_transform(X)
    many["multinomial"] = MultinomialNB(alpha=0.5).fit(M, y, weights).predict_proba(M[::10]).ravel().tolist()
    many["weighted_bayes"] = GaussianNB().fit(X, y, weights).predict_proba(X[::10]).ravel().tolist()
    distance = KNeighborsClassifier(7, weights="distance").fit(X, y)
    many["knn_by_distance"] = distance.predict_proba(X[::10] + 0.01).ravel().tolist()
    many["trees"] = forest(with_gaps(X), y, 3, with_gaps(X[::10]))
    bayes = GaussianNB().fit(X, y).predict_proba(X)
    many["bayes"] = bayes[::10].ravel().tolist()
    many["knn"] = KNeighborsClassifier(7).fit(X, y).predict_proba(X[::10] + 0.01).ravel().tolist()
    means = KMeans(3, n_init=50, random_state=0, tol=0).fit(X)
    many["k_means"] = {"inertia": means.inertia_, "centres": sorted(means.cluster_centers_.tolist())}
    many["scores"] = classes(y, bayes)

    X, y = load_breast_cancer(return_X_y=True)
    X = StandardScaler().fit_transform(X[:150, :8]).round(4)
    two = {"data": table(X, y[:150])}
    y = y[:150]
    two["l1"] = linear(LogisticRegression(C=0.5, penalty="l1", **saga), X, y)
    two["trees"] = forest(with_gaps(X), y, 2, with_gaps(X[:20]))
    two["logistic"] = linear(LogisticRegression(C=2.5, tol=1e-10, max_iter=10000), X, y)

    t = np.arange(60)
    values = (10 + 0.3 * t + 5 * np.sin(t * np.pi / 6) + np.random.default_rng(3).normal(size=60)).round(3)
    series = {"values": values.tolist()}
    known = dict(initialization_method="known", initial_level=10, initial_trend=0.3)
    fixed = dict(smoothing_level=0.4, smoothing_trend=0.1, optimized=False)
    season = [0, 2, 4, 5, 4, 2, 0, -2, -4, -5, -4, -2]
    seasonal = ExponentialSmoothing(
        values, trend="add", seasonal="add", seasonal_periods=12, initial_seasonal=season, **known)
    series["seasonal"] = seasonal.fit(smoothing_seasonal=0.2, **fixed).forecast(11).tolist()
    series["plain"] = ExponentialSmoothing(values, trend="add", **known).fit(**fixed).forecast(5).tolist()
    best = ExponentialSmoothing(values[:48], trend="add", seasonal="add", seasonal_periods=12).fit()
    series["best_error"] = float(((best.forecast(12) - values[48:]) ** 2).mean() ** 0.5)

    folder = pathlib.Path(sys.argv[1])
    contents = {"regression": regression, "many_classes": many, "two_classes": two, "series": series}
    for name, content in contents.items():
        (folder / f"{name}.json").write_text(json.dumps(content, separators=(",", ":")))


main()
