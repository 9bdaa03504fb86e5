# What the scripts say when something is not as it should be: to stderr, and the script ends with 1.

# expect WHAT ACTUAL EXPECTED
expect() {
    if [[ "$2" != "$3" ]]; then
        echo "expected $1 to be '$3', but it is '$2'" >&2
        exit 1
    fi
}

# expect_part WHAT TEXT PART
expect_part() {
    if [[ "$2" != *"$3"* ]]; then
        echo "expected $1 to contain '$3', but it is '$2'" >&2
        exit 1
    fi
}

# expect_failure CODE COMMAND...   the command must end with CODE; prints what it wrote to stderr
expect_failure() {
    local wanted=$1 said code=0
    shift
    said=$("$@" 2>&1 >/dev/null) || code=$?
    if [[ $code != "$wanted" ]]; then
        echo "expected '$*' to end with $wanted, but it ended with $code: $said" >&2
        exit 1
    fi
    echo "$said"
}

# expect_completed JOB   waits for the job's end
expect_completed() {
    az ml job stream -n "$1" >/dev/null || {
        az ml job stream -n "$1" >&2 || true
    }
    expect "the status of job $1" "$(az ml job show -n "$1" --query status -o tsv)" Completed
}
