#include "ui/pages/train/metric_picker.h"

#include <QMenu>

#include <algorithm>

#include "core/training/settings.h"
#include "ui/language/core_text.h"
#include "ui/theme/styling.h"

namespace nodegrad {

MetricPicker::MetricPicker(QWidget* parent) : QPushButton(parent)
{
    setObjectName(QStringLiteral("train.metrics"));
    setButtonKind(this, ButtonKind::Normal);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &MetricPicker::fill);
}

void MetricPicker::setChoice(const std::string& chosen, bool forClasses)
{
    TrainingSettings settings;
    settings.metrics = chosen;
    m_chosen = chosenMetrics(settings);
    m_forClasses = forClasses;
    QStringList titles;
    for (const std::string& id : m_chosen)
        titles << coreText(metricTitle(id));
    setText(titles.isEmpty() ? tr("Automatic") : titles.size() <= 2 ? titles.join(QStringLiteral(", ")) : tr("%1 and %n more", nullptr, static_cast<int>(titles.size()) - 1).arg(titles.first()));
    setToolTip(titles.isEmpty() ? tr("The metrics that fit the data. Tick others here; the first one is shown first.") : titles.join(QStringLiteral(", ")));
}

void MetricPicker::fill()
{
    menu()->clear();
    for (const MetricType& metric : metricTypes()) {
        if (metric.forClasses != m_forClasses)
            continue;
        QAction* action = menu()->addAction(coreText(metric.title));
        action->setToolTip(coreText(metric.summary));
        action->setCheckable(true);
        action->setChecked(std::ranges::find(m_chosen, metric.id) != m_chosen.end());
        connect(action, &QAction::toggled, this, [this, id = metric.id](bool on) { toggle(id, on); });
    }
    menu()->addSeparator();
    QAction* automatic = menu()->addAction(tr("Automatic"));
    automatic->setEnabled(!m_chosen.empty());
    connect(automatic, &QAction::triggered, this, [this] { emit chosen(QString()); });
}

void MetricPicker::toggle(const std::string& id, bool on)
{
    std::vector<std::string> ids = m_chosen;
    std::erase(ids, id);
    if (on)
        ids.push_back(id);
    QStringList texts;
    for (const std::string& each : ids)
        texts << QString::fromStdString(each);
    emit chosen(texts.join(QStringLiteral(", ")));
}

} // namespace nodegrad
