#!/bin/sh
# check_cpp_project.sh PROJECT EXPORT: builds what EXPORT writes with the LibTorch of Python's torch and runs it; then with a wrong answer.
set -eu
project=$1
export=$2
python=${NODEGRAD_PYTHON:-$project/.venv/bin/python}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$export" "$folder"
torch=$("$python" -c 'import torch; print(torch.utils.cmake_prefix_path)')
for name in image two; do
    cmake -S "$folder/$name" -B "$folder/$name/build" "-DCMAKE_PREFIX_PATH=$torch" >"$folder/log" 2>&1 || { tail -n 30 "$folder/log"; exit 1; }
    cmake --build "$folder/$name/build" >"$folder/log" 2>&1 || { tail -n 30 "$folder/log"; exit 1; }
    "$folder/$name/build/predict"
    # An answer that is not Nodegrad's is found out.
    answer=$folder/$name/test/output_0.bin
    printf '\377\377\177\100' | dd of="$answer" conv=notrunc 2>/dev/null
    status=0
    "$folder/$name/build/predict" || status=$?
    [ "$status" -eq 1 ]
    rm "$answer"
    status=0
    "$folder/$name/build/predict" || status=$?
    [ "$status" -eq 2 ]
done
echo "Both C++ projects build and give the same answers."
