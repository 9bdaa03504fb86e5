import argparse
import pathlib

parser = argparse.ArgumentParser()
parser.add_argument("--rows", type=int)
parser.add_argument("--out", type=pathlib.Path)
args = parser.parse_args()

args.out.mkdir(parents=True, exist_ok=True)
rows = [f"{x},{3 * x + 1}" for x in range(args.rows)]
(args.out / "numbers.csv").write_text("x,y\n" + "\n".join(rows) + "\n")
print("rows:", len(rows))
