#!/usr/bin/env python3
"""The texts of the window in other languages: collects them, lists what lacks a translation, takes translations back, checks.

    translate.py update                 texts of the sources into resources/translations/*.ts; new ones are unfinished
    translate.py missing > texts.json   what lacks a translation, as JSON: fill in "translation"
    translate.py take texts.json        puts the filled translations in
    translate.py check                  fails with a sentence for each text that is missing, stale or does not fit

update and check read the sources with Qt's lupdate and ask the program core_texts (built by: ninja core_texts) for core's.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
WINDOW, CORE = "nodegrad", "core"
PLACE = re.compile(r"%L?(?:\d+|n)|\{\w*\}")
MNEMONIC = re.compile(r"&(?=[^\s&])")


class Message:
    """A text of the program: where it stands and, per language, what it is there."""

    def __init__(self, context, source, comment="", numerus=False, where=""):
        self.context, self.source, self.comment, self.numerus, self.where = context, source, comment, numerus, where
        self.translation = ""

    def key(self):
        return self.context, self.source, self.comment

    def name(self):
        return f'"{self.source}"' + (f" ({self.comment})" if self.comment else "")


def find_lupdate():
    for folder in ("/usr/lib/qt6/bin", "/usr/lib64/qt6/bin"):
        if (Path(folder) / "lupdate").exists():
            return str(Path(folder) / "lupdate")
    return "lupdate"


def window_texts(lupdate):
    """Texts of ui/ as {key: Message}. The class that says a text does not matter: equal texts are translated once."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "found.ts"
        done = subprocess.run([lupdate, "-silent", "-no-obsolete", "-locations", "relative", str(ROOT / "ui"), "-ts", str(file)],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0 or not file.exists():
            sys.exit(f"lupdate failed: {done.stderr.strip()}")
        found = {}
        for context in ElementTree.parse(file).getroot().iter("context"):
            for element in context.iter("message"):
                message = Message(CORE if context.findtext("name") == CORE else WINDOW, element.findtext("source") or "",
                                  element.findtext("comment") or "", element.get("numerus") == "yes", context.findtext("name"))
                known = found.setdefault(message.key(), message)
                known.numerus |= message.numerus
        return found


def core_texts(program):
    listed = json.loads(subprocess.run([program], capture_output=True, text=True, check=True).stdout)
    messages = [Message(CORE, text["text"], where=text["where"]) for text in listed]
    return {message.key(): message for message in messages}


def read(file):
    """What a .ts file holds, as {key: Message}."""
    known = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        for element in context.iter("message"):
            message = Message(context.findtext("name"), element.findtext("source") or "", element.findtext("comment") or "",
                              element.get("numerus") == "yes", element.findtext("extracomment") or "")
            translation = element.find("translation")
            if translation is not None and translation.get("type") is None:
                form = translation.find("numerusform")
                message.translation = (form.text if form is not None else translation.text) or ""
            known[message.key()] = message
    return known


def write(file, messages):
    """Sorted, without line numbers, so that branches merge and a text that moves changes nothing."""
    language = file.stem.split("_", 1)[1]
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", f'<TS version="2.1" language="{language}" sourcelanguage="en">']
    for context in sorted({message.context for message in messages.values()}):
        lines += ["<context>", f"    <name>{context}</name>"]
        for message in sorted((m for m in messages.values() if m.context == context), key=Message.key):
            lines.append("    <message numerus=\"yes\">" if message.numerus else "    <message>")
            lines.append(f"        <source>{escape(message.source)}</source>")
            if message.comment:
                lines.append(f"        <comment>{escape(message.comment)}</comment>")
            if message.where:
                lines.append(f"        <extracomment>{escape(message.where)}</extracomment>")
            text = escape(message.translation)
            if message.numerus:
                text = f"<numerusform>{text}</numerusform>"
            state = "" if message.translation else " type=" + quoteattr("unfinished")
            lines += [f"        <translation{state}>{text}</translation>", "    </message>"]
        lines.append("</context>")
    file.write_text("\n".join(lines + ["</TS>", ""]), encoding="utf-8")


def misfit(message):
    """Why the translation does not fit the text, or ""."""
    text, source = message.translation, message.source
    if sorted(set(PLACE.findall(text))) != sorted(set(PLACE.findall(source))):
        return f"has the places {PLACE.findall(text)} instead of {PLACE.findall(source)}"
    if len(MNEMONIC.findall(text)) != len(MNEMONIC.findall(source)) and message.context == WINDOW:
        return "has another number of mnemonics (&)"
    if source.endswith("…") != text.endswith("…"):
        return "does not end with … as the text does"
    if source.count("\n") != text.count("\n"):
        return "has another number of lines"
    return ""


def wanted(arguments):
    return {**window_texts(arguments.lupdate), **core_texts(arguments.core_texts)}


def update(arguments):
    texts = wanted(arguments)
    for file in sorted(FOLDER.glob("*.ts")):
        known = read(file)
        for key, message in texts.items():
            message.translation = known[key].translation if key in known else ""
        write(file, texts)
        print(f"{file.name}: {len(texts)} texts, {sum(not m.translation for m in texts.values())} without a translation, "
              f"{len(known.keys() - texts.keys())} dropped")


def missing(arguments):
    print(json.dumps([{"file": file.name, "context": m.context, "where": m.where, "comment": m.comment, "source": m.source, "translation": ""}
                      for file in sorted(FOLDER.glob("*.ts")) for m in read(file).values() if not m.translation],
                     ensure_ascii=False, indent=1))


def take(arguments):
    rows = json.loads(Path(arguments.texts).read_text(encoding="utf-8"))
    refused = 0
    for file in sorted(FOLDER.glob("*.ts")):
        known = read(file)
        for row in rows:
            message = known.get((row["context"], row["source"], row.get("comment", "")))
            if row.get("file", file.name) != file.name or message is None or not row["translation"]:
                continue
            before, message.translation = message.translation, row["translation"]
            if why := misfit(message):
                print(f"{message.name()}: the translation {why}.")
                message.translation = before
                refused += 1
        write(file, known)
        print(f"{file.name}: {sum(not m.translation for m in known.values())} without a translation")
    return refused


def check(arguments):
    texts, found = wanted(arguments), []
    for file in sorted(FOLDER.glob("*.ts")):
        known = read(file)
        found += [f"{file.name} lacks {message.name()}: run installer/translate.py update" for key, message in texts.items() if key not in known]
        found += [f"{file.name} holds {message.name()}, which the program no longer says: run installer/translate.py update"
                  for key, message in known.items() if key not in texts]
        found += [f"{file.name}: {message.name()} has no translation" for message in known.values() if not message.translation]
        found += [f"{file.name}: the translation of {message.name()} {misfit(message)}"
                  for message in known.values() if message.translation and misfit(message)]
    for breach in found:
        print(breach)
    print(f"{len(texts)} texts, {len(found)} problems")
    return len(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", choices=["update", "missing", "take", "check"])
    parser.add_argument("texts", nargs="?", help="of take: the JSON file")
    parser.add_argument("--lupdate", default=find_lupdate(), help="Qt's lupdate")
    parser.add_argument("--core-texts", default=str(ROOT / "build/release/ui/language/core_texts"), help="the program that prints core's texts")
    arguments = parser.parse_args()
    problems = {"update": update, "missing": missing, "take": take, "check": check}[arguments.work](arguments)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
