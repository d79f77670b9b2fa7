#!/usr/bin/env python3
"""Makes 'Nodegrad Figures' from Inter: the ten figures, all of one width (Inter's own `tnum` forms).

Qt can switch a font's features on only from 6.7. Until then the program puts this small family before Inter, so that
figures come from here and everything else from Inter. Needs fonttools.  usage: make_figures.py FOLDER_OF_INTER
"""
import os
import sys
from fontTools import subset
from fontTools.ttLib import TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
DIGITS = [ord(c) for c in "0123456789"]


def tabular_names(font):
    gsub, names = font["GSUB"].table, {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    table = getattr(table, "ExtSubTable", table)
                    names.update(getattr(table, "mapping", {}))
    return names


def make(source, target, style, weight):
    font = TTFont(source)
    tnum = tabular_names(font)
    for table in font["cmap"].tables:
        for code in DIGITS:
            if code in table.cmap:
                table.cmap[code] = tnum.get(table.cmap[code], table.cmap[code])
    options = subset.Options(layout_features=[], name_IDs=[0, 1, 2, 4, 6, 13, 14, 16, 17], hinting=False, notdef_outline=True)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=DIGITS)
    worker.subset(font)
    widths = {font["hmtx"][font.getBestCmap()[code]][0] for code in DIGITS}
    assert max(widths) - min(widths) <= 4, widths  # Inter 4.0 beta 7 is off by 3 of 2816 units in one weight
    for code in DIGITS:
        glyph = font.getBestCmap()[code]
        font["hmtx"][glyph] = (max(widths), font["hmtx"][glyph][1])
    name = font["name"]
    for record in list(name.names):
        if record.nameID in (16, 17):
            name.removeNames(nameID=record.nameID)
    for platform in ((3, 1, 0x409), (1, 0, 0)):
        name.setName("Nodegrad Figures", 1, *platform)
        name.setName(style, 2, *platform)
        name.setName("Nodegrad Figures " + style, 4, *platform)
        name.setName("NodegradFigures-" + style, 6, *platform)
    font["OS/2"].usWeightClass = weight
    # Regular and bold are one family of four, so that every system groups them.
    font["OS/2"].fsSelection = 0x40 if style == "Regular" else 0x20
    font["head"].macStyle = 0 if style == "Regular" else 1
    if "CFF " in font:
        top = font["CFF "].cff
        top.fontNames[0] = "NodegradFigures-" + style
        top[0].FamilyName, top[0].FullName = "Nodegrad Figures", "Nodegrad Figures " + style
    font.save(target)
    print(target, os.path.getsize(target), "bytes, figure width", max(widths))


make(os.path.join(sys.argv[1], "Inter-Regular.otf"), os.path.join(HERE, "NodegradFigures-Regular.otf"), "Regular", 400)
make(os.path.join(sys.argv[1], "Inter-SemiBold.otf"), os.path.join(HERE, "NodegradFigures-SemiBold.otf"), "Bold", 600)
