"""Converts a scikit-learn, LightGBM or XGBoost model to ONNX and holds the graph against the model.

Run as `python convert.py ORDER`, where ORDER is a JSON file; writes `result.json` and an MLflow model `model/` into the
order's folder. Lines that begin with `atelier: ` say what it does now. The graph answers what the model's `predict` answers,
as its one output `predictions`. Ends with 0, 3 when the two differ, 4 when the model cannot be converted.
"""
import json
import os
import pickle
import shutil
import sys
import warnings

warnings.simplefilter("ignore")
os.environ.pop("MLFLOW_TRACKING_URI", None)

import numpy as np
import pandas as pd

OUTPUT = "predictions"
ROWS_SHOWN = 5


class Refusal(Exception):
    """A sentence for whoever asked."""


def say(text):
    print("atelier: " + text, flush=True)


def version(package):
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None


# ---- reading the model


def read_mlmodel(path):
    import yaml

    with open(os.path.join(path, "MLmodel"), encoding="utf-8") as file:
        return yaml.safe_load(file)


def load(path, flavor, document):
    """The model itself, as its flavor keeps it."""
    if document is None:
        return load_pickle(path)
    try:
        import importlib

        module = importlib.import_module("mlflow." + flavor)
        return module.load_model(path)
    except ImportError:
        own = document["flavors"][flavor]
        file = os.path.join(path, own.get("pickled_model") or own.get("data") or "")
        if not file.endswith((".pkl", ".joblib")):
            raise Refusal("the model's environment lacks mlflow, which is needed to read " + os.path.basename(file))
        return load_pickle(file)


def load_pickle(path):
    try:
        import joblib

        return joblib.load(path)
    except ImportError:
        with open(path, "rb") as file:
            return pickle.load(file)


def reference(path, model, flavor, document):
    """What a deployment of the model answers to a table or an array."""
    if document is not None:
        try:
            import mlflow.pyfunc

            loaded = mlflow.pyfunc.load_model(path)
            return lambda rows: np.asarray(loaded.predict(rows))
        except ImportError:
            pass
    if type(model).__name__ == "Booster" and flavor == "xgboost":
        import xgboost

        return lambda rows: model.predict(xgboost.DMatrix(rows))
    return lambda rows: np.asarray(model.predict(rows))


class Column:
    def __init__(self, name, kind):
        self.name, self.kind = name, kind  # double, long, boolean, string


KINDS = {
    "double": "double", "float": "double", "long": "long", "integer": "long", "boolean": "boolean", "string": "string",
    "float64": "double", "float32": "double", "int64": "long", "int32": "long", "bool": "boolean", "str": "string",
    "object": "string",
}


def columns(model, flavor, document, example):
    """The model's columns, and whether they have names."""
    signature = (document or {}).get("signature") or {}
    inputs = json.loads(signature["inputs"]) if signature.get("inputs") else None
    if inputs and inputs[0].get("type") != "tensor":
        found = []
        for column in inputs:
            kind = KINDS.get(column.get("type"))
            if kind is None:
                raise Refusal("column '%s' is of type %s, which no ONNX graph takes" % (column.get("name"), column.get("type")))
            found.append(Column(column["name"], kind))
        return found, True
    if inputs:
        if len(inputs) != 1 or len(inputs[0]["tensor-spec"]["shape"]) != 2:
            raise Refusal("the model takes several tensors or one that is not rows and columns")
        kind = KINDS.get(inputs[0]["tensor-spec"]["dtype"])
        width = inputs[0]["tensor-spec"]["shape"][1]
        if kind not in ("double", "long", "boolean"):
            raise Refusal("the model takes a tensor of %s" % inputs[0]["tensor-spec"]["dtype"])
        if width > 0:
            return [Column("f%d" % i, "double") for i in range(width)], False
    if isinstance(example, pd.DataFrame):
        return [Column(str(c), KINDS.get(str(example[c].dtype), "string")) for c in example.columns], True
    names = getattr(model, "feature_names_in_", None)
    if names is not None and not callable(names):
        return [Column(str(name), "double") for name in names], True
    width = getattr(model, "n_features_in_", None)
    if width is None and flavor == "lightgbm":
        return [Column(name, "double") for name in model.feature_name()], True
    if width is None and flavor == "xgboost":
        if model.feature_names:
            return [Column(name, "double") for name in model.feature_names], True
        width = model.num_features()
    if width is None:
        raise Refusal("the model does not say how many columns it takes; save it with a signature")
    return [Column("f%d" % i, "double") for i in range(width)], False


