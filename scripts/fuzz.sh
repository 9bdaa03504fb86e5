#!/usr/bin/env bash
# Builds the fuzzer with libFuzzer and the address sanitizer, in a folder of its own, and runs it for $SECONDS_TO_RUN (60).
# What it finds is left as crash-… in .build/fuzz, which the fuzzer takes as its argument to do it again.
set -euo pipefail
cd "$(dirname "$0")/.."

build=.build/fuzz
# gold, the default, ends with an internal error on what the sanitizers add.
flags=(--scratch-path "$build" --product scoring-fuzzer -Xswiftc -sanitize=fuzzer,address -Xswiftc -O -Xswiftc -use-ld=lld)
ATELIER_FUZZ=1 swift build "${flags[@]}"
mkdir -p "$build/corpus" "$build/found"
# Memory that Swift keeps for good is no leak.
export ASAN_OPTIONS="detect_leaks=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
"$build/debug/scoring-fuzzer" "$build/corpus" Fuzzing/Seeds Tests/ScoringTests/Onnx/Models -dict=Fuzzing/bodies.dict \
    -artifact_prefix="$build/found/" -max_len=16384 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -max_total_time="${SECONDS_TO_RUN:-60}"
