"""What people make of a design without training it: pictures, differences, lists, known networks."""

import struct
import unittest
import xml.etree.ElementTree

from program import ProgramTest


class PicturesAndDifferences(ProgramTest):
    def test_a_design_is_drawn_as_the_canvas_shows_it(self):
        self.new("d.nodegrad", "--example", "residual_cnn")
        for theme in ("light", "dark"):
            self.assertIn("Written", self.run_program("render", "d.nodegrad", "-o", f"{theme}.svg", "--theme", theme).stdout)
            drawing = xml.etree.ElementTree.fromstring((self.folder / f"{theme}.svg").read_text())
            self.assertTrue(drawing.tag.endswith("svg"))
            text = "".join(part.text for part in drawing.iter() if part.tag.endswith("text"))  # figures have a font of their own
            for title in ("Conv2D", "BatchNorm", "Output", "× 3"):
                self.assertIn(title, text)
        self.assertNotEqual((self.folder / "light.svg").read_bytes(), (self.folder / "dark.svg").read_bytes())
        sizes = []
        for scale in (1, 2):
            self.run_program("render", "d.nodegrad", "-o", "d.png", "--scale", scale)
            png = (self.folder / "d.png").read_bytes()
            self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
            sizes.append(struct.unpack(">II", png[16:24]))
        self.assertAlmostEqual(sizes[1][0] / sizes[0][0], 2, delta=0.02)
        self.run_program("render", "d.nodegrad", "-o", "d.pdf")
        self.assertTrue((self.folder / "d.pdf").read_bytes().startswith(b"%PDF-"))

    def test_what_cannot_be_drawn_is_refused(self):
        self.new("d.nodegrad", "--example", "iris")
        for arguments, words in ((("-o", "d.gif"), ".png, .svg or .pdf"), (("-o", "no/d.svg"), "no/d.svg"), (("-o", "d.svg", "--module", "x"), "no module 'x'")):
            result = self.run_program("render", "d.nodegrad", *arguments)
            self.assertEqual(result.returncode, 1)
            self.assertIn(words, result.stderr)

    def test_two_designs_are_told_apart(self):
        self.new("a.nodegrad", "--graph", "input(4) > dense(8) > relu > dense(3) > output")
        self.new("b.nodegrad", "--graph", "input(4) > dense(16) > relu > dropout(0.2) > dense(3) > output")
        self.assertEqual(self.done("diff", "a.nodegrad", "a.nodegrad"), "The designs are equal.\n")
        text = self.done("diff", "a.nodegrad", "b.nodegrad")
        self.assertIn("~ dense1 (Dense): Units 8 -> 16", text)
        self.assertIn("+ dropout1 (Dropout)", text)
        changes = self.done_json("diff", "a.nodegrad", "b.nodegrad")
        self.assertEqual([c["node"] for c in changes if c["kind"] == "added"], ["dropout1"])

    def test_a_known_network_is_counted(self):
        self.new("r.nodegrad", "--example", "resnet18")
        # The published 11,689,512 parameters; it has no data, so it is looked at by its own Input.
        result = self.run_program("check", "r.nodegrad", "--json")
        self.assertIn('"parameters": 11689512', result.stdout)


if __name__ == "__main__":
    unittest.main()
