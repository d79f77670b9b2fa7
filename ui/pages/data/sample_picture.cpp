#include "ui/pages/data/sample_picture.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include "ui/theme/theme.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr std::int64_t drawableEdge = 64;
constexpr int curveEdge = 192;

QString translated(const char* text)
{
    return QCoreApplication::translate("Samples", text);
}

QImage pixelPicture(const HostTensor& inputs, std::int64_t index, double low, double high)
{
    const std::int64_t channels = inputs.dim(1), height = inputs.dim(2), width = inputs.dim(3);
    const std::int64_t start = index * channels * height * width, plane = height * width;
    const double scale = high > low ? 255.0 / (high - low) : 0.0;
    const auto byteAt = [&](std::int64_t place) {
        const double shade = (inputs.number(place) - low) * scale;
        return std::isfinite(shade) ? static_cast<int>(std::lround(std::clamp(shade, 0.0, 255.0))) : 0;
    };
    QImage picture(static_cast<int>(width), static_cast<int>(height), QImage::Format_RGB32);
    for (std::int64_t y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(static_cast<int>(y)));
        for (std::int64_t x = 0; x < width; ++x) {
            const std::int64_t place = start + y * width + x;
            const int first = byteAt(place);
            line[x] = channels >= 3 ? qRgb(first, byteAt(place + plane), byteAt(place + 2 * plane)) : qRgb(first, first, first);
        }
    }
    return picture;
}

QImage curvePicture(const HostTensor& inputs, std::int64_t index, double low, double high)
{
    const std::int64_t length = inputs.dim(1), features = inputs.dim(2);
    QImage picture(curveEdge, curveEdge, QImage::Format_RGB32);
    picture.fill(Qt::black);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme dark = Theme::load(ThemeName::Dark); // the ground is black in every theme
    const double margin = 10, extent = curveEdge - 2 * margin, range = high > low ? high - low : 1.0;
    for (std::int64_t f = 0; f < std::min<std::int64_t>(features, 3); ++f) {
        QPolygonF line;
        for (std::int64_t t = 0; t < length; ++t) {
            const double value = inputs.number((index * length + t) * features + f);
            const double x = length > 1 ? static_cast<double>(t) / static_cast<double>(length - 1) : 0.5;
            line << QPointF(margin + x * extent, margin + (1.0 - std::clamp((value - low) / range, 0.0, 1.0)) * extent);
        }
        painter.setPen(QPen(f == 0 ? dark(Role::Info) : dark.runColor(static_cast<int>(f)), 2.5));
        painter.drawPolyline(line);
    }
    return picture;
}

} // namespace

bool hasPictures(const Dataset& data)
{
    return (data.inputSpec.kind == Kind::Image && data.inputs.rank() == 4) || (data.inputSpec.kind == Kind::Sequence && data.inputs.rank() == 3);
}

bool isPlane(const Dataset& data)
{
    return data.inputSpec.kind == Kind::Vector && data.inputs.rank() == 2 && data.inputs.dim(1) == 2;
}

bool isDrawable(const Dataset& data)
{
    return data.inputSpec.kind == Kind::Image && data.inputs.rank() == 4 && data.inputs.dim(1) == 1 && data.inputs.dim(2) <= drawableEdge &&
           data.inputs.dim(3) <= drawableEdge;
}

QImage inputPicture(const HostTensor& inputs, std::int64_t index, const Spec& spec, double low, double high)
{
    if (inputs.rank() < 1 || index < 0 || index >= inputs.dim(0))
        return {};
    if (spec.kind == Kind::Image && inputs.rank() == 4)
        return pixelPicture(inputs, index, low, high);
    if (spec.kind == Kind::Sequence && inputs.rank() == 3)
        return curvePicture(inputs, index, low, high);
    return {};
}

QImage samplePicture(const Dataset& data, std::int64_t index)
{
    return inputPicture(data.inputs, index, data.inputSpec, data.valueMinimum, data.valueMaximum);
}

