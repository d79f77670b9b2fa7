#include "ui/pages/data/samples_view.h"

#include <algorithm>
#include <cmath>

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSlider>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/pages/data/data_tables.h"
#include "ui/pages/data/sample_picture.h"
#include "ui/plots/decision_map.h"
#include "ui/theme/styling.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/picture_grid.h"
#include "ui/widgets/segmented_control.h"

namespace nodegrad {

namespace {

constexpr int classChipLimit = 12, classChipCharacters = 24;
constexpr std::size_t tableRowLimit = 1000, pointLimit = 5000;

} // namespace

void styleTable(QTableView* table)
{
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(std::max(measure::tableRow, QFontMetrics(table->font()).height() + 8));
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setMinimumSectionSize(48);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setTabKeyNavigation(false);
}

SamplesView::SamplesView(QWidget* parent)
    : QWidget(parent), m_views(new SegmentedControl), m_parts(new SegmentedControl), m_classBox(new QWidget),
      m_classRow(new QHBoxLayout(m_classBox)), m_column(new QVBoxLayout(this)), m_tools(new QHBoxLayout), m_card(new Card(tr("Samples"))), m_sizeBox(new QWidget), m_size(new QSlider(Qt::Horizontal)),
      m_stack(new QStackedLayout), m_grid(new PictureGrid), m_plane(new DecisionMap), m_table(new QTableView), m_statistics(new QTableView),
      m_rows(new RowTableModel(this)), m_columns(new StatisticsModel(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(measure::cardGap);
    m_tools->setSpacing(12);
    m_views->setSegments({tr("Samples"), tr("Table"), tr("Statistics")});
    m_views->setAccessibleName(tr("View"));
    m_views->setObjectName(QStringLiteral("views"));
    m_parts->setSegments({tr("All parts"), tr("Train"), tr("Val"), tr("Test")});
    m_parts->setAccessibleName(tr("Part of the data"));
    m_parts->setObjectName(QStringLiteral("parts"));
    m_classRow->setContentsMargins(0, 0, 0, 0);
    m_classRow->setSpacing(4);
    m_tools->addWidget(m_views);
    m_tools->addWidget(m_classBox);
    m_tools->addStretch(1);
    m_tools->addWidget(m_parts);
    m_column->addLayout(m_tools);

    auto* sizeRow = new QHBoxLayout(m_sizeBox);
    sizeRow->setContentsMargins(0, 0, 0, 0);
    sizeRow->addWidget(makeLabel(tr("Size"), TextStyle::Caption, Role::TextMuted));
    m_size->setRange(32, 192);
    m_size->setValue(m_grid->tileSize());
    m_size->setFixedWidth(90);
    m_size->setAccessibleName(tr("Size of the pictures"));
    sizeRow->addWidget(m_size);
    m_card->addHeaderWidget(m_sizeBox);
    m_card->setHeaderLine(true);
    m_card->body()->setContentsMargins(1, 1, 1, 1);
    m_card->body()->addLayout(m_stack, 1);
    m_column->addWidget(m_card, 1);
    m_grid->viewport()->setAutoFillBackground(false); // the ground of the card
    m_grid->setEmptyText(tr("No sample of this class in this part."));
    m_table->setModel(m_rows);
    m_statistics->setModel(m_columns);
    for (QTableView* table : {m_table, m_statistics})
        styleTable(table);
    m_statistics->horizontalHeader()->setStretchLastSection(true);
    m_table->setAccessibleName(tr("Samples as rows"));
    m_statistics->setAccessibleName(tr("Statistics of the columns"));
    for (QWidget* page : {static_cast<QWidget*>(m_grid), static_cast<QWidget*>(m_plane), static_cast<QWidget*>(m_table), static_cast<QWidget*>(m_statistics)})
        m_stack->addWidget(page);

    connect(m_size, &QSlider::valueChanged, m_grid, &PictureGrid::setTileSize);
    connect(m_views, &SegmentedControl::currentChanged, this, [this] { showChosenView(); });
    connect(m_parts, &SegmentedControl::chosen, this, [this](int index) { setPart(static_cast<SplitPart>(index)); });
    connect(m_grid, &PictureGrid::currentChanged, this, [this](int index) {
        if (index >= 0 && index < static_cast<int>(m_shown.size()))
            emit sampleChosen(m_shown[static_cast<std::size_t>(index)]);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (current.isValid())
            emit sampleChosen(m_rows->sampleAt(current.row()));
    });
    connect(m_plane, &DecisionMap::placeClicked, this, [this](const QPointF& place) {
        // The nearest point is the one that was meant.
        double best = -1;
        std::int64_t chosen = -1;
        for (const std::int64_t sample : m_shown) {
            const double dx = m_prepared.data->inputs.number(sample * 2) - place.x(), dy = m_prepared.data->inputs.number(sample * 2 + 1) - place.y();
            if (best < 0 || dx * dx + dy * dy < best) {
                best = dx * dx + dy * dy;
                chosen = sample;
            }
        }
        if (chosen >= 0)
            emit sampleChosen(chosen);
    });
}

void SamplesView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeClassFilter();
}

void SamplesView::placeClassFilter()
{
    const int wanted = m_views->sizeHint().width() + m_classBox->sizeHint().width() + m_parts->sizeHint().width() + 3 * m_tools->spacing();
    const bool isBeside = wanted <= width();
    if (isBeside == (m_tools->indexOf(m_classBox) >= 0))
        return;
    if (isBeside) {
        m_column->removeWidget(m_classBox);
        m_tools->insertWidget(1, m_classBox);
    } else {
        m_tools->removeWidget(m_classBox);
        m_column->insertWidget(1, m_classBox, 0, Qt::AlignLeft);
    }
}

void SamplesView::setData(const PreparedData& prepared, std::shared_ptr<const DataFigures> figures)
{
    const DatasetPtr before = m_prepared.data;
    m_prepared = prepared;
    m_figures = std::move(figures);
    if (!m_prepared.data)
        return;
    const Dataset& dataset = *m_prepared.data;
    if (!before || before->fingerprint != dataset.fingerprint || before->title != dataset.title || before->classNames != dataset.classNames) {
        m_class = -1;
        const bool drawn = hasPictures(dataset) || isPlane(dataset);
        m_views->setSegmentEnabled(0, drawn, tr("Rows of a table have no picture."));
        m_views->setSegmentEnabled(1, dataset.inputSpec.kind != Kind::Image, tr("Pictures are no table."));
        m_views->setCurrentIndex(drawn ? 0 : 1);
        rebuildClassFilter();
    }
    m_grid->setSmooth(dataset.inputSpec.kind == Kind::Sequence || (dataset.inputSpec.kind == Kind::Image && dataset.inputs.dim(3) > 64));
    m_columns->setData(m_prepared.data, m_figures);
    m_statistics->resizeColumnsToContents();
    filter();
    showChosenView();
}

void SamplesView::setFigures(std::shared_ptr<const DataFigures> figures)
{
    m_figures = std::move(figures);
    m_columns->setData(m_prepared.data, m_figures);
    m_statistics->resizeColumnsToContents();
}

void SamplesView::rebuildClassFilter()
{
    while (QLayoutItem* item = m_classRow->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    const Dataset& dataset = *m_prepared.data;
    m_classBox->setVisible(dataset.isClassification());
    if (!dataset.isClassification())
        return;
    const QStringList names = classNames(dataset);
    if (names.size() > classChipLimit || names.join(QString()).size() > classChipCharacters) {
        auto* combo = new QComboBox;
        combo->setAccessibleName(tr("Class"));
        combo->addItem(tr("All classes"));
        combo->addItems(names);
        connect(combo, &QComboBox::currentIndexChanged, this, [this](int index) { setClass(index - 1); });
        m_classRow->addWidget(combo);
        return;
    }
    auto* group = new QButtonGroup(m_classBox);
    for (int i = -1; i < names.size(); ++i) {
        auto* chip = new Chip(i < 0 ? tr("All") : names[i]);
        chip->setCheckable(true);
        chip->setFocusPolicy(Qt::StrongFocus);
        chip->setAccessibleName(i < 0 ? tr("All classes") : names[i]);
        chip->setChecked(i == m_class);
        group->addButton(chip);
        connect(chip, &QAbstractButton::clicked, this, [this, i] { setClass(i); });
        m_classRow->addWidget(chip);
    }
    connect(m_classBox, &QObject::destroyed, group, &QObject::deleteLater);
    placeClassFilter();
}

void SamplesView::setView(View view)
{
    m_views->setCurrentIndex(static_cast<int>(view));
}

SamplesView::View SamplesView::view() const
{
    return static_cast<View>(std::max(0, m_views->currentIndex()));
}

void SamplesView::setPart(SplitPart part)
{
    m_part = part;
    m_parts->setCurrentIndex(static_cast<int>(part));
    filter();
}

void SamplesView::setClass(std::int64_t index)
{
    m_class = index;
    filter();
}

void SamplesView::filter()
{
    if (!m_prepared.data)
        return;
    const Dataset& dataset = *m_prepared.data;
    m_shown = samplesOf(m_prepared, m_part);
    if (m_class >= 0 && dataset.isClassification())
        std::erase_if(m_shown, [&](std::int64_t sample) { return dataset.targets.integers()[static_cast<std::size_t>(sample)] != m_class; });

    m_grid->setSource(
        hasPictures(dataset) ? static_cast<int>(std::min<std::size_t>(m_shown.size(), 10'000'000)) : 0,
        [this](int index) { return samplePicture(*m_prepared.data, m_shown[static_cast<std::size_t>(index)]); },
        [this](int index) {
            const std::int64_t sample = m_shown[static_cast<std::size_t>(index)];
            return PictureCaption{targetText(*m_prepared.data, sample), QString::number(sample + 1), {}, {}, Role::TextMuted};
        });

    std::vector<std::int64_t> rows = m_shown;
    rows.resize(std::min(rows.size(), tableRowLimit));
    m_rows->setData(m_prepared.data, std::move(rows));
    m_table->resizeColumnsToContents();

    if (isPlane(dataset)) {
        std::vector<DecisionMap::Point> points;
        double lowX = 0, highX = 0, lowY = 0, highY = 0;
        for (std::int64_t i = 0; i < dataset.count(); ++i) {
            const double x = dataset.inputs.number(i * 2), y = dataset.inputs.number(i * 2 + 1);
            lowX = i ? std::min(lowX, x) : x;
            highX = i ? std::max(highX, x) : x;
            lowY = i ? std::min(lowY, y) : y;
            highY = i ? std::max(highY, y) : y;
        }
        const std::size_t step = std::max<std::size_t>(1, m_shown.size() / pointLimit);
        for (std::size_t i = 0; i < m_shown.size(); i += step) {
            const std::int64_t sample = m_shown[i];
            points.push_back({dataset.inputs.number(sample * 2), dataset.inputs.number(sample * 2 + 1),
                              dataset.isClassification() ? static_cast<int>(dataset.targets.integers()[static_cast<std::size_t>(sample)]) : 0, false});
        }
        const double padX = std::max(1e-6, (highX - lowX) * 0.05), padY = std::max(1e-6, (highY - lowY) * 0.05);
        m_plane->setArea({lowX - padX, lowY - padY, highX - lowX + 2 * padX, highY - lowY + 2 * padY});
        m_plane->setClassNames(classNames(dataset));
        m_plane->setPoints(std::move(points));
    }
    showChosenView();
}

void SamplesView::showChosenView()
{
    if (!m_prepared.data)
        return;
    const Dataset& dataset = *m_prepared.data;
    const View chosen = view();
    QWidget* page = m_statistics;
    if (chosen == View::Table)
        page = m_table;
    else if (chosen == View::Samples)
        page = hasPictures(dataset) ? static_cast<QWidget*>(m_grid) : m_plane;
    m_stack->setCurrentWidget(page);
    m_sizeBox->setVisible(page == m_grid);
    m_card->setTitle(chosen == View::Statistics ? tr("Statistics") : chosen == View::Table ? tr("Table") : tr("Samples"));
    const auto count = [](std::size_t number) { return thousandsText(static_cast<std::int64_t>(number)); };
    const QString total = thousandsText(dataset.count());
    if (chosen == View::Statistics)
        m_card->setSubtitle(dataset.columns.size() == 1 ? tr("1 column") : tr("%1 columns").arg(dataset.columns.size()));
    else if (chosen == View::Table && m_shown.size() > tableRowLimit)
        m_card->setSubtitle(tr("the first %1 of %2").arg(count(tableRowLimit), count(m_shown.size())));
    else
        m_card->setSubtitle(m_shown.size() == static_cast<std::size_t>(dataset.count()) ? total : tr("%1 of %2").arg(count(m_shown.size()), total));
}

void SamplesView::setCurrentSample(std::int64_t sample)
{
    const auto found = std::lower_bound(m_shown.begin(), m_shown.end(), sample);
    if (found == m_shown.end() || *found != sample)
        return;
    const QSignalBlocker quiet(m_grid);
    if (m_prepared.data && hasPictures(*m_prepared.data))
        m_grid->setCurrentIndex(static_cast<int>(found - m_shown.begin()));
}

} // namespace nodegrad
