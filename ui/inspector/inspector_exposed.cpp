// Parameters of a module: which ones its instances show, beside the fields inside and at the instance.
#include "ui/inspector/inspector_panel.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include "core/graph/exposed.h"
#include "ui/inspector/layer_form.h"
#include "ui/language/core_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

namespace nodegrad {

void InspectorPanel::buildExposing(const Node& node)
{
    for (const Param& param : m_params) {
        if (!m_editor->mayExpose(node, param))
            continue;
        auto* button = makeIconButton(QStringLiteral("eye-off"), {});
        button->setCheckable(true);
        button->setObjectName(QStringLiteral("expose.") + QString::fromStdString(param.id));
        m_form->addButton(param.id, button);
        m_exposing[param.id] = button;
        // What is chosen makes the form anew, so the button must be past its click by then.
        const auto toggle = [this, id = node.id, param] {
            if (const ExposedParam* exposed = m_editor->exposureOf(id, param.id))
                m_editor->hideExposed(m_editor->definition(), exposed->id);
            else
                m_editor->expose(id, param);
            showValues();
        };
        connect(button, &QToolButton::clicked, this, toggle, Qt::QueuedConnection);
        m_form->setRowMenu(param.id, [this, id = node.id, param, toggle](QMenu& menu) {
            const ExposedParam* exposed = m_editor->exposureOf(id, param.id);
            menu.addAction(exposed ? tr("Hide at the instances") : tr("Show at the instances"), this, toggle);
            if (exposed)
                menu.addAction(tr("Rename…"), this, [this, name = exposed->id] { askForTitle(m_editor->definition(), name); });
        });
    }
}

void InspectorPanel::showExposing(const Node& node)
{
    const ParamValues here = m_editor->valuesHere(node);
    for (const auto& [id, button] : m_exposing) {
        const ExposedParam* exposed = m_editor->exposureOf(node.id, id);
        const ParamValue *value = here.find(id), *own = node.params.find(id);
        QString hint = exposed ? tr("At the instances: %1").arg(coreText(exposed->title)) : QString();
        if (exposed && value && !(own && *own == *value))
            hint += QStringLiteral(" · ") + tr("%1 in this one").arg(QString::fromStdString(formatParam(*value)));
        m_form->setHint(id, hint);
        button->setChecked(exposed != nullptr);
        button->setIcon(icon(exposed ? QStringLiteral("eye") : QStringLiteral("eye-off"), exposed ? Role::Accent : Role::TextMuted));
        button->setToolTip(exposed ? tr("Hide at the instances of this module") : tr("Show at the instances of this module: each can have a value of its own"));
        button->setAccessibleName(button->toolTip());
    }
}

void InspectorPanel::buildExposed(const Node& instance)
{
    const ModuleDefinition* module = m_editor->graph().module(instance.definition);
    for (const ExposedParam& exposed : module ? module->exposed : std::vector<ExposedParam>()) {
        const auto fill = [this, instance = instance.id, definition = instance.definition, id = exposed.id](QMenu& menu) {
            menu.addAction(tr("Rename…"), this, [this, definition, id] { askForTitle(definition, id); });
            menu.addAction(tr("Go to the layer inside"), this, [this, instance, id] { m_editor->showExposed(instance, id); });
            menu.addSeparator();
            menu.addAction(tr("Hide at the instances"), this, [this, definition, id] { m_editor->hideExposed(definition, id); });
        };
        auto* more = makeIconButton(QStringLiteral("more"), tr("More for %1").arg(coreText(exposed.title)));
        more->setObjectName(QStringLiteral("exposed.") + QString::fromStdString(exposed.id));
        connect(more, &QToolButton::clicked, this, [this, more, fill] {
            auto* menu = new QMenu(this);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            fill(*menu);
            menu->popup(more->mapToGlobal(QPoint(0, more->height())));
        });
        m_form->addButton(exposed.id, more);
        m_form->setRowMenu(exposed.id, fill);
    }
}

void InspectorPanel::askForTitle(const std::string& definition, const std::string& id)
{
    const ModuleDefinition* module = m_editor->graph().module(definition);
    const ExposedParam* exposed = module ? findExposed(*module, id) : nullptr;
    if (!exposed)
        return;
    bool isChosen = false;
    const QString title = QInputDialog::getText(this, tr("Rename the parameter"), tr("What the instances call it:"), QLineEdit::Normal,
                                                QString::fromStdString(exposed->title), &isChosen);
    if (!isChosen)
        return;
    if (const Status renamed = m_editor->renameExposed(definition, id, title); !renamed)
        m_editor->notify(renamed.error());
}

} // namespace nodegrad
