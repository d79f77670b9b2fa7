#!/usr/bin/env python3
"""Makes the bundled data sets in resources/data from scikit-learn's package.

Run once, by whoever wants to remake the files; the program itself does not need scikit-learn:
    python3 -m venv build/skl && build/skl/bin/pip install scikit-learn
    build/skl/bin/python installer/make_data.py
The result is the same bytes on every machine; ORIGIN.txt beside each set holds their SHA-256.
"""
import csv
import hashlib
import io
import pathlib
import struct

import sklearn
from sklearn import datasets

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "data"
LICENCE = ("Creative Commons Attribution 4.0 International (CC BY 4.0), as the UCI Machine Learning Repository states for it;\n"
           "  https://creativecommons.org/licenses/by/4.0/. scikit-learn, which carries the copy, is under the 3-clause BSD licence.")


def number(value):
    """The shortest text that reads back as the same double; whole numbers without a point."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def table(bunch, target, names):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(list(bunch.feature_names) + [target])
    for row, label in zip(bunch.data, bunch.target):
        writer.writerow([number(v) for v in row] + [names[label]])
    return out.getvalue().encode()


def idx(array):
    """The IDX format of the MNIST files: 0, 0, type 8 (unsigned byte), rank, sizes big-endian, bytes."""
    header = struct.pack(">BBBB", 0, 0, 8, array.ndim) + struct.pack(">" + "I" * array.ndim, *array.shape)
    return header + array.astype("uint8").tobytes()


def write(name, files, title, source, changes, citation):
    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    lines = [title, "", "Origin:", "  " + source,
             f"  Taken from scikit-learn {sklearn.__version__} by installer/make_data.py.",
             "", "Changes:", "  " + changes, "", "Licence:", "  " + LICENCE, "", "Citation:"]
    lines += ["  " + line for line in citation] + ["", "SHA-256:"]
    for file, data in files.items():
        (folder / file).write_bytes(data)
        lines.append(f"  {hashlib.sha256(data).hexdigest()}  {file}  ({len(data)} bytes)")
    (folder / "ORIGIN.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    iris = datasets.load_iris()
    write("iris", {"iris.csv": table(iris, "species", iris.target_names)}, "Iris plants: 150 flowers, 4 lengths, 3 species",
          "UCI Machine Learning Repository, https://doi.org/10.24432/C56C76 (with two wrong rows corrected after Fisher's paper).",
          "Class numbers are written as the names of the species; a header line.",
          ['R. A. Fisher, "The use of multiple measurements in taxonomic problems",', "Annals of Eugenics 7 (2), 179-188, 1936."])
    wine = datasets.load_wine()
    write("wine", {"wine.csv": table(wine, "cultivar", ["cultivar 1", "cultivar 2", "cultivar 3"])},
          "Wine: 178 wines, 13 chemical measurements, 3 cultivars",
          "UCI Machine Learning Repository, https://doi.org/10.24432/C5PC7J.",
          "Class numbers 1 to 3 are written as 'cultivar 1' to 'cultivar 3'; a header line.",
          ["S. Aeberhard and M. Forina, Wine, UCI Machine Learning Repository, 1992.",
           "M. Forina et al., PARVUS: An extendable package of programs for data exploration, classification and correlation,",
           "Institute of Pharmaceutical and Food Analysis and Technologies, Genoa."])
    cancer = datasets.load_breast_cancer()
    write("breast_cancer", {"breast_cancer.csv": table(cancer, "diagnosis", cancer.target_names)},
          "Breast Cancer Wisconsin (Diagnostic): 569 cell samples, 30 measurements, benign or malignant",
          "UCI Machine Learning Repository, https://doi.org/10.24432/C5DW2B.",
          "Class numbers are written as 'malignant' and 'benign'; a header line; patient numbers are left out.",
          ["W. N. Street, W. H. Wolberg and O. L. Mangasarian,", '"Nuclear feature extraction for breast tumor diagnosis",',
           "IS&T/SPIE International Symposium on Electronic Imaging, vol. 1905, 861-870, 1993."])
    digits = datasets.load_digits()
    write("digits", {"images-idx3-ubyte": idx(digits.images), "labels-idx1-ubyte": idx(digits.target)},
          "Optical recognition of handwritten digits: 1,797 pictures of 8 x 8 points, values 0 to 16, 10 classes",
          "UCI Machine Learning Repository, https://doi.org/10.24432/C50P49 (its test part: 13 writers).",
          "Stored as two IDX files of unsigned bytes.",
          ["E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits,", "UCI Machine Learning Repository, 1998."])


if __name__ == "__main__":
    main()
