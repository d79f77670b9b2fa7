"""The source tree as text: which files there are, what they include, and who includes whom."""

import os
import re
from pathlib import Path

SKIPPED = {"build", ".git", ".venv", "__pycache__", "examples-out"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)


class SourceTree:
    """Reads a repository once. Paths are relative to its root, with forward slashes."""

    def __init__(self, root):
        self.root = Path(root)
        self.files = sorted(self._walk())
        self._texts = {}
        self._included = {}

    def _walk(self):
        for folder, folders, names in os.walk(self.root):
            folders[:] = [f for f in folders if f not in SKIPPED]
            for name in names:
                yield (Path(folder) / name).relative_to(self.root).as_posix()

    def sources(self, *tops, endings=(".h", ".cpp")):
        """The source files under the given top folders."""
        return [f for f in self.files if f.endswith(endings) and f.split("/")[0] in tops]

    def text(self, path):
        if path not in self._texts:
            self._texts[path] = (self.root / path).read_text(encoding="utf-8", errors="replace")
        return self._texts[path]

    def includes(self, path):
        """What a file includes; our own headers as paths from the root, others as they are written."""
        if path not in self._included:
            found = []
            for quote, name in INCLUDE.findall(self.text(path)):
                beside = Path(os.path.normpath(Path(path).parent / name)).as_posix()
                found.append(beside if quote == '"' and (self.root / beside).is_file() else name)
            self._included[path] = found
        return self._included[path]

    def chain_to(self, path, wanted):
        """The shortest way along includes from `path` to an include for which wanted(name) holds, or None."""
        queue, seen = [[path]], {path}
        while queue:
            way = queue.pop(0)
            for name in self.includes(way[-1]):
                if wanted(name):
                    return way + [name]
                if name not in seen and (self.root / name).is_file():
                    seen.add(name)
                    queue.append(way + [name])
        return None


def core_folder(path):
    """"engine" for core/engine/kernels/linear.cpp; None outside core."""
    parts = path.split("/")
    return parts[1] if parts[0] == "core" and len(parts) > 2 else None


def report(breaches, what):
    """Prints each breach as a sentence; returns the exit status."""
    for breach in breaches:
        print(breach)
    print(f"{len(breaches)} breaches of the rules for {what}." if breaches else f"The rules for {what} hold.")
    return 1 if breaches else 0
