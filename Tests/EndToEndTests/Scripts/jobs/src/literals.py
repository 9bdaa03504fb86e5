import argparse
import json

parser = argparse.ArgumentParser()
parser.add_argument("--text")
parser.add_argument("--rate", type=float)
parser.add_argument("--epochs", type=int)
parser.add_argument("--shuffle", type=lambda text: {"true": True, "false": False}[text.lower()])
parser.add_argument("--seed", type=int)
print(json.dumps(vars(parser.parse_args())))
