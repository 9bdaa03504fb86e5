"""Prints the path of the library that this Python's xgboost uses, and its version."""
import xgboost
from xgboost.libpath import find_lib_path

print(find_lib_path()[0], xgboost.__version__, sep="\n")
