# Sets a Debian or Ubuntu machine up and builds Nodegrad. Sourced by ./run and ./test, which set `root` before.
# Every step first looks whether it is needed, so that a second call costs a fraction of a second.
# Progress goes to stderr: stdout belongs to the program.

say() { printf '%s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }

# Packages of a list that are not installed, one a line, with the alternative that this release knows.
missing_packages() {
    local line name installed chosen found
    local -a alternatives
    installed=" $(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | awk '$1 == "installed" { print $2 }' | tr '\n' ' ')"
    while IFS= read -r line; do
        line=${line%%#*}
        line=${line// /}
        [ -n "$line" ] || continue
        IFS='|' read -r -a alternatives <<<"$line"
        found=no
        for name in "${alternatives[@]}"; do
            case $installed in *" $name "*) found=yes ;; esac
        done
        [ "$found" = no ] || continue
        chosen=${alternatives[0]}
        for name in "${alternatives[@]}"; do
            if apt-cache show "$name" >/dev/null 2>&1; then
                chosen=$name
                break
            fi
        done
        printf '%s\n' "$chosen"
    done <"$1"
}

# install_packages LIST: asks apt for what is missing, and only then.
install_packages() {
    local list=$1 sudo='' missing
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "This is no Debian or Ubuntu, so nothing is installed; the needed packages are listed in installer/$(basename "$list")."
        return 0
    fi
    missing=$(missing_packages "$list" | tr '\n' ' ')
    missing=${missing% }
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || stop "Packages are missing and there is no sudo; as root, run: apt-get install $missing"
        sudo='sudo'
    fi
    say "Installing system packages: $missing"
    # shellcheck disable=SC2086  # a list of words
    { $sudo env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2 &&
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2; } ||
        stop "apt could not install the packages; connect to the network, or have an administrator run: apt-get install $missing"
}

# install_python NAME LIST: .venv holds what the list asks for. A stamp remembers the list, so pip is not asked twice.
install_python() {
    local stamp="$root/.venv/nodegrad-$1.stamp" requirements=$2 wanted
    command -v python3 >/dev/null || stop "Python is missing; install python3 (3.10 or newer) with its venv module."
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
        stop "$(python3 --version) is too old; install Python 3.10 or newer."
    # tests/requirements.txt includes the program's list, so both count.
    wanted=$(cat "$root/installer/requirements.txt" "$requirements" | sha256sum | cut -d' ' -f1)
    if [ ! -x "$root/.venv/bin/python" ] || ! "$root/.venv/bin/python" -c '' 2>/dev/null; then
        say "Making .venv"
        rm -rf "$root/.venv"
        python3 -m venv "$root/.venv" >&2 || stop "Python could not make .venv; install python3-venv."
    fi
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
        return 0
    fi
    say "Installing Python packages into .venv (LibTorch comes with them; the first time takes minutes)"
    "$root/.venv/bin/python" -m pip install --disable-pip-version-check --quiet -r "$requirements" >&2 ||
        stop "pip could not install the packages of $requirements; check the network and the free space, then start again."
    printf '%s\n' "$wanted" >"$stamp"
}

# A LibTorch file takes up to 1 GB to compile: two GB of memory a job, at most one job a core.
job_count() {
    local cores memory_kb limit jobs
    cores=$(nproc)
    memory_kb=$(awk '/^MemTotal:/ { print $2 }' /proc/meminfo)
    if [ -r /sys/fs/cgroup/memory.max ]; then
        read -r limit </sys/fs/cgroup/memory.max
        if [ "$limit" != max ] && [ $((limit / 1024)) -lt "$memory_kb" ]; then
            memory_kb=$((limit / 1024))
        fi
    fi
    jobs=$((memory_kb / 1024 / 1024 / 2))
    [ "$jobs" -le "$cores" ] || jobs=$cores
    [ "$jobs" -ge 1 ] || jobs=1
    echo "$jobs"
}

# configure FOLDER CMAKE-ARGUMENTS...: runs CMake when the arguments, the tools or the set of CMake lists have changed.
# What changes inside a list, ninja notices itself.
configure() {
    local folder=$1 stamp="$1/configured.stamp" wanted
    shift
    export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
    export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    local -a arguments=("$@")
    if command -v ccache >/dev/null; then
        arguments+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    fi
    wanted=$(
        printf '%s\n' "$root" "${arguments[@]}"
        cd "$root" && find core ui app tests installer -name CMakeLists.txt | LC_ALL=C sort
    )
    if [ -f "$folder/build.ninja" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
        return 0
    fi
    # A moved or copied source folder: CMake refuses the old cache.
    if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        rm -rf "$folder"
    fi
    say "Configuring $(basename "$folder")"
    mkdir -p "$folder"
    if ! cmake -S "$root" -B "$folder" -G Ninja "${arguments[@]}" >"$folder/configure.log" 2>&1; then
        tail -n 40 "$folder/configure.log" >&2
        stop "CMake could not configure the build; the lines above say what is missing."
    fi
    printf '%s\n' "$wanted" >"$stamp"
}

# build/release serves ./run and ./test. NODEGRAD_WERROR=1 (set by ./test) makes warnings errors; a folder that was made so
# stays so, because other flags would build everything again.
configure_release() {
    local folder="$root/build/release" werror=OFF
    if [ "${NODEGRAD_WERROR:-0}" = 1 ] || grep -qs '^NODEGRAD_WERROR:BOOL=ON' "$folder/CMakeCache.txt"; then
        werror=ON
    fi
    configure "$folder" -DCMAKE_BUILD_TYPE=Release "-DNODEGRAD_WERROR=$werror"
}

# build FOLDER TARGETS...: silent when there is nothing to do.
build() {
    local folder=$1 jobs
    shift
    if ninja -C "$folder" -n "$@" 2>/dev/null | grep -q 'no work to do'; then
        return 0
    fi
    jobs=$(job_count)
    say "Building $(basename "$folder") with $jobs jobs"
    cmake --build "$folder" -j "$jobs" --target "$@" >&2 || stop "The build failed; the first error above says where."
}

# Two calls at once must not build in one folder: the second waits.
with_build_lock() {
    mkdir -p "$root/build"
    (
        flock 9
        "$@"
    ) 9>"$root/build/setup.lock"
}
