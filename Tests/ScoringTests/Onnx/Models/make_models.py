"""Makes the models that the tests score, as skl2onnx converts them from scikit-learn, and what onnxruntime answers.

make_models.py FOLDER ROWS [NAME …]: for each model NAME.onnx, and NAME.json with rows and answers. The small ones that
are kept beside the tests were made by `make_models.py Models 8 KEPT`. Needs scikit-learn, skl2onnx and onnxruntime.
"""

import base64
import json
import pathlib
import sys
import warnings

import numpy as np
import onnxruntime
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.ensemble import (
    AdaBoostRegressor, BaggingClassifier, ExtraTreesClassifier, ExtraTreesRegressor, GradientBoostingClassifier,
    GradientBoostingRegressor, HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier,
    RandomForestRegressor, VotingClassifier, VotingRegressor)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import (
    BayesianRidge, ElasticNet, HuberRegressor, Lasso, LinearRegression, LogisticRegression, Perceptron, PoissonRegressor,
    Ridge, RidgeClassifier, SGDClassifier, SGDRegressor)
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import BernoulliNB, GaussianNB, MultinomialNB
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    Binarizer, FunctionTransformer, KBinsDiscretizer, MaxAbsScaler, MinMaxScaler, Normalizer, OneHotEncoder,
    OrdinalEncoder, PolynomialFeatures, RobustScaler, StandardScaler)
from sklearn.svm import LinearSVC, LinearSVR
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

warnings.filterwarnings("ignore")
rng = np.random.default_rng(7)
iris, cancer, diabetes = load_iris(), load_breast_cancer(), load_diabetes()
KEPT = {"logistic", "logistic_zipmap", "text_labels", "linear", "forest", "boosting_regressor", "mixed_table", "mlp"}
PLAIN = {"zipmap": False}


def numeric(model, data, y=None, options=PLAIN, missing=False, kind=np.float32, opset=None):
    X = data.data
    train = X.copy()
    if missing:
        train[rng.random(train.shape) < 0.1] = np.nan
    model.fit(train.astype(np.float32), data.target if y is None else y)
    classifier = hasattr(model, "classes_")
    onx = to_onnx(model, train[:1].astype(kind), options=options if classifier else None, target_opset=opset)

    def rows(count):
        low, high = X.min(axis=0), X.max(axis=0)
        out = (low + rng.random((count, X.shape[1])) * (high - low)).astype(kind)
        if missing:
            out[rng.random(out.shape) < 0.1] = np.nan
        return {onx.graph.input[0].name: out}

    return onx, rows


