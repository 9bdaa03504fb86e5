"""Writes what numpy and statsmodels forecast of a series, which the tests hold ours against: make_forecast_references.py FOLDER

The series are the monthly totals of passengers of international airlines from 1949 to 1960, in thousands, series G of Box and
Jenkins, Time Series Analysis: Forecasting and Control (1970). Needs numpy and statsmodels.
"""
import json
import pathlib
import sys

import numpy as np
from statsmodels.tsa.holtwinters import ExponentialSmoothing

PASSENGERS = """
    112 118 132 129 121 135 148 148 136 119 104 118 115 126 141 135 125 149 170 170 158 133 114 140
    145 150 178 163 172 178 199 199 184 162 146 166 171 180 193 181 183 218 230 242 209 191 172 194
    196 196 236 235 229 243 264 272 237 211 180 201 204 188 235 227 234 264 302 293 259 229 203 229
    242 233 267 269 270 315 364 347 312 274 237 278 284 277 317 313 318 374 413 405 355 306 271 306
    315 301 356 348 355 422 465 467 404 347 305 336 340 318 362 348 363 435 491 505 404 359 310 337
    360 342 406 396 420 472 548 559 463 407 362 405 417 391 419 461 472 535 622 606 508 461 390 432
"""
HORIZON, FOLDS, SEASON = 12, 5, 12


def main():
    values = np.array(PASSENGERS.split(), dtype=float)
    assert len(values) == 144 and values.sum() == 40363
    width = values.max() - values.min()
    methods = {
        "naive": lambda past: np.repeat(past[-1], HORIZON),
        "seasonal_naive": lambda past: past[-SEASON:],
        "average": lambda past: np.repeat(past.mean(), HORIZON),
        "seasonal_average": lambda past: past.reshape(-1, SEASON).mean(axis=0),
        "exponential_smoothing": lambda past: ExponentialSmoothing(
            past, trend="add", seasonal="add", seasonal_periods=SEASON).fit().forecast(HORIZON),
    }
    # Of each fold, the oldest first: the root of the mean squared error over the range of all values.
    errors = {name: [] for name in methods}
    for fold in reversed(range(FOLDS)):
        end = len(values) - fold * HORIZON
        past, truth = values[:end - HORIZON], values[end - HORIZON:end]
        for name, method in methods.items():
            errors[name].append(float(((method(past) - truth) ** 2).mean() ** 0.5 / width))
    content = {"values": values.tolist(), "errors": errors}
    folder = pathlib.Path(sys.argv[1])
    (folder / "air_passengers.json").write_text(json.dumps(content, separators=(",", ":")))


main()
