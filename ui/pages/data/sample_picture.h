#pragma once
// Samples of a data set as pictures and texts: what the Data and the Evaluate page show of them.

#include <QImage>
#include <QString>
#include <QStringList>

#include "core/data/dataset.h"

namespace nodegrad {

/// Whether samples have a picture: images are drawn as they are, sequences as curves.
bool hasPictures(const Dataset& data);
/// Two numbers a sample: samples are points of a plane.
bool isPlane(const Dataset& data);
/// Grey pictures of one channel, small enough to be drawn by hand (at most 64 x 64).
bool isDrawable(const Dataset& data);

/// Sample `index` of `inputs` (N, C, H, W) or (N, T, F), shown between the values `low` (black, bottom) and `high` (white, top).
/// Pictures have one pixel a value; curves are 192 x 192. Null for other kinds.
QImage inputPicture(const HostTensor& inputs, std::int64_t index, const Spec& spec, double low, double high);
/// The same for a stored sample, over the value range of the data set.
QImage samplePicture(const Dataset& data, std::int64_t index);

/// "7", "setosa", "3.21"; several numbers are joined by commas.
QString targetText(const Dataset& data, std::int64_t index);
/// The class names, made up ("class 0") when the data set has none.
QStringList classNames(const Dataset& data);
QString className(const Dataset& data, std::int64_t index);
/// What one class is called: "digit", "species".
QString classWord(const Dataset& data);
/// What one sample is called, in the plural: "images", "rows", "sequences".
QString samplesWord(const Dataset& data);
/// "1 image", "1 797 images".
QString countText(const Dataset& data, std::int64_t count);
/// A number of the data, at most six digits: "0.25", "1.5e-7".
QString valueText(double value);
/// Cells of row `index` for columns of role Input, as text "sepal length 5.1"; at most `most` of them. Empty for pictures.
QString rowText(const Dataset& data, std::int64_t index, int most = 4);

} // namespace nodegrad