def numbers():
    names = np.array(iris.target_names)[iris.target]
    binary = (iris.target == 2).astype(int)
    some = {
        "logistic": lambda: numeric(LogisticRegression(max_iter=2000), iris),
        "logistic_zipmap": lambda: numeric(LogisticRegression(max_iter=2000), iris, options=None),
        "logistic_binary": lambda: numeric(LogisticRegression(max_iter=2000), iris, binary),
        "logistic_scaled": lambda: numeric(make_pipeline(StandardScaler(), LogisticRegression()), cancer),
        "logistic_raw": lambda: numeric(
            LogisticRegression(max_iter=2000), iris, options={"zipmap": False, "raw_scores": True}),
        "text_labels": lambda: numeric(make_pipeline(StandardScaler(), LogisticRegression()), iris, names),
        "text_labels_zipmap": lambda: numeric(LogisticRegression(max_iter=2000), iris, names, options=None),
        "one_vs_rest": lambda: numeric(OneVsRestClassifier(LogisticRegression(max_iter=2000)), iris),
        "linear": lambda: numeric(LinearRegression(), diabetes),
        "linear_double": lambda: numeric(LinearRegression(), diabetes, kind=np.float64),
        "linear_opset15": lambda: numeric(make_pipeline(StandardScaler(), LinearRegression()), diabetes, opset=15),
        "ridge": lambda: numeric(Ridge(), diabetes),
        "lasso": lambda: numeric(make_pipeline(PolynomialFeatures(2), Lasso()), diabetes),
        "elastic_net": lambda: numeric(ElasticNet(alpha=0.01), diabetes),
        "bayesian_ridge": lambda: numeric(BayesianRidge(), diabetes),
        "huber": lambda: numeric(make_pipeline(StandardScaler(), HuberRegressor()), diabetes),
        "poisson": lambda: numeric(PoissonRegressor(), diabetes),
        "sgd_regressor": lambda: numeric(make_pipeline(StandardScaler(), SGDRegressor()), diabetes),
        "sgd_classifier": lambda: numeric(make_pipeline(StandardScaler(), SGDClassifier(loss="log_loss")), iris),
        "sgd_hinge": lambda: numeric(
            make_pipeline(StandardScaler(), SGDClassifier()), iris, options={"zipmap": False, "raw_scores": True}),
        "perceptron": lambda: numeric(Perceptron(), iris, options=None),
        "ridge_classifier": lambda: numeric(RidgeClassifier(), iris, options=None),
        "linear_svc": lambda: numeric(make_pipeline(StandardScaler(), LinearSVC()), iris, options=None),
        "linear_svr": lambda: numeric(make_pipeline(StandardScaler(), LinearSVR()), diabetes),
        "gaussian_nb": lambda: numeric(GaussianNB(), iris),
        "bernoulli_nb": lambda: numeric(BernoulliNB(binarize=2.0), iris),
        "multinomial_nb": lambda: numeric(MultinomialNB(), iris),
        "mlp": lambda: numeric(make_pipeline(StandardScaler(), MLPClassifier((8, 6), max_iter=400)), iris),
        "mlp_binary": lambda: numeric(
            make_pipeline(StandardScaler(), MLPClassifier((8,), activation="tanh", max_iter=400)), iris, binary),
        "mlp_logistic": lambda: numeric(
            make_pipeline(StandardScaler(), MLPClassifier((8,), activation="logistic", max_iter=400)), iris),
        "mlp_regressor": lambda: numeric(make_pipeline(StandardScaler(), MLPRegressor((16,), max_iter=400)), diabetes),
        "tree": lambda: numeric(DecisionTreeClassifier(max_depth=5), iris),
        "tree_regressor": lambda: numeric(DecisionTreeRegressor(max_depth=6), diabetes),
        "forest": lambda: numeric(RandomForestClassifier(12, max_depth=4), iris),
        "forest_binary": lambda: numeric(RandomForestClassifier(50), cancer),
        "forest_missing": lambda: numeric(RandomForestClassifier(30, max_depth=6), cancer, missing=True),
        "forest_text": lambda: numeric(RandomForestClassifier(20), iris, names, options=None),
        "forest_regressor": lambda: numeric(RandomForestRegressor(50), diabetes),
        "extra_trees": lambda: numeric(ExtraTreesClassifier(40), iris),
        "extra_trees_regressor": lambda: numeric(ExtraTreesRegressor(40), diabetes),
        "boosting": lambda: numeric(GradientBoostingClassifier(n_estimators=30), iris),
        "boosting_binary": lambda: numeric(GradientBoostingClassifier(n_estimators=40), cancer),
        "boosting_regressor": lambda: numeric(GradientBoostingRegressor(n_estimators=20), diabetes),
        "hist_boosting": lambda: numeric(HistGradientBoostingClassifier(max_iter=30), cancer, missing=True),
        "hist_boosting_many": lambda: numeric(HistGradientBoostingClassifier(max_iter=20), iris),
        "hist_boosting_regressor": lambda: numeric(HistGradientBoostingRegressor(max_iter=30), diabetes, missing=True),
        "ada_boost": lambda: numeric(AdaBoostRegressor(DecisionTreeRegressor(max_depth=3), n_estimators=10), diabetes),
        "bagging": lambda: numeric(BaggingClassifier(DecisionTreeClassifier(max_depth=3), 8), iris),
        "voting": lambda: numeric(
            VotingClassifier([("a", LogisticRegression(max_iter=2000)), ("b", DecisionTreeClassifier(max_depth=3))],
                             voting="soft"), iris),
        "voting_regressor": lambda: numeric(
            VotingRegressor([("a", LinearRegression()), ("b", DecisionTreeRegressor(max_depth=3))]), diabetes),
        "min_max": lambda: numeric(make_pipeline(MinMaxScaler(clip=True), LogisticRegression()), iris),
        "max_abs": lambda: numeric(make_pipeline(MaxAbsScaler(), LogisticRegression()), iris),
        "robust": lambda: numeric(make_pipeline(RobustScaler(), LogisticRegression()), cancer),
        "normalizer": lambda: numeric(make_pipeline(Normalizer(), LogisticRegression()), iris),
        "normalizer_l1": lambda: numeric(make_pipeline(Normalizer("l1"), LogisticRegression()), iris),
        "normalizer_max": lambda: numeric(make_pipeline(Normalizer("max"), LogisticRegression()), iris),
        "binarizer": lambda: numeric(make_pipeline(Binarizer(threshold=2.0), LogisticRegression()), iris),
        "bins": lambda: numeric(
            make_pipeline(KBinsDiscretizer(4, encode="onehot-dense"), LogisticRegression()), iris),
        "imputer": lambda: numeric(
            make_pipeline(SimpleImputer(strategy="median"), StandardScaler(), LogisticRegression()), iris, missing=True),
        "pca": lambda: numeric(make_pipeline(StandardScaler(), PCA(3), LogisticRegression()), iris),
        "whitened": lambda: numeric(make_pipeline(PCA(2, whiten=True), LinearRegression()), diabetes),
        "svd": lambda: numeric(make_pipeline(TruncatedSVD(3), LogisticRegression()), iris),
        "identity": lambda: numeric(make_pipeline(FunctionTransformer(), LinearRegression()), diabetes),
    }
    return some


