#include "ui/forms/param_form.h"

#include <QVBoxLayout>

#include "ui/forms/param_field.h"
#include "ui/language/core_text.h"
#include "ui/widgets/form_row.h"

namespace nodegrad {

namespace {

bool sameParams(const std::vector<Param>& a, const std::vector<Param>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Param& x, const Param& y) { return x.id == y.id && x.kind == y.kind && x.title == y.title; });
}

} // namespace

ParamForm::ParamForm(QWidget* parent) : QWidget(parent)
{
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
}

void ParamForm::setParams(const std::vector<Param>& params)
{
    if (sameParams(m_params, params))
        return;
    for (const auto& [id, row] : m_rows) {
        m_layout->removeWidget(row);
        row->deleteLater();
    }
    m_rows.clear();
    m_fields.clear();
    m_params = params;
    for (const Param& param : params) {
        auto* field = new ParamField(param);
        auto* row = new FormRow(coreText(param.title), field, coreText(param.doc));
        row->setLabelWidth(m_labelWidth);
        connect(field, &ParamField::committed, this, [this, id = param.id](const ParamValue& value) { emit committed(id, value); });
        connect(field, &ParamField::problem, row, &FormRow::setProblem);
        m_layout->addWidget(row);
        m_rows[param.id] = row;
        m_fields[param.id] = field;
    }
}

void ParamForm::setValues(const ParamValues& values)
{
    for (const Param& param : m_params) {
        const ParamValue* value = values.find(param.id);
        m_fields.at(param.id)->setValue(value ? *value : param.defaultValue);
        m_rows.at(param.id)->setProblem({});
    }
}

FormRow* ParamForm::row(const std::string& id) const
{
    const auto found = m_rows.find(id);
    return found == m_rows.end() ? nullptr : found->second;
}

} // namespace nodegrad
