#pragma once
// One editor for one declared parameter. All forms of the program are made of these.

#include <functional>

#include <QWidget>

#include "core/params/param.h"

namespace nodegrad {

/// Edits the value of a Param by its kind: check box, spin box, number, combo box, text, sizes, padding, path. UI thread.
class ParamField : public QWidget {
    Q_OBJECT
public:
    explicit ParamField(const Param& param, QWidget* parent = nullptr);
    const Param& param() const { return m_param; }
    /// Shows a value without a signal; one of another type is shown as the default.
    void setValue(const ParamValue& value);

signals:
    /// A complete value that fits the declaration.
    void committed(const nodegrad::ParamValue& value);
    /// What is wrong with what was typed, or "".
    void problem(const QString& text);

private:
    void commit(const ParamValue& value);
    void commitText(const QString& text);
    Param m_param;
    std::function<void(const ParamValue&)> m_show;
};

} // namespace nodegrad
