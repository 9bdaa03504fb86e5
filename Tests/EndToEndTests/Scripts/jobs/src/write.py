import argparse
import json
import pathlib

parser = argparse.ArgumentParser()
for name in ("folder", "file", "table", "plain", "mlflow", "triton"):
    parser.add_argument("--" + name, type=pathlib.Path)
args = parser.parse_args()

for folder in (args.folder, args.table, args.plain, args.mlflow, args.triton / "line" / "1"):
    folder.mkdir(parents=True, exist_ok=True)
(args.folder / "answer.txt").write_text("42\n")
args.file.write_text("just a file\n")
(args.table / "rows.csv").write_text("a,b\n1,2\n")
(args.table / "MLTable").write_text("type: mltable\npaths:\n  - file: ./rows.csv\n")
(args.plain / "weights.json").write_text(json.dumps({"slope": 3, "offset": 1}))
(args.mlflow / "MLmodel").write_text(
    "artifact_path: model\nflavors:\n  python_function:\n    loader_module: line\n    python_version: 3.11.7\n"
)
(args.mlflow / "line.py").write_text("def _load_pyfunc(path):\n    raise NotImplementedError\n")
(args.triton / "line" / "config.pbtxt").write_text('name: "line"\nbackend: "python"\n')
(args.triton / "line" / "1" / "model.py").write_text("class TritonPythonModel:\n    pass\n")
print("all written")
