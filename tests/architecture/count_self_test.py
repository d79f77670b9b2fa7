"""The closing line of ./test counts what programs say, and a failed or skipped case never counts as passed."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from count_tests import cases


class TheCount(unittest.TestCase):
    def test_catch2_cases_are_counted(self):
        self.assertEqual(cases("====\nAll tests passed (40 assertions in 7 test cases)\n", True), (7, 0))
        self.assertEqual(cases("All tests passed (1 assertion in 1 test case)\n", True), (1, 0))
        self.assertEqual(cases("test cases:  9 |  7 passed | 2 failed\nassertions: 30 | 28 passed | 2 failed\n", False), (7, 2))

    def test_python_cases_are_counted_and_skipped_ones_have_not_passed(self):
        self.assertEqual(cases("Ran 12 tests in 0.3s\n\nOK\n", True), (12, 0))
        self.assertEqual(cases("Ran 12 tests in 0.3s\n\nFAILED (failures=1, errors=2)\n", False), (9, 3))
        self.assertEqual(cases("Ran 12 tests in 0.3s\n\nOK (skipped=2)\n", True), (10, 2))
        self.assertEqual(cases("===== 5 passed in 0.10s =====\n", True), (5, 0))

    def test_any_other_program_counts_as_one(self):
        self.assertEqual(cases("", True), (1, 0))
        self.assertEqual(cases("", False), (0, 1))

    def test_a_crash_after_good_words_is_a_failure(self):
        self.assertEqual(cases("All tests passed (4 assertions in 2 test cases)\n", False), (2, 1))


if __name__ == "__main__":
    unittest.main()
