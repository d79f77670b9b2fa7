#include "ui/widgets/number_field.h"

#include <algorithm>

#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QWheelEvent>

#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

template <class Field>
void prepare(Field& field)
{
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
    field.setLocale(locale);
    field.setKeyboardTracking(false);
    field.setFocusPolicy(Qt::StrongFocus); // no focus by the wheel
    field.setCorrectionMode(QAbstractSpinBox::CorrectToNearestValue);
    field.setMinimumWidth(60);
    QLineEdit* const edit = field.template findChild<QLineEdit*>();
    QObject::connect(&field, &QAbstractSpinBox::editingFinished, edit, [edit] { edit->setModified(false); }); // committed
}

} // namespace

IntegerField::IntegerField(int minimum, int maximum, QWidget* parent) : QSpinBox(parent)
{
    prepare(*this);
    setRange(minimum, maximum);
    connect(this, &QSpinBox::editingFinished, this, [this] {
        if (!m_beyond)
            return;
        const QString sentence = tr("%1 is beyond %2 to %3 and became %4.").arg(thousandsText(*m_beyond), thousandsText(this->minimum()), thousandsText(this->maximum()), thousandsText(value()));
        m_beyond.reset();
        emit limited(sentence);
    });
}

std::optional<qlonglong> IntegerField::typed(const QString& text) const
{
    QStringView number(text);
    if (number.startsWith(prefix()))
        number = number.mid(prefix().size());
    if (number.endsWith(suffix()))
        number.chop(suffix().size());
    bool isNumber = false;
    const qlonglong value = number.trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

/// A spin box swallows keys that would lead beyond its range; here they are taken, and corrected aloud.
QValidator::State IntegerField::validate(QString& text, int& position) const
{
    const QValidator::State state = QSpinBox::validate(text, position);
    const auto value = state == QValidator::Acceptable ? std::nullopt : typed(text);
    return value && (*value < minimum() || *value > maximum()) ? QValidator::Intermediate : state;
}

void IntegerField::fixup(QString& text) const
{
    const auto value = typed(text);
    if (!value) {
        QSpinBox::fixup(text);
        return;
    }
    m_beyond = value;
    text = prefix() + textFromValue(static_cast<int>(std::clamp<qlonglong>(*value, minimum(), maximum()))) + suffix();
}

void IntegerField::setValueQuietly(int value)
{
    const QSignalBlocker blocker(this);
    setValue(value);
}

void IntegerField::wheelEvent(QWheelEvent* event)
{
    hasFocus() ? QSpinBox::wheelEvent(event) : event->ignore();
}

DecimalField::DecimalField(double minimum, double maximum, int decimals, QWidget* parent) : QDoubleSpinBox(parent)
{
    prepare(*this);
    setDecimals(decimals);
    setRange(minimum, maximum);
    setSingleStep(0.05);
    setStepType(QAbstractSpinBox::DefaultStepType);
}

void DecimalField::setValueQuietly(double value)
{
    const QSignalBlocker blocker(this);
    setValue(value);
}

QString DecimalField::textFromValue(double value) const
{
    QString text = QLocale::c().toString(value, 'f', decimals());
    text.remove(',');
    if (text.contains('.')) {
        while (text.endsWith('0'))
            text.chop(1);
        if (text.endsWith('.'))
            text.chop(1);
    }
    return text == "-0" ? QString("0") : text;
}

void DecimalField::wheelEvent(QWheelEvent* event)
{
    hasFocus() ? QDoubleSpinBox::wheelEvent(event) : event->ignore();
}

} // namespace nodegrad