def example_of(path, document):
    """The input example, as a table or an array; None without one that can be read."""
    info = (document or {}).get("saved_input_example_info") or {}
    file = os.path.join(path, info.get("artifact_path", "")) if info.get("artifact_path") else None
    if not file or not os.path.exists(file):
        return None
    try:
        with open(file, encoding="utf-8") as stream:
            content = json.load(stream)
        if info.get("type") == "dataframe":
            orient = info.get("pandas_orient", "split")
            if orient == "split":
                return pd.DataFrame(content["data"], columns=content.get("columns"))
            return pd.DataFrame(content)
        return np.asarray(content.get("inputs", content) if isinstance(content, dict) else content)
    except Exception as error:
        say("the input example cannot be read: %s" % error)
        return None


# ---- rows to compare on


def ranges(model, count):
    """(lowest, highest) a column, from what the model kept of its training data; None where it kept nothing."""
    low, high = [None] * count, [None] * count

    def widen(column, *values):
        values = [float(v) for v in values if np.isfinite(v)]
        if 0 <= column < count and values:
            low[column] = min(values + ([low[column]] if low[column] is not None else []))
            high[column] = max(values + ([high[column]] if high[column] is not None else []))

    def visit(part):
        if hasattr(part, "steps"):
            # What comes behind the first step that changes the columns is not about the columns any more.
            visit(part.steps[0][1])
            return
        if hasattr(part, "data_min_") and hasattr(part, "data_max_"):
            for i, (a, b) in enumerate(zip(part.data_min_, part.data_max_)):
                widen(i, a, b)
        elif getattr(part, "mean_", None) is not None and getattr(part, "scale_", None) is not None:
            for i, (m, s) in enumerate(zip(np.ravel(part.mean_), np.ravel(part.scale_))):
                widen(i, m - 3 * s, m + 3 * s)
        for estimator in np.ravel(np.asarray(getattr(part, "estimators_", []), dtype=object)):
            visit(estimator)
        tree = getattr(part, "tree_", None)
        if tree is not None:
            for feature, threshold in zip(tree.feature, tree.threshold):
                if feature >= 0:
                    widen(int(feature), threshold)
        for batch in getattr(part, "_predictors", None) or []:
            for predictor in np.ravel(np.asarray(batch, dtype=object)):
                nodes = predictor.nodes
                for node in nodes[nodes["is_leaf"] == 0]:
                    widen(int(node["feature_idx"]), float(node["num_threshold"]))
        booster = getattr(part, "booster_", part if type(part).__module__.startswith("lightgbm") else None)
        if booster is not None and hasattr(booster, "dump_model"):
            names = booster.feature_name()
            for name, info in (booster.dump_model().get("feature_infos") or {}).items():
                if name in names and info.get("min_value") is not None:
                    widen(names.index(name), info["min_value"], info["max_value"])
        if type(part).__module__.startswith("xgboost"):
            source = part if type(part).__name__ == "Booster" else part.get_booster()
            names = source.feature_names or ["f%d" % i for i in range(count)]
            table = source.trees_to_dataframe() if hasattr(source, "trees_to_dataframe") else None
            if table is not None:
                for name, split in zip(table["Feature"], table["Split"]):
                    if name in names and split == split:
                        widen(names.index(name), split)

    try:
        visit(model)
    except Exception as error:
        say("the training ranges cannot be read: %s" % error)
    return list(zip(low, high))


def words_of(model, columns):
    """The texts that encoders know, a column."""
    known = {}

    def visit(part, names):
        if hasattr(part, "steps"):
            visit(part.steps[0][1], names)
        elif hasattr(part, "transformers_"):
            for _, inner, chosen in part.transformers_:
                if not isinstance(inner, str):
                    chosen = [chosen] if isinstance(chosen, (str, int)) else list(chosen)
                    visit(inner, [c if isinstance(c, str) else names[c] for c in chosen])
        elif hasattr(part, "categories_"):
            for name, values in zip(names, part.categories_):
                known[name] = [v for v in values if isinstance(v, str)]

    try:
        visit(model, [c.name for c in columns])
    except Exception as error:
        say("the known texts cannot be read: %s" % error)
    return known