QString className(const Dataset& data, std::int64_t index)
{
    if (index >= 0 && index < static_cast<std::int64_t>(data.classNames.size()))
        return QString::fromStdString(data.classNames[static_cast<std::size_t>(index)]);
    return translated(QT_TRANSLATE_NOOP("Samples", "class %1")).arg(index);
}

QStringList classNames(const Dataset& data)
{
    QStringList names;
    const auto count = std::max<std::int64_t>(data.targetSpec.classes, static_cast<std::int64_t>(data.classNames.size()));
    for (std::int64_t i = 0; i < count; ++i)
        names << className(data, i);
    return names;
}

QString valueText(double value)
{
    QString text = QLocale::c().toString(value, 'g', 6);
    if (text.startsWith(QLatin1Char('-')))
        text[0] = QChar(0x2212); // as wide as a plus
    return text;
}

QString countText(const Dataset& data, std::int64_t count)
{
    const QString number = thousandsText(count) + QLatin1Char(' ');
    if (count != 1)
        return number + samplesWord(data);
    switch (data.inputSpec.kind) {
    case Kind::Image: return number + translated(QT_TRANSLATE_NOOP("Samples", "image"));
    case Kind::Sequence:
    case Kind::Tokens: return number + translated(QT_TRANSLATE_NOOP("Samples", "sequence"));
    default: return number + (isPlane(data) ? translated(QT_TRANSLATE_NOOP("Samples", "point")) : translated(QT_TRANSLATE_NOOP("Samples", "row")));
    }
}

QString targetText(const Dataset& data, std::int64_t index)
{
    if (data.isClassification())
        return className(data, data.targets.integers()[static_cast<std::size_t>(index)]);
    const std::int64_t width = data.targets.rank() == 2 ? data.targets.dim(1) : 1;
    QStringList numbers;
    for (std::int64_t k = 0; k < std::min<std::int64_t>(width, 4); ++k)
        numbers << valueText(data.targets.number(index * width + k));
    if (width > 4)
        numbers << QStringLiteral("…");
    return numbers.join(QStringLiteral(", "));
}

QString classWord(const Dataset& data)
{
    return data.targetName.empty() ? translated(QT_TRANSLATE_NOOP("Samples", "class")) : QString::fromStdString(data.targetName);
}

QString samplesWord(const Dataset& data)
{
    switch (data.inputSpec.kind) {
    case Kind::Image: return translated(QT_TRANSLATE_NOOP("Samples", "images"));
    case Kind::Sequence:
    case Kind::Tokens: return translated(QT_TRANSLATE_NOOP("Samples", "sequences"));
    default: return isPlane(data) ? translated(QT_TRANSLATE_NOOP("Samples", "points")) : translated(QT_TRANSLATE_NOOP("Samples", "rows"));
    }
}

QString rowText(const Dataset& data, std::int64_t index, int most)
{
    QStringList parts;
    const bool asRead = index < static_cast<std::int64_t>(data.tableRows.size());
    if (asRead) {
        const auto& cells = data.tableRows[static_cast<std::size_t>(index)];
        for (std::size_t c = 0; c < data.columns.size() && c < cells.size() && parts.size() < most; ++c)
            if (data.columns[c].role == ColumnRole::Input)
                parts << QString::fromStdString(data.columns[c].name) + QLatin1Char(' ') + QString::fromStdString(cells[c]);
    } else if (data.inputSpec.kind == Kind::Vector && data.inputs.rank() == 2) {
        const std::int64_t width = data.inputs.dim(1);
        for (std::int64_t f = 0; f < width && parts.size() < most; ++f)
            parts << (f < static_cast<std::int64_t>(data.featureNames.size()) ? QString::fromStdString(data.featureNames[static_cast<std::size_t>(f)]) + QLatin1Char(' ') : QString()) +
                         valueText(data.inputs.number(index * width + f));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace nodegrad
