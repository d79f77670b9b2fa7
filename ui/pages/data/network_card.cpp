#include "ui/pages/data/network_card.h"

#include <algorithm>
#include <cmath>

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QRandomGenerator>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/pages/data/sample_picture.h"
#include "ui/plots/histogram_chart.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr int pictureEdge = 84, valueRows = 200;

QPixmap scaledPicture(const QImage& picture, bool smooth, qreal ratio)
{
    const int edge = static_cast<int>(pictureEdge * ratio);
    QPixmap pixmap = QPixmap::fromImage(picture.scaled(edge, edge, Qt::KeepAspectRatio, smooth ? Qt::SmoothTransformation : Qt::FastTransformation));
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

QLabel* pictureLabel()
{
    auto* label = new QLabel;
    label->setFixedSize(pictureEdge, pictureEdge);
    label->setAlignment(Qt::AlignCenter);
    return label;
}

} // namespace

NetworkCard::NetworkCard(QWidget* parent)
    : Card(tr("What the network sees"), parent), m_pictures(new QWidget), m_stored(pictureLabel()), m_after(pictureLabel()),
      m_storedTitle(makeLabel({}, TextStyle::Caption, Role::TextMuted)), m_afterTitle(makeLabel({}, TextStyle::Caption, Role::TextMuted)),
      m_tensor(makeLabel({}, TextStyle::Body, Role::TextMuted)), m_values(new QTableWidget(0, 3)), m_feature(new QComboBox),
      m_storedChart(new HistogramChart), m_afterChart(new HistogramChart)
{
    auto* another = makeIconButton(QStringLiteral("shuffle"), tr("Another sample"));
    connect(another, &QToolButton::clicked, this, [this] {
        if (!m_prepared.data || m_prepared.data->count() == 0)
            return;
        const auto count = static_cast<quint32>(std::min<std::int64_t>(m_prepared.data->count(), 1'000'000'000));
        setSample(QRandomGenerator::global()->bounded(count));
        emit sampleChosen(m_sample);
    });
    m_feature->setToolTip(tr("The values of which column"));
    m_feature->setAccessibleName(tr("Column"));
    m_values->setAccessibleName(tr("Stored and prepared values"));
    m_feature->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_feature->setMinimumContentsLength(10);
    addHeaderWidget(m_feature);
    addHeaderWidget(another);
    setHeaderLine(true);

    auto* row = new QHBoxLayout(m_pictures);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    const auto withTitle = [&](QLabel* picture, const QString& title) {
        auto* column = new QVBoxLayout;
        column->setSpacing(2);
        column->addWidget(picture, 0, Qt::AlignHCenter);
        auto* label = makeLabel(title, TextStyle::Caption, Role::TextMuted);
        label->setAlignment(Qt::AlignHCenter);
        column->addWidget(label);
        row->addLayout(column);
    };
    withTitle(m_stored, tr("stored"));
    auto* arrow = new QLabel;
    arrow->setPixmap(icon(QStringLiteral("arrow-right"), Role::TextMuted).pixmap(20, 20));
    row->addWidget(arrow);
    withTitle(m_after, tr("prepared"));
    row->addStretch(1);
    body()->addWidget(m_pictures);

    m_values->setHorizontalHeaderLabels({tr("Feature"), tr("Stored"), tr("Prepared")});
    m_values->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_values->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_values->verticalHeader()->hide();
    m_values->verticalHeader()->setDefaultSectionSize(measure::listRow);
    m_values->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_values->setSelectionMode(QAbstractItemView::NoSelection);
    m_values->setShowGrid(false);
    m_values->setFrameShape(QFrame::NoFrame);
    m_values->setMinimumHeight(60);
    body()->addWidget(m_values, 2);

    auto* charts = new QGridLayout;
    charts->setHorizontalSpacing(16);
    charts->setVerticalSpacing(2);
    charts->addWidget(m_storedTitle, 0, 0);
    charts->addWidget(m_afterTitle, 0, 1);
    charts->addWidget(m_storedChart, 1, 0);
    charts->addWidget(m_afterChart, 1, 1);
    charts->setRowStretch(1, 1);
    charts->setColumnStretch(0, 1);
    charts->setColumnStretch(1, 1);
    m_storedChart->setTitle(tr("Stored values"));
    m_afterChart->setTitle(tr("Prepared values"));
    m_afterChart->setRole(Role::Accent);
    for (HistogramChart* chart : {m_storedChart, m_afterChart}) {
        chart->setCountAxisVisible(false);
        chart->setMinimumHeight(70);
    }
    body()->addLayout(charts, 3);
    m_tensor->setWordWrap(true);
    m_tensor->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(m_tensor);
    connect(m_feature, &QComboBox::currentIndexChanged, this, [this] { updateHistograms(); });
}

void NetworkCard::setData(const PreparedData& prepared, std::shared_ptr<const DataFigures> figures)
{
    m_prepared = prepared;
    m_figures = std::move(figures);
    const bool pictures = m_prepared.data && hasPictures(*m_prepared.data);
    m_pictures->setVisible(pictures);
    m_values->setVisible(!pictures);
    const QString chosen = m_feature->currentText();
    {
        const QSignalBlocker quiet(m_feature);
        m_feature->clear();
        if (m_figures) {
            m_feature->addItem(tr("All values"));
            for (const std::string& name : m_figures->names)
                m_feature->addItem(QString::fromStdString(name));
            m_feature->setCurrentIndex(std::max(0, m_feature->findText(chosen)));
            // Columns of a table have units of their own: one of them says more than all together.
            if (!pictures && m_feature->currentIndex() == 0 && m_feature->count() > 1)
                m_feature->setCurrentIndex(1);
        }
    }
    m_feature->setVisible(m_figures && m_figures->names.size() > 1);
    setSample(m_sample);
    updateHistograms();
}

void NetworkCard::setSample(std::int64_t sample)
{
    m_sample = m_prepared.data ? std::clamp<std::int64_t>(sample, 0, std::max<std::int64_t>(0, m_prepared.data->count() - 1)) : 0;
    updateSample();
}

void NetworkCard::updateSample()
{
    if (!m_prepared.data || m_prepared.data->count() == 0)
        return;
    const Dataset& dataset = *m_prepared.data;
    setSubtitle(tr("sample %1, %2 %3").arg(m_sample + 1).arg(classWord(dataset), targetText(dataset, m_sample)));
    const std::int64_t index[] = {m_sample};
    const HostTensor before = dataset.inputs.rows(index);
    const HostTensor after = prepared(before, dataset.inputSpec, m_prepared.preparation);
    if (hasPictures(dataset)) {
        // Both are drawn over the range of their own values: what is shown is the form that arrives, not its scale.
        double low = 0, high = 0;
        const auto values = after.floats();
        if (m_figures && dataset.inputSpec.kind != Kind::Image) {
            low = m_figures->allPrepared.low;
            high = m_figures->allPrepared.high;
        } else if (!values.empty()) {
            const auto [least, most] = std::minmax_element(values.begin(), values.end());
            low = static_cast<double>(*least);
            high = static_cast<double>(*most);
        }
        const bool smooth = dataset.inputSpec.kind == Kind::Sequence;
        m_stored->setPixmap(scaledPicture(samplePicture(dataset, m_sample), smooth, devicePixelRatioF()));
        m_after->setPixmap(scaledPicture(inputPicture(after, 0, dataset.inputSpec, low, high), smooth, devicePixelRatioF()));
    } else {
        const auto rows = static_cast<int>(std::min<std::int64_t>(before.count(), valueRows));
        m_values->setRowCount(rows);
        for (int i = 0; i < rows; ++i) {
            const auto place = static_cast<std::size_t>(i);
            const QString name = place < dataset.featureNames.size() ? QString::fromStdString(dataset.featureNames[place]) : QString::number(i);
            const QString texts[] = {name, valueText(before.number(i)), valueText(after.number(i))};
            for (int c = 0; c < 3; ++c)
                m_values->setItem(i, c, new QTableWidgetItem(texts[c]));
        }
    }
    m_tensor->setText(tensorText());
}

QString NetworkCard::tensorText() const
{
    if (!m_prepared.data)
        return {};
    const Dataset& dataset = *m_prepared.data;
    QString text = tr("Tensor %1 %2").arg(QString::fromStdString(shapeText(dataset.inputSpec.shape)), QString::fromStdString(dtypeName(dataset.inputSpec.dtype)));
    const auto rounded = [](double value) { return std::abs(value) < 0.005 ? 0.0 : value; }; // no "-0.00"
    if (m_figures && dataset.inputSpec.kind != Kind::Tokens)
        text += tr(", mean %1, deviation %2").arg(fixedText(rounded(m_figures->allPrepared.mean), 2), fixedText(m_figures->allPrepared.deviation, 2));
    return text + tr(", target %1").arg(targetText(dataset, m_sample));
}

void NetworkCard::updateHistograms()
{
    if (!m_figures)
        return;
    const int chosen = m_feature->currentIndex();
    const auto group = static_cast<std::size_t>(std::max(0, chosen - 1));
    const bool all = chosen <= 0 || group >= m_figures->stored.size();
    const ValueFigures& before = all ? m_figures->allStored : m_figures->stored[group];
    const ValueFigures& after = all ? m_figures->allPrepared : m_figures->prepared[group];
    const auto show = [](HistogramChart* chart, const ValueFigures& figures) {
        chart->setBins(figures.low, figures.high > figures.low ? figures.high : figures.low + 1, figures.bins);
    };
    show(m_storedChart, before);
    show(m_afterChart, after);
    const auto range = [](const ValueFigures& f) { return tr("%1 to %2").arg(QString::number(f.low, 'g', 3), QString::number(f.high, 'g', 3)); };
    m_storedTitle->setText(tr("Stored values, %1").arg(range(before)));
    m_afterTitle->setText(tr("Prepared values, %1").arg(range(after)));
    m_tensor->setText(tensorText());
}

} // namespace nodegrad
