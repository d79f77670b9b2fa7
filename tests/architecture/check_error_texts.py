"""Every error code has its words, all words are used, and each placeholder is given where the error is made."""

import re
import sys

from source_tree import SourceTree, report

TEXTS = "core/base/texts/"
MADE = re.compile(r'\b(?:fail|makeError)\s*\(\s*"([^"\n]+)"')
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
ROW = re.compile(r"\{\s*(" + LITERAL + r")\s*,((?:\s|,|//[^\n]*|" + LITERAL + r")*)\}")
PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}")


def rows(tree):
    """(code, placeholders, path) of each row of the tables."""
    for path in tree.files:
        if path.startswith(TEXTS) and path.endswith(".cpp"):
            for code, words in ROW.findall(tree.text(path)):
                yield code.strip('"'), set(PLACEHOLDER.findall(words)), path


def breaches(tree):
    found, known = [], {}
    for code, placeholders, path in rows(tree):
        if code in known:
            found.append(f'{path} has a second row for "{code}"; the first lies in {known[code][1]}.')
        known[code] = (placeholders, path)
    users = {}
    for path in tree.sources("core", "ui", "app"):
        if path.startswith(TEXTS):
            continue
        text = tree.text(path)
        for made in MADE.finditer(text):
            if made.group(1) not in known:
                line = text.count("\n", 0, made.start()) + 1
                found.append(f'{path}:{line} makes the error "{made.group(1)}", which has no row in {TEXTS}.')
        for literal in set(re.findall(r'"([\w.]+)"', text)) & known.keys():
            users.setdefault(literal, []).append(path)
    for code, (placeholders, path) in known.items():
        if code not in users:
            found.append(f'{path} has a row for "{code}", which nothing makes.')
            continue
        # Context is added on the way up, so the whole folder of a maker may give a placeholder; "node" is added by the Builder.
        folders = {user.rsplit("/", 1)[0] for user in users[code]}
        given = "".join(tree.text(source) for source in tree.files if source.rsplit("/", 1)[0] in folders)
        for name in sorted(placeholders - {"node"}):
            if f'"{name}"' not in given:
                found.append(f'{users[code][0]} makes the error "{code}" without its placeholder {{{name}}}.')
    return found


if __name__ == "__main__":
    sys.exit(report(breaches(SourceTree(sys.argv[1])), "error texts"))
