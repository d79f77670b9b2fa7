#pragma once
// A form made from declarations: one row a parameter.

#include <map>
#include <vector>

#include <QWidget>

#include "core/params/param.h"

class QVBoxLayout;

namespace nodegrad {

class FormRow;
class ParamField;

class ParamForm : public QWidget {
    Q_OBJECT
public:
    explicit ParamForm(QWidget* parent = nullptr);
    /// Makes the rows anew; the same declarations keep their fields (and the focus).
    void setParams(const std::vector<Param>& params);
    /// Shows values; missing ones show their defaults.
    void setValues(const ParamValues& values);
    void setLabelWidth(int pixels) { m_labelWidth = pixels; }
    FormRow* row(const std::string& id) const;

signals:
    void committed(const std::string& id, const nodegrad::ParamValue& value);

private:
    std::vector<Param> m_params;
    std::map<std::string, ParamField*> m_fields;
    std::map<std::string, FormRow*> m_rows;
    QVBoxLayout* m_layout;
    int m_labelWidth = 104;
};

} // namespace nodegrad
