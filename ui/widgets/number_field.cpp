#include "ui/widgets/number_field.h"

#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QWheelEvent>

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
