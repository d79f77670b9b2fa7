"""docs/support.md is what the program prints: `nodegrad layers --support > docs/support.md` makes it anew."""
import os
import pathlib
import subprocess
import unittest

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "support.md"


class SupportPage(unittest.TestCase):
    def test_the_page_is_current(self):
        printed = subprocess.run([os.environ["NODEGRAD"], "layers", "--support"], capture_output=True, text=True, check=True).stdout
        self.assertGreater(len(printed.splitlines()), 100)
        self.assertEqual(printed, PAGE.read_text(encoding="utf-8"), "run: nodegrad layers --support > docs/support.md")


if __name__ == "__main__":
    unittest.main()
