"""Plants each kind of breach in a small tree and expects the checks to find it; a clean tree passes."""

import tempfile
import unittest
from pathlib import Path

import check_error_texts
import check_files
import check_includes
from source_tree import SourceTree

CLEAN = {
    "core/base/error.h": "#pragma once\n#include <string>\n",
    "core/base/texts/file.cpp": '{"file.missing", "There is no file \'{path}\'.",\n "Check the name."},\n',
    "core/formats/onnx.cpp": '#include "onnx.pb.h"\n#include "core/formats/onnx.h"\n',
    "core/formats/onnx.h": '#include "core/base/error.h"\nauto e = fail("file.missing", {{"path", path}});\n',
    "core/engine/model.cpp": '#include <torch/torch.h>\n#include "core/engine/model.h"\n',
    "core/engine/model.h": '#include "core/formats/onnx.h"\n',
    "ui/theme/light.cpp": 'auto window = QColor("#f5f5f7");\n',
    "ui/shell/window.cpp": '#include <QMainWindow>\n#include "core/engine/model.h"\n',
    "app/main.cpp": '#include "ui/shell/window.h"\n',
    **{f"{folder}/README.md": "# What lives here\n" for folder in check_files.TOP_FOLDERS},
}


class TheChecks(unittest.TestCase):
    def found(self, check, changed, removed=()):
        """The breaches in the clean tree with some files changed."""
        with tempfile.TemporaryDirectory() as folder:
            for path, text in {**CLEAN, **changed}.items():
                if path not in removed:
                    (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                    (Path(folder) / path).write_text(text)
            return check.breaches(SourceTree(folder))

    def expect(self, check, changed, *words, removed=()):
        found = self.found(check, changed, removed)
        self.assertEqual(len(found), 1, found)
        for word in words:
            self.assertIn(word, found[0])

    def test_a_clean_tree_passes_all_checks(self):
        for check in (check_includes, check_files, check_error_texts):
            self.assertEqual(self.found(check, {}), [])

    def test_qt_in_core_is_found(self):
        self.expect(check_includes, {"core/data/csv.cpp": "#include <QString>\n"}, "core/data/csv.cpp", "no Qt")
        self.expect(check_includes, {"core/data/csv.cpp": "#include <QtCore/QFile>\n"}, "no Qt")
        self.expect(check_includes, {"core/data/csv.cpp": "#include <qcustomplot.h>\n"}, "no Qt")
        self.expect(check_includes, {"core/data/CMakeLists.txt": "USES Qt6::Core\n"}, "no Qt")

    def test_libtorch_in_the_wrong_folder_is_found(self):
        for path in ("ui/plots/chart.cpp", "core/layers/dense.cpp", "app/train.cpp"):
            for name in ("torch/torch.h", "ATen/ATen.h", "c10/core/Device.h"):
                self.expect(check_includes, {path: f"#  include <{name}>\n"}, path, "LibTorch")

    def test_libtorch_through_a_header_is_found_with_the_way(self):
        self.expect(check_includes, {"core/engine/tensors.h": "#include <torch/torch.h>\n",
                                     "core/training/loop.h": '#include "core/engine/tensors.h"\n',
                                     "ui/plots/chart.cpp": '#include "core/training/loop.h"\n'},
                    "ui/plots/chart.cpp", "core/training/loop.h, core/engine/tensors.h")

    def test_a_header_beside_the_file_counts_as_ours(self):
        self.expect(check_includes, {"core/layers/tensors.h": "#include <ATen/ATen.h>\n",
                                     "core/layers/dense.cpp": ""}, "core/layers/tensors.h")
        self.assertEqual(len(self.found(check_includes, {"core/engine/tensors.h": "#include <ATen/ATen.h>\n",
                                                         "core/data/x.cpp": '#include "../engine/tensors.h"\n'})), 2)

    def test_an_include_against_the_order_of_core_is_found(self):
        self.expect(check_includes, {"core/graph/graph.cpp": '#include "core/layers/layer_type.h"\n'},
                    "core/layers comes after core/graph")
        self.expect(check_includes, {"core/tools/x.cpp": "\n"}, "core/tools")

    def test_an_include_upwards_is_found(self):
        self.expect(check_includes, {"core/runs/run.cpp": '#include "ui/shell/window.h"\n'}, "core/ may not include ui/")
        self.expect(check_includes, {"ui/shell/x.cpp": '#include "app/command_line.h"\n'}, "ui/ may not include app/")
        self.expect(check_includes, {"app/x.cpp": '#include "tests/support/catch.h"\n'}, "app/ may not include tests/")

    def test_a_generated_protobuf_header_outside_formats_is_found(self):
        self.expect(check_includes, {"core/exporters/onnx.cpp": '#include "onnx.pb.h"\n'}, "protobuf")

    def test_a_long_file_is_found(self):
        self.expect(check_files, {"core/data/csv.cpp": "\n" * 601}, "601 lines")
        self.assertEqual(self.found(check_files, {"core/data/csv.cpp": "\n" * 600}), [])

    def test_a_name_that_says_nothing_is_found(self):
        self.expect(check_files, {"core/utils/text.cpp": "\n"}, "core/utils/")
        self.expect(check_files, {"ui/shell/helpers.h": "\n"}, "ui/shell/helpers.h")

    def test_a_missing_or_long_readme_is_found(self):
        self.expect(check_files, {}, "ui/README.md is missing", removed=("ui/README.md",))
        self.expect(check_files, {"core/README.md": "line\n" * 31}, "31 lines")

    def test_a_colour_outside_the_theme_is_found(self):
        for line in ('"color: #ff8800;"', 'QColor("#FFF")', "QColor(12, 34, 56)", "qRgb(1, 2, 3)", "QColor{0xff8800}"):
            self.expect(check_files, {"ui/canvas/node.cpp": f"auto colour = {line};\n"}, "ui/canvas/node.cpp:1")

    def test_a_path_of_one_machine_is_found(self):
        for path in ("/work" "/main", "/root" "/x", "/tmp" "/b", "/home" "/ann/x"):
            self.expect(check_files, {"core/data/csv.cpp": f'auto path = "{path}";\n'}, "core/data/csv.cpp:1")
        self.assertEqual(self.found(check_files, {"docs/x.md": "https://host.org/tmp/x and frame/work/x\n"}), [])

    def test_an_error_without_words_is_found(self):
        self.expect(check_error_texts, {"core/data/csv.cpp": 'return fail(\n    "csv.empty", {});\n'}, "csv.cpp:1", "csv.empty")
        self.expect(check_error_texts, {"ui/shell/x.cpp": 'makeError("csv.empty")\n'}, "csv.empty")

    def test_words_that_nothing_uses_are_found(self):
        self.expect(check_error_texts, {"core/base/texts/data.cpp": '{"csv.empty", "No rows.", ""},\n'}, "nothing makes")

    def test_a_second_row_for_a_code_is_found(self):
        self.expect(check_error_texts, {"core/base/texts/data.cpp": '{"file.missing", "Gone: {path}", ""},\n'}, "second row")

    def test_a_placeholder_that_is_not_given_is_found(self):
        self.expect(check_error_texts, {"core/formats/onnx.h": '#include "core/base/error.h"\nauto e = fail("file.missing", {{"file", x}});\n'}, "{path}")


if __name__ == "__main__":
    unittest.main()
