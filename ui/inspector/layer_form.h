#pragma once
// All parameters of one or several layers as a form: shared values, "mixed", back to the default.

#include <functional>
#include <map>
#include <span>
#include <vector>

#include <QWidget>

#include "ui/inspector/param_editor.h"

class QMenu;
class QToolButton;

namespace nodegrad {

class FormRow;

/// UI thread.
class LayerForm : public QWidget {
    Q_OBJECT
public:
    explicit LayerForm(std::span<const Param> params, QWidget* parent = nullptr);
    /// One set of values a node (not completed ones); what differs between them is shown as "mixed".
    void show(const std::vector<ParamValues>& nodes);
    ParamEditor* editor(const std::string& id) const;
    /// What the row of a parameter says is wrong; "" when nothing is.
    QString problem(const std::string& id) const;
    void setProblem(const std::string& id, const QString& sentence);
    /// What is said below a field while it has one value; shown with the next show().
    void setHint(const std::string& id, const QString& hint);
    /// A small button behind the field; takes ownership.
    void addButton(const std::string& id, QToolButton* button);
    /// The menu of a row (on its name) is filled by `fill` when it opens.
    void setRowMenu(const std::string& id, std::function<void(QMenu&)> fill);

signals:
    void edited(const QString& id, const nodegrad::ParamValue& value);

private:
    struct Row {
        Param param;
        ParamEditor* editor = nullptr;
        FormRow* row = nullptr;
        QToolButton* reset = nullptr;
        QString problem, hint;
    };
    std::vector<Row> m_rows;
    int m_labelWidth = 0;
};

} // namespace nodegrad
