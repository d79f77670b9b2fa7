#!/bin/sh
# run_check.sh PROJECT SAMPLES: Python writes files, SAMPLES reads them and writes its own, Python compares.
set -eu
project=$1
samples=$2
python=${NODEGRAD_PYTHON:-$project/.venv/bin/python}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" "$project/tests/peers/formats/make_files.py" "$folder"
"$samples" "$folder"
"$python" "$project/tests/peers/formats/check_formats.py" "$folder"
