"""How files and folders look: length, names, a README in each top folder, colours by role, no paths of one machine."""

import re
import sys

from source_tree import SourceTree, report

LONGEST = 600
LONGEST_README = 30
TOP_FOLDERS = ("app", "core", "docs", "installer", "resources", "tests", "ui")
# A thing we cannot name is a thing we have not understood.
NO_NAMES = {"util", "utils", "utility", "utilities", "common", "helper", "helpers", "manager", "managers", "misc"}
COLOUR = re.compile(r'"[^"\n]*#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b[^"\n]*"'
                    r'|\bQColor\s*[({]\s*(?:\d|0x)|\bqRgba?\s*\(\s*(?:\d|0x)')
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|tmp)/|(?<![\w.])/home/\w")
TEXT = (".h", ".cpp", ".py", ".sh", ".md", ".txt", ".cmake", ".json", ".xml", ".in", ".desktop", ".proto", ".nodegrad", ".svg")
SCRIPTS = {"run", "test", ".ci/run"}


def length_breaches(tree):
    for path in tree.files:
        if path.endswith((".h", ".cpp", ".py")):
            lines = tree.text(path).count("\n")
            if lines > LONGEST:
                yield f"{path} has {lines} lines: split it, {LONGEST} is the most."


def name_breaches(tree):
    reported = set()
    for path in tree.files:
        parts = path.split("/")
        for depth, folder in enumerate(parts[:-1]):
            whole = "/".join(parts[:depth + 1])
            if folder.lower() in NO_NAMES and whole not in reported:
                reported.add(whole)
                yield f"{whole}/ is named '{folder}': name it after what it holds."
        if parts[-1].endswith((".h", ".cpp", ".py")) and parts[-1].split(".")[0].lower() in NO_NAMES:
            yield f"{path} is named '{parts[-1]}': name it after its one type or verb."


def readme_breaches(tree):
    for folder in TOP_FOLDERS:
        path = f"{folder}/README.md"
        if path not in tree.files:
            yield f"{path} is missing: each top folder says what lives there, what may not, and what to read first."
            continue
        lines = len(tree.text(path).splitlines())
        if lines > LONGEST_README:
            yield f"{path} has {lines} lines: {LONGEST_README} is the most."


def colour_breaches(tree):
    for path in tree.sources("ui", "app"):
        if path.startswith("ui/theme/"):
            continue
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            if found := COLOUR.search(line):
                yield f"{path}:{number} names a colour ({found.group(0)}): outside ui/theme colours are roles of the theme."


def machine_path_breaches(tree):
    for path in tree.files:
        if path.startswith("tests/") or not (path.endswith(TEXT) or path in SCRIPTS):
            continue
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            if found := MACHINE_PATH.search(line):
                yield f"{path}:{number} holds '{found.group(0)}': a path of one machine; make it relative or ask the system."


def breaches(tree):
    return [*length_breaches(tree), *name_breaches(tree), *readme_breaches(tree), *colour_breaches(tree),
            *machine_path_breaches(tree)]


if __name__ == "__main__":
    sys.exit(report(breaches(SourceTree(sys.argv[1])), "files and folders"))
