#include "ui/inspector/layer_form.h"

#include <algorithm>

#include <QFontMetrics>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/language/core_text.h"
#include "ui/theme/styling.h"
#include "ui/widgets/form_row.h"

namespace nodegrad {

namespace {
constexpr int kNarrowestLabel = 88, kWidestLabel = 124, kAfterLabel = 8;

/// All titles whole, as far as the field beside them keeps its room.
int labelWidth(std::span<const Param> params)
{
    const QFontMetrics metrics(textFont(TextStyle::Body));
    int width = kNarrowestLabel;
    for (const Param& param : params)
        width = std::max(width, metrics.horizontalAdvance(coreText(param.title)) + kAfterLabel);
    return std::min(width, kWidestLabel);
}

}

LayerForm::LayerForm(std::span<const Param> params, QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_rows.reserve(params.size());
    m_labelWidth = labelWidth(params);
    for (const Param& param : params) {
        Row row;
        row.param = param;
        row.editor = ParamEditor::make(param);
        row.editor->setObjectName(QStringLiteral("param.") + QString::fromStdString(param.id));
        QString help = coreText(param.doc);
        if (!param.unit.empty())
            help += QStringLiteral(" (%1)").arg(coreText(param.unit));
        row.row = new FormRow(coreText(param.title), row.editor, help);
        row.row->setLabelWidth(m_labelWidth);
        row.reset = makeIconButton(QStringLiteral("reset"), tr("Back to the default, %1").arg(QString::fromStdString(formatParam(param.defaultValue))));
        setSmall(row.reset);
        QSizePolicy keeps = row.reset->sizePolicy();
        keeps.setRetainSizeWhenHidden(true);
        row.reset->setSizePolicy(keeps);
        row.reset->hide();
        row.row->addTrailing(row.reset);
        layout->addWidget(row.row);
        const QString id = QString::fromStdString(param.id);
        connect(row.editor, &ParamEditor::edited, this, [this, id](const ParamValue& value) {
            setProblem(id.toStdString(), {});
            emit edited(id, value);
        });
        connect(row.editor, &ParamEditor::refused, this, [this, id](const QString& sentence) { setProblem(id.toStdString(), sentence); });
        connect(row.reset, &QToolButton::clicked, this, [this, id, value = param.defaultValue] { emit edited(id, value); });
        m_rows.push_back(std::move(row));
    }
}

void LayerForm::show(const std::vector<ParamValues>& nodes)
{
    if (nodes.empty())
        return;
    std::vector<Param> params;
    for (const Row& row : m_rows)
        params.push_back(row.param);
    std::vector<ParamValues> all;
    for (const ParamValues& values : nodes)
        all.push_back(completed(values, params));
    for (Row& row : m_rows) {
        row.row->setVisible(std::ranges::any_of(all, [&](const ParamValues& values) { return counts(row.param, values); }));
        const ParamValue* first = all.front().find(row.param.id);
        bool same = first != nullptr;
        bool differs = false;
        for (const ParamValues& values : all) {
            const ParamValue* value = values.find(row.param.id);
            same = same && value && *value == *first;
            differs = differs || (value && !(*value == row.param.defaultValue));
        }
        // A value of the wrong type can stand in a file; then the field shows the default and the design shows the problem.
        const bool fits = same && checkParam(row.param, *first).has_value();
        row.editor->show(same ? std::optional(fits ? *first : row.param.defaultValue) : std::nullopt);
        row.row->setNote(same ? row.hint : tr("mixed"));
        row.reset->setVisible(differs && !row.param.isFixed);
    }
}

ParamEditor* LayerForm::editor(const std::string& id) const
{
    for (const Row& row : m_rows)
        if (row.param.id == id)
            return row.editor;
    return nullptr;
}

QString LayerForm::problem(const std::string& id) const
{
    for (const Row& row : m_rows)
        if (row.param.id == id)
            return row.problem;
    return {};
}

void LayerForm::setProblem(const std::string& id, const QString& sentence)
{
    for (Row& row : m_rows)
        if (row.param.id == id) {
            row.problem = sentence;
            row.row->setProblem(sentence);
        }
}

void LayerForm::setHint(const std::string& id, const QString& hint)
{
    for (Row& row : m_rows)
        if (row.param.id == id)
            row.hint = hint;
}

void LayerForm::addButton(const std::string& id, QToolButton* button)
{
    setSmall(button);
    const int width = std::max(kNarrowestLabel, m_labelWidth - button->sizeHint().width() - kAfterLabel); // the field keeps its room
    for (const Row& row : m_rows) {
        row.row->setLabelWidth(width);
        if (row.param.id == id)
            row.row->addTrailing(button);
    }
}

void LayerForm::setRowMenu(const std::string& id, std::function<void(QMenu&)> fill)
{
    for (const Row& row : m_rows)
        if (row.param.id == id) {
            row.row->setContextMenuPolicy(Qt::CustomContextMenu);
            connect(row.row, &QWidget::customContextMenuRequested, row.row, [fill, widget = row.row](const QPoint& at) {
                auto* menu = new QMenu(widget);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                fill(*menu);
                menu->popup(widget->mapToGlobal(at));
            });
        }
}

} // namespace nodegrad
