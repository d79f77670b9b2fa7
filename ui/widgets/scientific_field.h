#pragma once
#include <QAbstractSpinBox>

namespace nodegrad {

/// A number over many orders of magnitude, written "1e-3" or "0.25". The arrows step 1, 2, 5, 10.
/// A text that is no number in range gets a red outline and is put back when the field is left.
class ScientificField : public QAbstractSpinBox {
    Q_OBJECT
public:
    explicit ScientificField(double minimum = 0, double maximum = 1e12, QWidget* parent = nullptr);
    double value() const { return m_value; }
    void setRange(double minimum, double maximum);
    void setValueQuietly(double value); ///< clamped, without signals
    void stepBy(int steps) override;
    QValidator::State validate(QString& input, int& position) const override;
    void fixup(QString& input) const override;

public slots:
    void setValue(double value); ///< clamped; emits when it differs

signals:
    /// A complete number: Enter, Tab, arrows or wheel.
    void valueChanged(double value);

protected:
    StepEnabled stepEnabled() const override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void commit();

    double m_value = 0, m_minimum, m_maximum;
};

} // namespace nodegrad
