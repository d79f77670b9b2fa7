#pragma once
#include <QDoubleSpinBox>
#include <QSpinBox>

#include <optional>

namespace nodegrad {

/// Spin boxes in the C locale (files and formulas use a point) that the wheel changes only when they have focus,
/// and that report a typed number when it is complete (Enter, Tab or arrows), not at every key.
class IntegerField : public QSpinBox {
    Q_OBJECT
public:
    explicit IntegerField(int minimum = 0, int maximum = 1'000'000'000, QWidget* parent = nullptr);
    void setValueQuietly(int value); ///< without signals: for showing a value of the project
    QValidator::State validate(QString& text, int& position) const override;
    void fixup(QString& text) const override;

signals:
    /// A number beyond the range was typed and became the nearest one: a sentence that says so.
    void limited(const QString& sentence);

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    std::optional<qlonglong> typed(const QString& text) const;
    mutable std::optional<qlonglong> m_beyond; ///< what was typed, until it is told
};

class DecimalField : public QDoubleSpinBox {
    Q_OBJECT
public:
    explicit DecimalField(double minimum = -1e12, double maximum = 1e12, int decimals = 4, QWidget* parent = nullptr);
    void setValueQuietly(double value);
    QString textFromValue(double value) const override; ///< no trailing zeros: "0.25"

protected:
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace nodegrad