def draw(model, columns, example, count):
    """Random rows over the ranges the model was trained on, a little wider than they are."""
    rng = np.random.default_rng(20_260_101)
    known = words_of(model, columns)
    found = ranges(model, len(columns))
    table = {}
    for i, column in enumerate(columns):
        seen = None
        if example is not None:
            try:
                seen = example[column.name] if isinstance(example, pd.DataFrame) else example[:, i]
            except (KeyError, IndexError):
                seen = None
        if column.kind == "string":
            values = known.get(column.name) or ([str(v) for v in seen] if seen is not None else ["a", "b"])
            table[column.name] = rng.choice(values, count)
            continue
        if column.kind == "boolean":
            table[column.name] = rng.random(count) < 0.5
            continue
        low, high = found[i]
        if low is None and seen is not None:
            numbers = np.asarray(seen, dtype=float)
            numbers = numbers[np.isfinite(numbers)]
            if len(numbers):
                reach = max(np.ptp(numbers), np.abs(numbers).max() * 0.5, 1e-3)
                low, high = numbers.min() - reach, numbers.max() + reach
        if low is None:
            low, high = -2.0, 2.0
        margin = max((high - low) * 0.1, 1e-6)
        values = rng.uniform(low - margin, high + margin, count)
        table[column.name] = np.round(values).astype(np.int64) if column.kind == "long" else values
    return pd.DataFrame(table, columns=[c.name for c in columns])


# ---- converting


def takes_columns(model, columns):
    """Whether the graph needs an input a column: texts, or transformers that choose columns by name."""
    if any(c.kind == "string" for c in columns):
        return True
    part = model
    while hasattr(part, "steps"):
        part = part.steps[0][1]
    return hasattr(part, "transformers_")


def graph_of(model, flavor, columns, number):
    """The graph of a model for inputs of doubles or floats, as the converters make it."""
    from skl2onnx.common.data_types import (
        BooleanTensorType, DoubleTensorType, FloatTensorType, Int64TensorType, StringTensorType)

    numbers = DoubleTensorType if number == "double" else FloatTensorType
    if flavor == "sklearn" and takes_columns(model, columns):
        kinds = {"double": numbers, "long": Int64TensorType, "boolean": BooleanTensorType, "string": StringTensorType}
        types = [(c.name, kinds[c.kind]([None, 1])) for c in columns]
    else:
        types = [("input", numbers([None, len(columns)]))]
    if flavor == "sklearn":
        from skl2onnx import to_onnx

        register_boosters()
        # skl2onnx keeps 'zipmap' for classifiers only; the probabilities go in any case.
        return to_onnx(model, initial_types=types, target_opset=opset())
    if number == "double":
        raise Refusal("its converter takes floats only")
    from onnxmltools.convert.common.data_types import FloatTensorType as ToolsFloat

    types = [("input", ToolsFloat([None, len(columns)]))]
    import onnxmltools

    if flavor == "lightgbm":
        return onnxmltools.convert_lightgbm(model, initial_types=types, zipmap=False, target_opset=tools_opset())
    booster = model if type(model).__name__ == "Booster" else model.get_booster()
    # The converter reads nothing but f0, f1 …
    names, booster.feature_names = booster.feature_names, None
    try:
        return onnxmltools.convert_xgboost(model, initial_types=types, target_opset=tools_opset())
    finally:
        booster.feature_names = names


