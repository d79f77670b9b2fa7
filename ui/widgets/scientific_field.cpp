#include "ui/widgets/scientific_field.h"

#include "ui/widgets/number_text.h"

#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace nodegrad {

namespace {

/// The next of ..., 1, 2, 5, 10, 20, ... above or below a positive value.
double nextOf125(double value, int direction)
{
    const double exponent = std::floor(std::log10(value) + 1e-9);
    double best = direction > 0 ? HUGE_VAL : 0;
    for (int e = static_cast<int>(exponent) - 1; e <= static_cast<int>(exponent) + 1; ++e) {
        for (const double digit : {1.0, 2.0, 5.0}) {
            const double candidate = QString("%1e%2").arg(digit).arg(e).toDouble(); // exact decimal, not a product
            if (direction > 0 && candidate > value * (1 + 1e-9))
                best = std::min(best, candidate);
            if (direction < 0 && candidate < value * (1 - 1e-9))
                best = std::max(best, candidate);
        }
    }
    return best;
}

} // namespace

ScientificField::ScientificField(double minimum, double maximum, QWidget* parent)
    : QAbstractSpinBox(parent), m_minimum(minimum), m_maximum(maximum)
{
    setFocusPolicy(Qt::StrongFocus);
    setMinimumWidth(60);
    m_value = std::clamp(0.0, minimum, maximum);
    lineEdit()->setText(scientificText(m_value));
    connect(this, &QAbstractSpinBox::editingFinished, this, &ScientificField::commit);
    connect(lineEdit(), &QLineEdit::textChanged, this, [this](const QString& text) {
        const auto number = numberFromText(text);
        const bool problem = !number || *number < m_minimum || *number > m_maximum;
        if (property("typedWrong").toBool() != problem) {
            setProperty("typedWrong", problem);
            setProperty("problem", problem);
            update();
        }
    });
}

void ScientificField::setRange(double minimum, double maximum)
{
    m_minimum = minimum;
    m_maximum = std::max(minimum, maximum);
    setValueQuietly(m_value);
}

void ScientificField::setValueQuietly(double value)
{
    const QSignalBlocker blocker(this);
    setValue(value);
    lineEdit()->setText(scientificText(m_value));
}

void ScientificField::setValue(double value)
{
    if (!std::isfinite(value))
        return;
    value = std::clamp(value, m_minimum, m_maximum);
    const bool differs = value != m_value;
    m_value = value;
    if (const QString text = scientificText(value); lineEdit()->text() != text)
        lineEdit()->setText(text);
    if (differs)
        emit valueChanged(value);
}

void ScientificField::commit()
{
    const auto number = numberFromText(lineEdit()->text());
    if (number && *number >= m_minimum && *number <= m_maximum)
        setValue(*number);
    else
        lineEdit()->setText(scientificText(m_value));
    lineEdit()->setModified(false);
}

void ScientificField::stepBy(int steps)
{
    commit();
    double value = m_value;
    for (int i = 0; i < std::abs(steps); ++i) {
        const int direction = steps > 0 ? 1 : -1;
        if (value > 0)
            value = nextOf125(value, direction);
        else if (value < 0)
            value = -nextOf125(-value, -direction);
        else
            value = direction > 0 ? 1e-6 : (m_minimum < 0 ? -1e-6 : 0);
        if (value > 0 && value < 1e-12)
            value = 0;
    }
    setValue(value);
    selectAll();
}

QValidator::State ScientificField::validate(QString& input, int&) const
{
    if (const auto number = numberFromText(input); number && *number >= m_minimum && *number <= m_maximum)
        return QValidator::Acceptable;
    static const QRegularExpression partial("^[-+0-9.eE \\x{2009}\\x{2212}]*$");
    return partial.match(input).hasMatch() ? QValidator::Intermediate : QValidator::Invalid;
}

void ScientificField::fixup(QString& input) const
{
    input = scientificText(m_value);
}

QAbstractSpinBox::StepEnabled ScientificField::stepEnabled() const
{
    StepEnabled result = StepNone;
    if (m_value < m_maximum)
        result |= StepUpEnabled;
    if (m_value > m_minimum)
        result |= StepDownEnabled;
    return result;
}

void ScientificField::wheelEvent(QWheelEvent* event)
{
    hasFocus() ? QAbstractSpinBox::wheelEvent(event) : event->ignore();
}

} // namespace nodegrad
