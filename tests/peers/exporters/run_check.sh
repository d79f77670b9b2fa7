#!/bin/sh
# run_check.sh PROJECT EXPORTS: EXPORTS writes all cases in one process, Python runs them in the tools that they are for.
set -eu
project=$1
exports=$2
python=${NODEGRAD_PYTHON:-$project/.venv/bin/python}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$exports" "$folder" "${NODEGRAD_CONFIGURATIONS:-3}"
"$python" -B "$project/tests/peers/exporters/check_exports.py" "$folder"
