#include "ui/pages/train/watch_chart.h"

#include <algorithm>
#include <set>
#include <utility>

#include <QComboBox>

#include "ui/plots/chart_card.h"
#include "ui/theme/styling.h"

namespace nodegrad {

namespace {

/// Series of the log whose tag begins with `prefix`; what follows names the line.
struct Family {
    const char* prefix;
    const char* title;
    bool isLog;
    bool isShare;
};
constexpr Family kFamilies[] = {{"gradient_norm/", QT_TRANSLATE_NOOP("WatchChart", "Gradient norm"), true, false},
                                {"update_ratio/", QT_TRANSLATE_NOOP("WatchChart", "Step over weights"), true, false},
                                {"activation_mean/", QT_TRANSLATE_NOOP("WatchChart", "Activation mean"), false, false},
                                {"activation_std/", QT_TRANSLATE_NOOP("WatchChart", "Activation deviation"), false, false},
                                {"activation_dead/", QT_TRANSLATE_NOOP("WatchChart", "Dead units"), false, true},
                                {"time/", QT_TRANSLATE_NOOP("WatchChart", "Share of time"), false, true},
                                {"samples_per_second_now", QT_TRANSLATE_NOOP("WatchChart", "Samples a second"), false, false},
                                {"memory_bytes", QT_TRANSLATE_NOOP("WatchChart", "Memory in bytes"), false, false}};
constexpr std::pair<double, const char*> kQuantiles[] = {{1.0, QT_TRANSLATE_NOOP("WatchChart", "largest")},
                                                         {0.95, QT_TRANSLATE_NOOP("WatchChart", "95 %")},
                                                         {0.75, QT_TRANSLATE_NOOP("WatchChart", "75 %")},
                                                         {0.5, QT_TRANSLATE_NOOP("WatchChart", "half")},
                                                         {0.25, QT_TRANSLATE_NOOP("WatchChart", "25 %")},
                                                         {0.05, QT_TRANSLATE_NOOP("WatchChart", "5 %")},
                                                         {0.0, QT_TRANSLATE_NOOP("WatchChart", "smallest")}};

constexpr std::string_view kSpread = "spread:"; ///< of choices that show histograms

std::string_view familyOf(const std::string& tag)
{
    for (const Family& family : kFamilies)
        if (tag.starts_with(family.prefix))
            return family.prefix;
    return {};
}

} // namespace

WatchChart::WatchChart(QWidget* parent) : QObject(parent)
{
    m_card = new ChartCard(tr("Inside the network"), {}, parent);
    m_card->setObjectName(QStringLiteral("train.watch"));
    m_card->chart()->setSmoothing(0);
    m_card->chart()->setXAxis(ChartX::Epoch);
    m_choice = new QComboBox;
    m_choice->setObjectName(QStringLiteral("train.watch.choice"));
    m_choice->setAccessibleName(tr("What is shown of the inside"));
    m_choice->setToolTip(tr("What the chart 'Inside the network' shows"));
    m_choice->hide();
    connect(m_choice, &QComboBox::activated, this, [this] {
        m_wanted = m_choice->currentData().toString().toStdString();
        if (m_series)
            draw(*m_series);
    });
}

void WatchChart::show(const RunSeries* series, double stepsPerEpoch)
{
    m_series = series;
    m_stepsPerEpoch = stepsPerEpoch;
    if (series)
        refreshChoices(*series);
    else
        m_choice->clear();
    const bool hasData = m_choice->count() > 0;
    if (hasData)
        draw(*series);
    if (std::exchange(m_hasData, hasData) != hasData) {
        m_choice->setVisible(hasData);
        emit hasDataChanged();
    }
}

void WatchChart::refreshChoices(const RunSeries& series)
{
    std::set<std::string_view> present;
    for (const auto& [tag, points] : series.train)
        present.insert(familyOf(tag));
    QList<std::pair<QString, QString>> wanted; // title, id
    for (const Family& family : kFamilies)
        if (present.contains(family.prefix))
            wanted.push_back({tr(family.title), QString::fromLatin1(family.prefix)});
    for (const auto& [tag, points] : series.histograms)
        wanted.push_back({tr("Spread of %1").arg(QString::fromStdString(tag)), QString::fromStdString(std::string(kSpread) + tag)});
    bool isSame = wanted.size() == m_choice->count();
    for (int i = 0; isSame && i < m_choice->count(); ++i)
        isSame = m_choice->itemData(i).toString() == wanted[i].second;
    if (isSame)
        return;
    m_choice->clear();
    for (const auto& [title, id] : wanted)
        m_choice->addItem(title, id);
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(QString::fromStdString(m_wanted))));
}

/// Lines that the chart has get what is new; another choice or run begins anew.
void WatchChart::draw(const RunSeries& series)
{
    const std::string id = m_choice->currentData().toString().toStdString();
    if (id != m_drawn || m_series != m_drawnSeries) {
        for (const auto& [name, count] : m_lines)
            m_card->chart()->removeRun(name);
        m_lines.clear();
        m_drawn = id;
        m_drawnSeries = m_series;
    }
    m_card->setTitle(m_choice->currentText());
    bool isLog = false, isShare = false;
    if (id.starts_with(kSpread)) {
        const auto found = series.histograms.find(id.substr(kSpread.size()));
        for (const auto& [share, title] : kQuantiles)
            if (found != series.histograms.end())
                extendLine(tr(title), found->second, [share = share](const HistogramPoint& each) {
                    return SeriesPoint{static_cast<double>(each.step), each.wallSeconds, share == 0 ? each.values.low : share == 1 ? each.values.high : each.values.quantile(share)};
                });
    } else {
        for (const Family& family : kFamilies)
            if (id == family.prefix)
                isLog = family.isLog, isShare = family.isShare;
        for (const auto& [tag, logged] : series.train)
            if (tag.starts_with(id))
                extendLine(tag.size() > id.size() ? QString::fromStdString(tag.substr(id.size())) : m_choice->currentText(), logged,
                           [](const LoggedPoint& each) { return SeriesPoint{static_cast<double>(each.step), each.wallSeconds, static_cast<double>(each.value)}; });
    }
    m_card->chart()->setLogY(isLog);
    m_card->chart()->setValueFormat(isShare ? ValueFormat::Percent : ValueFormat::Number);
}

template <class Logged, class ToPoint> void WatchChart::extendLine(const QString& name, const std::vector<Logged>& logged, ToPoint toPoint)
{
    const auto [line, isNew] = m_lines.try_emplace(name, 0);
    if (isNew)
        m_card->chart()->setRun(name, name, theme().runColor(static_cast<int>(m_lines.size()) - 1), m_stepsPerEpoch);
    std::vector<SeriesPoint> points;
    for (std::size_t i = std::min(line->second, logged.size()); i < logged.size(); ++i)
        points.push_back(toPoint(logged[i]));
    line->second = logged.size();
    if (!points.empty())
        m_card->chart()->appendPoints({name, {}, SeriesKind::Validation}, points);
}

} // namespace nodegrad