def register_boosters():
    """Makes LightGBM's and XGBoost's estimators known inside scikit-learn pipelines."""
    from skl2onnx import update_registered_converter
    from skl2onnx.common.shape_calculator import (
        calculate_linear_classifier_output_shapes, calculate_linear_regressor_output_shapes)

    try:
        from lightgbm import LGBMClassifier, LGBMRegressor
        from onnxmltools.convert.lightgbm.operator_converters.LightGbm import convert_lightgbm

        update_registered_converter(
            LGBMClassifier, "LightGbmLGBMClassifier", calculate_linear_classifier_output_shapes, convert_lightgbm,
            options={"nocl": [True, False], "zipmap": [True, False, "columns"]}, overwrite=True)
        update_registered_converter(
            LGBMRegressor, "LgbmRegressor", calculate_linear_regressor_output_shapes, convert_lightgbm,
            options={"split": None}, overwrite=True)
    except ImportError:
        pass
    try:
        from xgboost import XGBClassifier, XGBRegressor
        from onnxmltools.convert.xgboost.operator_converters.XGBoost import convert_xgboost

        update_registered_converter(
            XGBClassifier, "XGBoostXGBClassifier", calculate_linear_classifier_output_shapes, convert_xgboost,
            options={"nocl": [True, False], "zipmap": [True, False, "columns"]}, overwrite=True)
        update_registered_converter(
            XGBRegressor, "XGBoostXGBRegressor", calculate_linear_regressor_output_shapes, convert_xgboost, overwrite=True)
    except ImportError:
        pass


def plain_attributes():
    """Lets the converters give attributes as NumPy's numbers, which newer versions of onnx refuse."""
    import onnx.helper

    original = onnx.helper.make_attribute

    def make(key, value, *rest, **named):
        if isinstance(value, np.ndarray):
            value = value.tolist()
        elif isinstance(value, (list, tuple)):
            value = [v.item() if isinstance(v, np.generic) else v for v in value]
            if any(isinstance(v, bool) for v in value):
                value = [int(v) for v in value]
        elif isinstance(value, np.generic):
            value = value.item()
        return original(key, value, *rest, **named)

    onnx.helper.make_attribute = make


def opset():
    from onnx.defs import onnx_opset_version

    return {"": min(17, onnx_opset_version()), "ai.onnx.ml": 3}


def tools_opset():
    from onnx.defs import onnx_opset_version

    return min(15, onnx_opset_version())


def narrowed(graph, expected, is_probability):
    """The graph with one output, which has the shape and the type of what the model's predict gives."""
    from onnx import TensorProto, helper

    outputs = list(graph.graph.output)
    chosen = outputs[1] if is_probability and len(outputs) > 1 else outputs[0]
    source, kind = chosen.name, chosen.type.tensor_type.elem_type
    prune(graph, source)
    if not any(o.domain in ("", "ai.onnx") for o in graph.opset_import):
        graph.opset_import.append(helper.make_opsetid("", tools_opset()))
    nodes, constants, name = [], [], source

    def add(operator, inputs, **attributes):
        nonlocal name
        made = "%s_%d" % (OUTPUT, len(nodes))
        nodes.append(helper.make_node(operator, inputs, [made], name=made + "_" + operator.lower(), **attributes))
        name = made

    def constant(values):
        made = "%s_constant_%d" % (OUTPUT, len(constants))
        constants.append(helper.make_tensor(made, TensorProto.INT64, [len(values)], values))
        return made

    if is_probability and expected.ndim == 1:
        # Of two classes the model gives the second one's probability.
        add("Gather", [name, constant([1])], axis=1)
    shape = [-1] + list(expected.shape[1:])
    add("Reshape", [name, constant(shape)])
    wanted = {"b": TensorProto.BOOL, "i": TensorProto.INT64, "u": TensorProto.INT64}.get(expected.dtype.kind)
    if expected.dtype.kind == "f" and kind in (TensorProto.INT64, TensorProto.INT32, TensorProto.BOOL):
        wanted = TensorProto.DOUBLE
    if wanted is not None and wanted != kind and kind != TensorProto.STRING:
        add("Cast", [name], to=wanted)
        kind = wanted
    nodes[-1].output[0] = OUTPUT
    graph.graph.node.extend(nodes)
    graph.graph.initializer.extend(constants)
    del graph.graph.output[:]
    graph.graph.output.append(
        helper.make_tensor_value_info(OUTPUT, kind, [None] + list(expected.shape[1:])))
    return graph


