import argparse
import json
import pathlib

parser = argparse.ArgumentParser()
parser.add_argument("--model", type=pathlib.Path)
parser.add_argument("--x", type=float)
args = parser.parse_args()

# A registered model is a folder or a file, as it was when it was registered.
[file] = [args.model] if args.model.is_file() else sorted(args.model.rglob("line.json"))
line = json.loads(file.read_text())
print(f"answer: {line['slope'] * args.x + line['offset']:.1f}")
