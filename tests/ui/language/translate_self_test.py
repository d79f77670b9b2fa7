"""installer/translate.py finds what it looks for, and what it writes it reads back."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "installer"))
import translate


def message(source, translation, context=translate.WINDOW, numerus=False):
    made = translate.Message(context, source, "", numerus)
    made.translation = translation
    return made


class TheTranslations(unittest.TestCase):
    def test_what_fits_passes(self):
        for source, translation in [("%1 of %2", "%2 中的 %1"), ("Save as…", "另存为…"), ("&Open", "打开(&O)"), ("a\nb", "甲\n乙"),
                                    ("Zoom to 100 %", "缩放至 100 %"), ("A & B", "A 和 B")]:
            self.assertEqual(translate.misfit(message(source, translation)), "", source)
        self.assertEqual(translate.misfit(message("'{node}' needs {expected}.", "“{node}”需要{expected}。", translate.CORE)), "")

    def test_what_does_not_fit_is_named(self):
        for source, translation, why in [("%1 of %2", "%1", "places"), ("%n run(s)", "运行", "places"), ("&Open", "打开", "mnemonics"),
                                         ("Save as…", "另存为", "…"), ("a\nb", "甲乙", "lines")]:
            self.assertIn(why, translate.misfit(message(source, translation)))
        self.assertIn("places", translate.misfit(message("'{node}' has no input.", "没有输入。", translate.CORE)))

    def test_a_file_is_read_as_it_was_written(self):
        written = [message("a < b & \"c\"", "甲 < 乙"), message("%n run(s)", "%n 次运行", numerus=True), message("new", ""),
                   message("a\nb\tc", "甲\n乙\t丙", translate.CORE)]
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "nodegrad_zh_CN.ts"
            translate.write(file, {each.key(): each for each in written})
            read = translate.read(file)
        self.assertEqual({key: (each.translation, each.numerus) for key, each in read.items()},
                         {each.key(): (each.translation, each.numerus) for each in written})


if __name__ == "__main__":
    unittest.main()
