#include "ui/pages/data/source_form.h"

#include <algorithm>
#include <limits>

#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/language/core_text.h"
#include "ui/theme/styling.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/switch.h"

namespace nodegrad {

namespace {

int boundOf(const std::optional<double>& bound, int fallback)
{
    return bound ? static_cast<int>(std::clamp(*bound, -2e9, 2e9)) : fallback;
}

} // namespace

SourceForm::SourceForm(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(2);
}

void SourceForm::show(const std::string& owner, std::span<const Param> params, const ParamValues& values)
{
    if (m_owner != owner) {
        m_owner = owner;
        m_params.assign(params.begin(), params.end());
        for (const auto& [id, row] : m_rows) {
            m_column->removeWidget(row);
            row->hide();
            row->deleteLater();
        }
        m_rows.clear();
        m_fields.clear();
        for (const Param& param : m_params) {
            QWidget* field = makeField(param);
            m_fields[param.id] = field;
            auto* row = new FormRow(coreText(param.title), field, coreText(param.doc));
            row->setLabelWidth(112);
            m_rows[param.id] = row;
            m_column->addWidget(row);
            if (param.kind == ParamKind::Path) {
                auto* browse = makeIconButton(QStringLiteral("folder"), tr("Choose…"));
                const bool folder = param.id == "folder";
                connect(browse, &QToolButton::clicked, this, [this, param, folder] {
                    const QString title = coreText(param.title);
                    const QString path = folder ? QFileDialog::getExistingDirectory(this, title) : QFileDialog::getOpenFileName(this, title);
                    if (!path.isEmpty())
                        read(param, path);
                });
                row->addTrailing(browse);
            }
        }
    }
    const ParamValues all = completed(values, m_params);
    for (const Param& param : m_params)
        if (const ParamValue* value = all.find(param.id))
            put(param, m_fields[param.id], *value);
}

QWidget* SourceForm::makeField(const Param& param)
{
    switch (param.kind) {
    case ParamKind::Flag: {
        auto* field = new Switch;
        connect(field, &Switch::clicked, this, [this, id = param.id](bool on) { emit edited(id, ParamValue(on)); });
        return field;
    }
    case ParamKind::Integer: {
        auto* field = new IntegerField(boundOf(param.minimum, -1'000'000'000), boundOf(param.maximum, 1'000'000'000));
        connect(field, &QSpinBox::valueChanged, this, [this, id = param.id](int value) { emit edited(id, ParamValue(std::int64_t(value))); });
        return field;
    }
    case ParamKind::Real: {
        auto* field = new DecimalField(param.minimum.value_or(-1e12), param.maximum.value_or(1e12), 4);
        field->setSingleStep(param.maximum && *param.maximum <= 10 ? 0.05 : 1.0);
        connect(field, &QDoubleSpinBox::valueChanged, this, [this, id = param.id](double value) { emit edited(id, ParamValue(value)); });
        return field;
    }
    case ParamKind::Choice: {
        auto* field = new QComboBox;
        for (const ParamChoice& choice : param.choices)
            field->addItem(coreText(choice.title), QString::fromStdString(choice.id));
        connect(field, &QComboBox::activated, this, [this, field, id = param.id](int index) {
            emit edited(id, ParamValue(field->itemData(index).toString().toStdString()));
        });
        return field;
    }
    case ParamKind::Text: {
        auto* field = new QComboBox;
        field->setEditable(true);
        field->setInsertPolicy(QComboBox::NoInsert);
        connect(field->lineEdit(), &QLineEdit::editingFinished, this, [this, field, param] { read(param, field->currentText()); });
        connect(field, &QComboBox::activated, this, [this, field, param] { read(param, field->currentText()); });
        return field;
    }
    default: {
        auto* field = new QLineEdit;
        connect(field, &QLineEdit::editingFinished, this, [this, field, param] { read(param, field->text()); });
        return field;
    }
    }
}

void SourceForm::put(const Param& param, QWidget* field, const ParamValue& value)
{
    const QSignalBlocker quiet(field);
    if (auto* flag = qobject_cast<Switch*>(field); flag && std::holds_alternative<bool>(value))
        flag->setChecked(std::get<bool>(value));
    else if (auto* integer = qobject_cast<IntegerField*>(field); integer && std::holds_alternative<std::int64_t>(value))
        integer->setValueQuietly(static_cast<int>(std::clamp<std::int64_t>(std::get<std::int64_t>(value), -2'000'000'000, 2'000'000'000)));
    else if (auto* real = qobject_cast<DecimalField*>(field); real && std::holds_alternative<double>(value))
        real->setValueQuietly(std::get<double>(value));
    else if (auto* combo = qobject_cast<QComboBox*>(field)) {
        const QString text = QString::fromStdString(formatParam(value));
        if (combo->isEditable())
            combo->setEditText(text);
        else
            combo->setCurrentIndex(combo->findData(text));
    } else if (auto* line = qobject_cast<QLineEdit*>(field)) {
        const QString text = QString::fromStdString(formatParam(value));
        if (line->text() != text)
            line->setText(text);
        if (param.kind == ParamKind::Path)
            line->setToolTip(text);
    }
}

void SourceForm::read(const Param& param, const QString& text)
{
    auto value = parseParam(param, text.toStdString());
    if (!value) {
        m_rows[param.id]->setProblem(sentenceText(value.error()));
        return;
    }
    m_rows[param.id]->setProblem({});
    emit edited(param.id, *value);
}

void SourceForm::setSuggestions(const std::string& paramId, const QStringList& words)
{
    const auto found = m_fields.find(paramId);
    auto* combo = found == m_fields.end() ? nullptr : qobject_cast<QComboBox*>(found->second);
    if (!combo || !combo->isEditable())
        return;
    const QSignalBlocker quiet(combo);
    const QString text = combo->currentText();
    combo->clear();
    combo->addItems(words);
    combo->setEditText(text);
}

bool SourceForm::showProblem(const Error& error)
{
    const auto named = error.arguments.find("param");
    std::string id;
    for (const Param& param : m_params)
        if (named != error.arguments.end() && (named->second == param.title || named->second == param.id))
            id = param.id;
    if (id.empty() && (error.code == "data.no_such_column" || error.code == "data.target_not_number"))
        id = "target";
    if (id.empty() && error.code == "data.no_path")
        for (const Param& param : m_params)
            if (param.kind == ParamKind::Path) {
                id = param.id;
                break;
            }
    const auto row = m_rows.find(id);
    if (row == m_rows.end())
        return false;
    row->second->setProblem(sentenceText(error));
    return true;
}

void SourceForm::clearProblems()
{
    for (const auto& [id, row] : m_rows)
        row->setProblem({});
}

QWidget* SourceForm::field(const std::string& paramId) const
{
    const auto found = m_fields.find(paramId);
    return found == m_fields.end() ? nullptr : found->second;
}

} // namespace nodegrad
