#include "ui/pages/train/more_settings.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/training/settings.h"
#include "ui/forms/param_form.h"
#include "ui/language/core_text.h"
#include "ui/pages/train/metric_picker.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/search_field.h"

namespace nodegrad {

namespace {

bool matches(const Param& param, const QString& text)
{
    for (const std::string* part : {&param.id, &param.title, &param.doc})
        if (coreText(*part).contains(text, Qt::CaseInsensitive))
            return true;
    return text.isEmpty();
}

} // namespace

MoreSettings::MoreSettings(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_toggle = makeButton({}, ButtonKind::Quiet);
    m_toggle->setObjectName(QStringLiteral("train.more"));
    layout->addWidget(m_toggle, 0, Qt::AlignLeft);
    m_content = new QWidget;
    layout->addWidget(m_content);
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(6);
    m_search = new SearchField(tr("Find a setting"));
    m_search->setObjectName(QStringLiteral("train.more.search"));
    content->addWidget(m_search);
    m_nothing = makeLabel(tr("No setting has this in its name or help."), TextStyle::Body, Role::TextMuted);
    m_nothing->setWordWrap(true);
    content->addWidget(m_nothing);
    for (const LoopGroup& group : loopGroups()) {
        if (group.isBasic)
            continue;
        Group shown;
        shown.params = group.params;
        shown.heading = makeLabel(coreText(group.title), TextStyle::BodyStrong);
        shown.heading->setContentsMargins(0, 6, 0, 0);
        content->addWidget(shown.heading);
        shown.form = new ParamForm;
        std::vector<Param> generic;
        for (const Param& param : group.params) {
            if (param.id != "metrics") {
                generic.push_back(param);
                continue;
            }
            m_metrics = new MetricPicker;
            shown.metrics = new FormRow(coreText(param.title), m_metrics, coreText(param.doc));
            content->addWidget(shown.metrics);
            connect(m_metrics, &MetricPicker::chosen, this, [this](const QString& ids) { emit committed("metrics", ids.toStdString()); });
        }
        shown.form->setParams(generic);
        connect(shown.form, &ParamForm::committed, this, &MoreSettings::committed);
        content->addWidget(shown.form);
        m_groups.push_back(std::move(shown));
    }
    connect(m_toggle, &QPushButton::clicked, this, [this] { setOpen(!m_isOpen); });
    connect(m_search, &QLineEdit::textChanged, this, &MoreSettings::filter);
    filter({});
    setValues({}, true);
}

void MoreSettings::setOpen(bool open)
{
    m_isOpen = open;
    m_content->setVisible(open);
    m_toggle->setIcon(icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
}

void MoreSettings::setValues(const ParamValues& values, bool forClasses)
{
    int changed = 0;
    for (const Group& group : m_groups) {
        group.form->setValues(values);
        for (const Param& param : group.params)
            if (const ParamValue* value = values.find(param.id); value && *value != param.defaultValue)
                ++changed;
    }
    const ParamValue* chosen = values.find("metrics");
    m_metrics->setChoice(chosen ? std::get<std::string>(*chosen) : std::string(), forClasses);
    m_toggle->setText(changed == 0 ? tr("More settings") : tr("More settings (%n changed)", nullptr, changed));
    setOpen(m_isOpen);
}

void MoreSettings::filter(const QString& text)
{
    bool any = false;
    for (const Group& group : m_groups) {
        bool anyHere = false;
        for (const Param& param : group.params) {
            QWidget* row = param.id == "metrics" ? group.metrics : group.form->row(param.id);
            const bool fits = matches(param, text.trimmed());
            row->setVisible(fits);
            anyHere = anyHere || fits;
        }
        group.heading->setVisible(anyHere);
        group.form->setVisible(anyHere);
        any = any || anyHere;
    }
    m_nothing->setVisible(!any);
}

} // namespace nodegrad