def prune(graph, output):
    """Keeps what an output needs, each node behind those it needs."""
    makers = {name: node for node in graph.graph.node for name in node.output}
    ordered, seen = [], set()

    def visit(name):
        pending = [(name, False)]
        while pending:
            current, is_done = pending.pop()
            node = makers.get(current)
            if node is None or (id(node) in seen and not is_done):
                continue
            if is_done:
                ordered.append(node)
                continue
            seen.add(id(node))
            pending.append((current, True))
            pending.extend((i, False) for i in node.input)

    visit(output)
    kept = [type(node).FromString(node.SerializeToString()) for node in ordered]
    used = {name for node in kept for name in node.input}
    constants = [c for c in graph.graph.initializer if c.name in used]
    constants = [type(c).FromString(c.SerializeToString()) for c in constants]
    del graph.graph.node[:]
    graph.graph.node.extend(kept)
    del graph.graph.initializer[:]
    graph.graph.initializer.extend(constants)
    del graph.graph.value_info[:]


def feeds(session, table):
    """The table as the graph takes it."""
    types = {"tensor(float)": np.float32, "tensor(double)": np.float64, "tensor(int64)": np.int64, "tensor(bool)": bool}
    inputs = session.get_inputs()
    if len(inputs) == 1 and inputs[0].name == "input":
        return {"input": table.to_numpy().astype(types[inputs[0].type])}
    return {
        i.name: table[[i.name]].to_numpy().astype(object if i.type == "tensor(string)" else types[i.type]) for i in inputs
    }


# ---- comparing


def difference(expected, got):
    """How far a row is off: in parts of the largest answer, or 1 for another class."""
    if expected.shape != got.shape:
        raise Refusal("the graph answers the shape %s where the model answers %s" % (got.shape, expected.shape))
    if expected.dtype.kind in "fc":
        expected = expected.astype(float)
        scale = max(1.0, float(np.nanmax(np.abs(expected))) if expected.size else 1.0)
        off = np.abs(expected - got.astype(float)) / scale
        off = np.where(np.isnan(expected) & np.isnan(got.astype(float)), 0.0, np.where(np.isnan(off), np.inf, off))
    elif expected.dtype.kind in "biu":
        off = (expected.astype(float) != got.astype(float)).astype(float)
    else:
        off = (expected.astype(str) != got.astype(str)).astype(float)
    return off.reshape(len(off), -1).max(axis=1) if off.size else np.zeros(len(expected))


def plain(value):
    if isinstance(value, np.ndarray):
        return [plain(v) for v in value]
    return value.item() if isinstance(value, np.generic) else value


def attempt(model, flavor, cols, number, table, expected, is_probability):
    import onnxruntime

    graph = narrowed(graph_of(model, flavor, cols, number), expected, is_probability)
    content = graph.SerializeToString()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    got = session.run([OUTPUT], feeds(session, table))[0]
    return content, got, difference(expected, got), len(session.get_inputs())


def convert(order):
    path, flavor, folder = order["model"], order["flavor"], order["folder"]
    document = read_mlmodel(path) if os.path.isdir(path) else None
    say("loading the model")
    plain_attributes()
    model = load(path, flavor, document)
    example = example_of(path, document)
    cols, has_names = columns(model, flavor, document, example)
    answer = reference(path, model, flavor, document)
    table = draw(model, cols, example, order["rows"])
    examples = 0
    if example is not None:
        shown = example if isinstance(example, pd.DataFrame) else pd.DataFrame(np.atleast_2d(example))
        if shown.shape[1] == len(cols):
            shown = shown.copy()
            shown.columns = table.columns
            try:
                table = pd.concat([shown.astype(table.dtypes.to_dict()), table], ignore_index=True)
                examples = len(shown)
            except (TypeError, ValueError) as error:
                say("the input example is not compared: %s" % error)
    say("asking the model for %d rows" % len(table))
    expected = answer(table if has_names else table.to_numpy())
    # A booster's predict gives probabilities, an estimator's what it is.
    is_probability = type(model).__name__ == "Booster" and is_classifier(model, flavor)

    best, reasons = None, []
    for number in ["double", "float"] if flavor == "sklearn" else ["float"]:
        say("converting for inputs of %ss" % number)
        try:
            content, got, off, inputs = attempt(model, flavor, cols, number, table, expected, is_probability)
        except Exception as error:
            text = str(error).strip().split("\n")[0]
            reasons.append("%s" % (text or type(error).__name__))
            continue
        if best is None or off.max() < best[2].max():
            best = (content, got, off, number, inputs)
        if off.max() <= order["tolerance"]:
            break
    if best is None:
        raise Refusal("%s has no ONNX form that works: %s" % (type(model).__name__, reasons[-1]))
    content, got, off, number, inputs = best
    worst = np.argsort(-off)[:ROWS_SHOWN]
    result = {
        "difference": float(off.max()), "rows": len(table), "examples": examples, "input": number, "inputs": inputs,
        "model": type(model).__name__,
        "differing": [
            {
                "row": int(i), "input": {c: plain(v) for c, v in table.iloc[i].items()},
                "expected": plain(expected[i]), "got": plain(got[i]),
            }
            for i in worst if off[i] > order["tolerance"]
        ],
        "differing_count": int((off > order["tolerance"]).sum()),
        "versions": {
            p: version(p)
            for p in ["onnx", "onnxruntime", "skl2onnx"] + (["onnxmltools"] if flavor != "sklearn" else [])
        },
    }
    say("the largest difference over %d rows is %.3g" % (len(table), result["difference"]))
    write_model(os.path.join(folder, "model"), path, document, content, order, result)
    return result


