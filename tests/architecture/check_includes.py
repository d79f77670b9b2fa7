"""Who may include whom: fails with a sentence for each include that breaks the folder map of core, ui and app."""

import re
import sys

from source_tree import SourceTree, core_folder, report

# A folder of core includes only itself and folders to the left of it.
ORDER = ("base params shapes formats graph ops layers lowering data engine training analysis project runs "
         "evaluation exporters importers").split()
MAY_USE_LIBTORCH = {"engine", "training", "evaluation", "exporters"}
QT = re.compile(r"^(Qt[A-Z]\w*/.*|Q[A-Z]\w*|qcustomplot\.h|q[a-z]+\.h)$")
LIBTORCH = re.compile(r"^(torch|ATen|c10|caffe2)/")


def is_libtorch(name):
    return bool(LIBTORCH.match(name))


def is_protobuf(name):
    return name.endswith(".pb.h")


def qt_breaches(tree):
    for path in tree.sources("core"):
        for name in tree.includes(path):
            if QT.match(name):
                yield f"{path} includes <{name}>: core has no Qt."
    for path in tree.files:
        if path.startswith("core/") and path.endswith("CMakeLists.txt") and "Qt6" in tree.text(path):
            yield f"{path} names Qt6: core has no Qt."


def layer_breaches(tree):
    """core knows no ui and app, ui knows no app, none of them knows the tests."""
    forbidden = {"core": ("ui/", "app/", "tests/"), "ui": ("app/", "tests/"), "app": ("tests/",)}
    for top, others in forbidden.items():
        for path in tree.sources(top):
            for name in tree.includes(path):
                if name.startswith(others):
                    yield f"{path} includes {name}: {top}/ may not include {name.split('/')[0]}/."


def order_breaches(tree):
    for path in tree.sources("core"):
        own = core_folder(path)
        if own is None:
            continue
        if own not in ORDER:
            yield f"{path} lies in core/{own}, which is not in the list of core's folders (tests/architecture/check_includes.py)."
            continue
        for name in tree.includes(path):
            other = core_folder(name)
            if other is None:
                continue
            if other not in ORDER:
                yield f"{path} includes {name}: core/{other} is not in the list of core's folders."
            elif ORDER.index(other) > ORDER.index(own):
                yield f"{path} includes {name}: core/{other} comes after core/{own}, so {own} may not know it."


def wall_breaches(tree, is_outside, is_allowed, what):
    """A library that only some files may see, directly or through a header of ours."""
    for path in tree.sources("core", "ui", "app"):
        if is_allowed(path):
            continue
        chain = tree.chain_to(path, is_outside)
        if chain and len(chain) == 2:
            yield f"{path} includes <{chain[1]}>: {what}."
        elif chain:
            yield f"{path} reaches <{chain[-1]}> through {', '.join(chain[1:-1])}: {what}."


def breaches(tree):
    found = [*qt_breaches(tree), *layer_breaches(tree), *order_breaches(tree)]
    found += wall_breaches(tree, is_libtorch, lambda path: core_folder(path) in MAY_USE_LIBTORCH,
                           "only core/engine, core/training, core/evaluation and core/exporters may see LibTorch")
    found += wall_breaches(tree, is_protobuf, lambda path: core_folder(path) == "formats",
                           "only core/formats may see generated protobuf headers")
    return found


if __name__ == "__main__":
    sys.exit(report(breaches(SourceTree(sys.argv[1])), "includes"))
