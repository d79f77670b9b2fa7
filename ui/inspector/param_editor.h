#pragma once
// One field for one declared parameter, made from the declaration alone.

#include <optional>

#include <QWidget>

#include "core/params/param.h"

namespace nodegrad {

/// UI thread. Reports complete values only (Enter, arrows, a choice), never half-typed ones.
class ParamEditor : public QWidget {
    Q_OBJECT
public:
    /// The right field for the kind: check box, spin box, list of choices, two linked numbers, Same/Valid/Custom, text.
    static ParamEditor* make(const Param& param, QWidget* parent = nullptr);
    const Param& param() const { return m_param; }
    /// Without signals. Nothing: the nodes have different values ("mixed").
    virtual void show(const std::optional<ParamValue>& value) = 0;

signals:
    void edited(const nodegrad::ParamValue& value);
    /// The typed text is no value: the sentence says why; "" when it is one again.
    void refused(const QString& sentence);

protected:
    ParamEditor(const Param& param, QWidget* parent) : QWidget(parent), m_param(param) {}
    Param m_param;
};

} // namespace nodegrad