def is_classifier(booster, flavor):
    if flavor == "lightgbm":
        objective = (booster.dump_model().get("objective") or "").split(" ")[0]
        return objective in ("binary", "multiclass", "multiclassova", "cross_entropy")
    config = json.loads(booster.save_config())
    name = config["learner"]["objective"]["name"]
    return name in ("binary:logistic", "multi:softprob")


# ---- writing


def write_model(folder, path, document, content, order, result):
    """An MLflow model of the flavor onnx: what `mlflow.onnx.save_model` writes, with the original's signature."""
    import yaml

    os.makedirs(folder)
    with open(os.path.join(folder, "model.onnx"), "wb") as file:
        file.write(content)
    versions = result["versions"]
    requirements = ["onnx==" + versions["onnx"], "onnxruntime==" + versions["onnxruntime"]]
    mlflow = version("mlflow") or version("mlflow-skinny")
    if mlflow:
        requirements.insert(0, "mlflow==" + mlflow)
    python = "%d.%d.%d" % sys.version_info[:3]
    write(folder, "requirements.txt", "\n".join(requirements) + "\n")
    write(folder, "python_env.yaml", "python: %s\nbuild_dependencies:\n- pip\ndependencies:\n- -r requirements.txt\n" % python)
    write(folder, "conda.yaml", yaml.safe_dump({
        "channels": ["conda-forge"], "dependencies": ["python=" + python, "pip", {"pip": requirements}],
        "name": "mlflow-env"}, sort_keys=False))
    new = {
        "flavors": {
            "onnx": {
                "code": None, "data": "model.onnx", "onnx_session_options": None, "onnx_version": versions["onnx"],
                "providers": ["CPUExecutionProvider"], "save_as_external_data": False},
            "python_function": {
                "data": "model.onnx", "env": {"conda": "conda.yaml", "virtualenv": "python_env.yaml"},
                "loader_module": "mlflow.onnx", "python_version": python},
        },
        "metadata": {"converted_from": order.get("source"), "answers": "predict"},
    }
    for key in ["mlflow_version", "saved_input_example_info", "signature", "utc_time_created"]:
        if document and document.get(key) is not None:
            new[key] = document[key]
    info = (document or {}).get("saved_input_example_info") or {}
    for name in {info.get("artifact_path"), info.get("serving_input_path")} - {None}:
        if os.path.exists(os.path.join(path, name)):
            shutil.copyfile(os.path.join(path, name), os.path.join(folder, name))
    write(folder, "MLmodel", yaml.safe_dump(new, sort_keys=True, allow_unicode=True))


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        order = json.load(file)
    code = 0
    try:
        result = convert(order)
        if not result["difference"] <= order["tolerance"]:
            code = 3
    except Refusal as error:
        result, code = {"refusal": str(error)}, 4
    except Exception as error:
        import traceback

        traceback.print_exc()
        text = str(error).strip().split("\n")[0]
        result, code = {"refusal": "%s: %s" % (type(error).__name__, text)}, 4
    with open(os.path.join(order["folder"], "result.json"), "w", encoding="utf-8") as file:
        json.dump(result, file, default=str)
    sys.exit(code)


if __name__ == "__main__":
    main()