def table(model, columns, y, many, random):
    """A table of named columns: `columns` is name -> training values."""
    import pandas

    frame = pandas.DataFrame(columns)
    model.fit(frame, y)
    kinds = {"f": FloatTensorType, "i": Int64TensorType}
    types = [(n, kinds.get(frame[n].dtype.kind, StringTensorType)([None, 1])) for n in frame.columns]
    onx = to_onnx(model, initial_types=types, options=PLAIN if hasattr(model, "classes_") else None)

    def rows(count):
        return {n: np.asarray(v).reshape(count, 1) for n, v in random(count).items()}

    return onx, rows


def tables():
    cities = np.array(["Bern", "Genève", "Zürich", "Basel"])

    def random(count, missing=False):
        age = (20 + rng.random(count) * 50).astype(np.float32)
        if missing:
            age[rng.random(count) < 0.2] = np.nan
        return {
            "age": age,
            "children": rng.integers(0, 5, count).astype(np.int64),
            "city": cities[rng.integers(0, 4, count)].astype(object),
        }

    def unknown(count):
        some = random(count, True)
        some["city"][rng.random(count) < 0.2] = "elsewhere"
        return some

    def fitted(classifier, missing=True):
        columns = random(400, missing)
        y = ((columns["children"] > 2) ^ (columns["city"] == "Bern")).astype(int)
        return ColumnTransformer([
            ("n", make_pipeline(SimpleImputer(), StandardScaler()) if missing else StandardScaler(), ["age", "children"]),
            ("c", OneHotEncoder(handle_unknown="ignore"), ["city"]),
        ]), columns, y, classifier

    def mixed(classifier):
        transform, columns, y, classifier = fitted(classifier)
        return table(make_pipeline(transform, classifier), columns, y, 400, unknown)

    def ordinal():
        columns = random(400)
        y = columns["age"] + 3 * columns["children"]
        transform = ColumnTransformer([
            ("o", OrdinalEncoder(), ["city"]), ("n", "passthrough", ["age", "children"])])
        return table(make_pipeline(transform, GradientBoostingRegressor(n_estimators=20)), columns, y, 400, random)

    def integers():
        columns = {n: v for n, v in random(400).items() if n == "children"}
        columns["rooms"] = rng.integers(1, 6, 400).astype(np.int64)
        y = (columns["children"] + columns["rooms"] > 5).astype(int)
        transform = ColumnTransformer([("o", OneHotEncoder(handle_unknown="ignore"), ["children", "rooms"])])
        return table(make_pipeline(transform, LogisticRegression()), columns, y, 400, lambda count: {
            "children": rng.integers(0, 7, count).astype(np.int64), "rooms": rng.integers(0, 8, count).astype(np.int64)})

    return {
        "mixed_table": lambda: mixed(LogisticRegression()),
        "mixed_forest": lambda: mixed(RandomForestClassifier(20, max_depth=5)),
        "ordinal": ordinal,
        "integers": integers,
    }


def plain(value):
    if isinstance(value, list):  # zipmap: a map a row
        return {"maps": [{str(k): float(v) for k, v in row.items()} for row in value]}
    if value.dtype.kind in "fib":
        numbers = base64.b64encode(value.astype("<f8").tobytes()).decode()
        return {"shape": list(value.shape), "numbers": numbers}
    return {"shape": list(value.shape), "texts": value.ravel().tolist()}


def main():
    folder, count, wanted = pathlib.Path(sys.argv[1]), int(sys.argv[2]), set(sys.argv[3:])
    folder.mkdir(parents=True, exist_ok=True)
    wanted = KEPT if "KEPT" in wanted else wanted
    for name, make in {**numbers(), **tables()}.items():
        if wanted and name not in wanted:
            continue
        try:
            onx, rows = make()
            session = onnxruntime.InferenceSession(onx.SerializeToString(), providers=["CPUExecutionProvider"])
        except Exception as error:  # a version of skl2onnx that cannot convert it
            print(f"{name}: skipped: {str(error).splitlines()[0]}", file=sys.stderr)
            continue
        inputs = rows(count)
        answers = session.run(None, inputs)
        (folder / f"{name}.onnx").write_bytes(onx.SerializeToString())
        with open(folder / f"{name}.json", "w") as file:
            json.dump({
                "inputs": {n: plain(v) for n, v in inputs.items()},
                "outputs": {o.name: plain(v) for o, v in zip(session.get_outputs(), answers)},
            }, file, separators=(",", ":"))


main()
