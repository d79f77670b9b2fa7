"""Counts what ran: reads the JUnit files that ctest wrote into a folder and prints the closing line of ./test.

A ctest entry is one program. A program that says how many cases it ran (Catch2, unittest, pytest) counts with
that number, any other as one.
"""

import re
import sys
import xml.etree.ElementTree
from pathlib import Path

# Results of the same programs, built with a sanitizer.
REPEATS = {"asan", "tsan"}

# Each gives (passed, failed) of one program's output.
CATCH_PASSED = re.compile(r"^All tests passed \(\d+ assertions? in (\d+) test cases?\)", re.M)
CATCH_FAILED = re.compile(r"^test cases:\s*(\d+)\s*\|(.*)$", re.M)
UNITTEST = re.compile(r"^Ran (\d+) tests? in .*\n\n(OK|FAILED)(.*)$", re.M)
PYTEST = re.compile(r"^=+ .*\b(\d+) passed\b.*=+$", re.M)


def number_before(word, text):
    found = re.search(r"(\d+) " + word, text)
    return int(found.group(1)) if found else 0


def cases(output, succeeded):
    """(passed, failed) of one ctest entry."""
    if found := CATCH_PASSED.search(output):
        passed, failed = int(found.group(1)), 0
    elif found := CATCH_FAILED.search(output):
        passed = number_before("passed", found.group(2))
        failed = int(found.group(1)) - passed
    elif found := UNITTEST.search(output):
        failed = sum(int(n) for n in re.findall(r"(?:failures|errors|skipped)=(\d+)", found.group(3)))
        passed = int(found.group(1)) - failed
    elif found := PYTEST.search(output):
        passed, failed = int(found.group(1)), number_before("failed", found.group(0))
    else:
        passed, failed = int(succeeded), int(not succeeded)
    if not succeeded and failed == 0:
        failed = 1
    return passed, failed


def count(folder):
    """(passed, failed, passed again under a sanitizer, names of the entries that did not pass) of a folder's JUnit files."""
    passed, failed, again, names = 0, 0, 0, []
    for path in sorted(Path(folder).glob("*.xml")):
        for entry in xml.etree.ElementTree.parse(path).getroot().iter("testcase"):
            succeeded = entry.get("status") == "run"
            output = entry.findtext("system-out") or ""
            entry_passed, entry_failed = cases(output, succeeded)
            if path.stem in REPEATS:
                again += entry_passed
            else:
                passed += entry_passed
            failed += entry_failed
            if not succeeded:
                names.append(f"{path.stem}/{entry.get('name')}")
    return passed, failed, again, names


def main():
    passed, failed, again, names = count(sys.argv[1])
    for name in names:
        print(f"not passed: {name}")
    if failed or names or passed == 0:
        print(f"{passed} tests passed, {failed} failed.")
        return 1
    print(f"{passed} tests passed" + (f", and {again} again under a sanitizer." if again else "."))
    return 0


if __name__ == "__main__":
    sys.exit(main())
