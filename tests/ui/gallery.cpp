// Shows every widget of ui/widgets and ui/plots, for looking at. Not installed.
// usage: ui_gallery [--theme light|dark|high_contrast] [--out PICTURE.png]   without --out it opens a window
#include "ui/plots/chart_card.h"
#include "ui/plots/chart_group.h"
#include "ui/plots/decision_map.h"
#include "ui/plots/histogram_chart.h"
#include "ui/plots/scatter_chart.h"
#include "ui/plots/stacked_bar.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/bar_row.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/color_swatch.h"
#include "ui/widgets/confusion_matrix_view.h"
#include "ui/widgets/draw_pad.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/metric_tile.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/picture_grid.h"
#include "ui/widgets/progress_ring.h"
#include "ui/widgets/scientific_field.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/section_header.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/switch.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QTableWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

#include <cmath>
#include <cstdio>

using namespace nodegrad;

namespace {

double noise()
{
    static std::uint32_t state = 7;
    state = state * 1664525u + 1013904223u;
    return (state >> 8) / 16777216.0 - 0.5;
}

QImage digit(int index)
{
    static const char* const rows[] = {"  ###   ", " #  ##  ", "    ##  ", "   ##   ", "  ##    ", " ##     ", " ###### ", "        "};
    QImage image(8, 8, QImage::Format_Grayscale8);
    for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 8; ++x)
            image.scanLine(y)[x] = static_cast<uchar>(rows[(y + index % 3) % 8][(x + index) % 8] == '#' ? 140 + (index * 37 + x * 20) % 115 : (x * y * index) % 40);
    return image;
}

QWidget* topBar()
{
    auto* bar = new QWidget;
    setSurface(bar, Role::Panel, BottomSide);
    bar->setFixedHeight(measure::topBar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 0, 10, 0);
    row->setSpacing(8);
    auto* logo = new QLabel;
    logo->setPixmap(icon("logo", Role::Accent).pixmap(QSize(20, 20), bar->devicePixelRatioF()));
    row->addWidget(logo);
    row->addWidget(makeLabel("digits-resnet", TextStyle::NodeTitle));
    row->addWidget(makeLabel("Edited", TextStyle::Body, Role::TextMuted));
    row->addWidget(makeIconButton("undo", "Undo", nullptr, Role::Text));
    auto* redo = makeIconButton("redo", "Redo", nullptr, Role::Text);
    redo->setEnabled(false);
    row->addWidget(redo);
    row->addSpacing(150);
    auto* pages = new SegmentedControl;
    pages->setSegments({"Data", "Design", "Train", "Evaluate", "Export"});
    pages->setSegmentMark(0, SegmentedControl::Mark::Ready);
    pages->setSegmentMark(1, SegmentedControl::Mark::Problems, 1);
    pages->setSegmentMark(2, SegmentedControl::Mark::Running);
    pages->setCurrentIndex(2);
    row->addWidget(pages);
    row->addStretch(1);
    auto* spark = new Sparkline;
    std::vector<double> values;
    for (int i = 0; i < 200; ++i)
        values.push_back(std::exp(-i / 40.0) + 0.15 * noise());
    spark->setValues(values);
    spark->setColor(theme().runColor(0));
    spark->setFixedSize(64, 22);
    row->addWidget(spark);
    const auto fact = [&](const QString& caption, const QString& value) {
        auto* box = new QVBoxLayout;
        box->setSpacing(0);
        box->addWidget(makeLabel(caption, TextStyle::Caption, Role::TextMuted));
        box->addWidget(makeLabel(value, TextStyle::BodyStrong));
        row->addLayout(box);
    };
    fact("loss", "0.0312");
    fact("val acc", "98.1 %");
    auto* ring = new ProgressRing;
    ring->setProgress(0.51);
    row->addWidget(ring);
    fact("epoch", "41 / 80");
    row->addWidget(makeButton("Pause", ButtonKind::Primary, "pause"));
    auto* stop = makeButton({}, ButtonKind::Normal, "stop");
    stop->setFixedWidth(28);
    row->addWidget(stop);
    auto* device = new Chip("CPU");
    device->setIconName("chip");
    device->setDetail("2 threads");
    device->setClickable(true);
    row->addWidget(device);
    return bar;
}

QWidget* runs()
{
    auto* dock = new QWidget;
    setSurface(dock, Role::Panel, RightSide);
    dock->setFixedWidth(measure::runTable);
    auto* column = new QVBoxLayout(dock);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    auto* header = new SectionHeader("Runs", "4 of 8 shown");
    header->addWidget(makeIconButton("search", "Find a run"));
    header->addWidget(makeButton("New run", ButtonKind::Normal, "add"));
    column->addWidget(header);
    auto* table = new QTableWidget(6, 6);
    table->setFrameShape(QFrame::NoFrame);
    table->setIconSize({14, 10});
    table->setHorizontalHeaderLabels({"Name", "Status", "Epoch", "Val acc", "Val loss", "Time"});
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(measure::tableRow);
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSortIndicatorShown(true);
    table->horizontalHeader()->setSortIndicator(3, Qt::DescendingOrder);
    for (int r = 0; r < 6; ++r) {
        const QStringList cells{QString("run %1").arg(7 - r), r == 0 ? "running" : "done", QString::number(80 - 7 * r), QString::number(98.1 - r, 'f', 1), "0.0684", "2:07"};
        for (int c = 0; c < 6; ++c) {
            auto* item = new QTableWidgetItem(cells[c]);
            if (c > 1)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            if (c == 0) {
                item->setCheckState(r % 3 == 2 ? Qt::Unchecked : Qt::Checked);
                item->setIcon(swatchIcon(theme().runColor(r)));
            }
            table->setItem(r, c, item);
        }
    }
    table->selectRow(0);
    table->setFixedHeight(6 * 28 + 30);
    column->addWidget(table);
    column->addWidget(makeSeparator(Qt::Horizontal));
    auto* tiles = new QHBoxLayout;
    tiles->setContentsMargins(12, 10, 12, 10);
    tiles->setSpacing(8);
    const char* texts[][3] = {{"Best val acc", "98.1 %", "epoch 36"}, {"Speed", "405", "samples per second"}, {"Left", "2:01", "3.1 s per epoch"}};
    for (const auto& text : texts) {
        auto* tile = new MetricTile(text[0]);
        tile->setValue(text[1]);
        tile->setNote(text[2]);
        tiles->addWidget(tile);
    }
    column->addLayout(tiles);
    auto* banners = new QVBoxLayout;
    banners->setContentsMargins(12, 4, 12, 8);
    banners->setSpacing(8);
    auto* problem = new InlineBanner(Tone::Danger, "Dense needs a vector", "It gets a feature map, N × 16 × 4 × 4. Flatten makes it N × 256.");
    problem->addAction("Insert Flatten", true);
    problem->addAction("Global avg pool");
    problem->setClosable(true);
    banners->addWidget(problem);
    banners->addWidget(new InlineBanner(Tone::Warning, "Gradient norm of res3 rose at epochs 15 to 19", "It recovered by itself. If it comes back, clip gradients at 1.0."));
    banners->addWidget(new InlineBanner(Tone::Info, {}, "Input gets N × 1 × 8 × 8, as set."));
    column->addLayout(banners);
    auto* grid = new PictureGrid;
    grid->setSource(60000, digit, [](int i) { return PictureCaption{QString::number(i % 10), QString::number(37 * (i + 1)), {}, {}}; });
    grid->setCurrentIndex(2);
    grid->setTileSize(68);
    column->addWidget(makeSeparator(Qt::Horizontal));
    column->addWidget(grid, 1);
    auto* tree = new QTreeWidget;
    tree->setHeaderHidden(true);
    tree->setFrameShape(QFrame::NoFrame);
    for (const char* name : {"Convolution", "Dense", "Pooling"}) {
        auto* top = new QTreeWidgetItem(tree, {name});
        for (int i = 0; i < 2; ++i) {
            auto* leaf = new QTreeWidgetItem(top, {QString("Conv%1D").arg(i + 1)});
            leaf->setIcon(0, icon("conv", theme().categoryColor("conv")));
        }
    }
    tree->topLevelItem(0)->setExpanded(true);
    tree->setCurrentItem(tree->topLevelItem(0)->child(1));
    tree->setFixedHeight(140);
    column->addWidget(makeSeparator(Qt::Horizontal));
    column->addWidget(tree);
    return dock;
}

ChartCard* chart(ChartGroup& group, const QString& title, bool log, bool percent)
{
    auto* card = new ChartCard(title, "val and train");
    LineChart* c = card->chart();
    const char* names[] = {"run 7", "run 6", "run 4", "baseline"};
    const int colors[] = {0, 1, 3, 5};
    for (int r = 0; r < 4; ++r) {
        const QString id = QString::number(r);
        c->setRun(id, names[r], theme().runColor(colors[r]), 20);
        std::vector<SeriesPoint> validation, training;
        const int end = r == 0 ? 41 : 80;
        for (int step = 0; step <= end * 20; ++step) {
            const double epoch = step / 20.0, trend = percent ? 0.98 - 0.02 * r - 0.9 * std::exp(-epoch / 5) : 3 * std::exp(-epoch / (8 + 8 * r)) + 0.05 + 0.06 * r;
            const double wobble = percent ? 0.02 * noise() : trend * 0.7 * noise();
            training.push_back({static_cast<double>(step), step * 0.15, trend * (percent ? 1.01 : 0.8) + wobble});
            if (step % 20 == 0)
                validation.push_back({static_cast<double>(step), step * 0.15, trend + wobble * 0.3});
        }
        c->setSeries({id, "", SeriesKind::Validation}, validation);
        c->setSeries({id, "", SeriesKind::Training}, training);
    }
    if (!percent) {
        const SeriesPoint bad{840, 0, std::nan("")};
        c->appendPoints({"0", "", SeriesKind::Training}, std::span(&bad, 1));
    }
    c->setSelectedRun("0");
    c->setLogY(log);
    c->setXAxis(ChartX::Epoch);
    c->setSmoothing(0.93);
    if (percent) {
        c->setValueFormat(ValueFormat::Percent);
        c->setYLimits(0.8, 1.0);
        c->setNote("run 7 best 98.1 %, epoch 36", "0", 720, 0.98);
    }
    card->setCurrent(percent ? "val 98.1 %" : "val 0.068", theme().runColor(0));
    group.add(c);
    return card;
}

QWidget* middle()
{
    auto* page = new QWidget;
    setSurface(page, Role::Window);
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setSpacing(measure::cardGap);
    auto* group = new ChartGroup(page);
    ChartCard* loss = chart(*group, "Loss", true, false);
    grid->addWidget(loss, 0, 0, 1, 2);
    grid->addWidget(chart(*group, "Accuracy", false, true), 0, 2, 1, 2);

    auto* matrixCard = new Card("Confusion matrix");
    matrixCard->setSubtitle("click a cell to see its images");
    matrixCard->setHeaderLine(true);
    auto* mode = new SegmentedControl;
    mode->setSegments({"Count", "Row %"});
    mode->setSmall(true);
    matrixCard->addHeaderWidget(mode);
    auto* matrix = new ConfusionMatrixView;
    QStringList names;
    std::vector<std::int64_t> counts(100, 0);
    for (int i = 0; i < 10; ++i) {
        names << QString::number(i);
        counts[static_cast<std::size_t>(i * 11)] = 23 + i % 5;
    }
    counts[35] = 1;
    counts[59] = 1;
    counts[81] = 2;
    matrix->setCounts(counts, names);
    matrix->setClassWord("digit");
    matrix->setSelectedCell(8, 1);
    matrixCard->body()->addWidget(matrix);
    grid->addWidget(matrixCard, 1, 0, 2, 2);

    auto* tryIt = new Card("Try it");
    tryIt->setSubtitle("draw a digit");
    tryIt->setHeaderLine(true);
    auto* tryRow = new QHBoxLayout;
    auto* pad = new DrawPad;
    std::vector<float> drawing(64, 0);
    for (const int i : {10, 11, 12, 21, 29, 35, 36, 45, 53, 58, 59, 60})
        drawing[static_cast<std::size_t>(i)] = 0.5f + 0.04f * static_cast<float>(i % 12);
    pad->setValues(drawing);
    pad->setFixedSize(170, 170);
    tryRow->addWidget(pad, 0, Qt::AlignTop);
    auto* bars = new BarList;
    std::vector<Bar> list;
    const double shares[] = {0, .002, .011, .942, 0, .031, 0, .003, .009, .002};
    for (int i = 0; i < 10; ++i)
        list.push_back({QString::number(i), QString::number(100 * shares[i], 'f', 1) + " %", shares[i], i == 3});
    bars->setBars(list);
    bars->setRowHeight(17);
    tryRow->addWidget(bars, 1, Qt::AlignTop);
    tryIt->body()->addLayout(tryRow);
    auto* padButtons = new QHBoxLayout;
    auto* draw = makeButton("Draw", ButtonKind::Normal, "draw");
    draw->setCheckable(true);
    draw->setChecked(true);
    for (QPushButton* button : {draw, makeButton("Erase", ButtonKind::Normal, "erase"), makeButton("Clear", ButtonKind::Quiet)}) {
        setSmall(button);
        padButtons->addWidget(button);
    }
    padButtons->addStretch(1);
    tryIt->body()->addLayout(padButtons);
    grid->addWidget(tryIt, 1, 2, 1, 2);

    auto* histogramCard = new Card("Differences per output value");
    auto* histogram = new HistogramChart;
    histogram->setLogX(true);
    histogram->setBins(-8, -6, {2, 5, 9, 17, 26, 30, 25, 14, 7, 3, 1});
    histogram->setLimit(-5.0, "limit 1e-05");
    histogram->setCountAxisVisible(false);
    histogramCard->body()->setContentsMargins(4, 0, 4, 4);
    histogramCard->body()->addWidget(histogram);
    grid->addWidget(histogramCard, 2, 2);
    auto* calibrationCard = new Card("Calibration");
    auto* calibration = new HistogramChart;
    calibration->setBins(0, 1, {0, 0, 0, .45, .57, .61, .72, .8, .91, .99});
    calibration->setPercentAxis(true);
    calibration->setDiagonal(true);
    calibration->setAxisTitles("stated confidence");
    calibrationCard->body()->setContentsMargins(4, 0, 4, 4);
    calibrationCard->body()->addWidget(calibration);
    grid->addWidget(calibrationCard, 2, 3);

    auto* balance = new Card("Class balance");
    auto* stacked = new StackedBars;
    std::vector<StackedBars::Row> rows;
    for (int i = 0; i < 6; ++i)
        rows.push_back({QString::number(i), {120.0 + 3 * i, 27, 27.0 - i}});
    stacked->setRows(rows);
    balance->body()->addWidget(stacked);
    grid->addWidget(balance, 3, 0);
    auto* scatterCard = new Card("Predicted against true");
    auto* scatter = new ScatterChart;
    std::vector<double> x, y;
    for (int i = 0; i < 400; ++i) {
        x.push_back(i / 40.0);
        y.push_back(i / 40.0 + noise() * 2);
    }
    scatter->setGuide(ScatterChart::Guide::Diagonal);
    scatter->setAxisTitles("true", "predicted");
    scatter->setPoints(x, y);
    scatterCard->body()->setContentsMargins(4, 0, 4, 4);
    scatterCard->body()->addWidget(scatter);
    grid->addWidget(scatterCard, 3, 1);
    auto* mapCard = new Card("Decision regions");
    auto* map = new DecisionMap;
    std::vector<int> classes;
    std::vector<float> confidence;
    for (int row = 0; row < 60; ++row)
        for (int column = 0; column < 60; ++column) {
            const double u = column / 30.0 - 1, v = row / 30.0 - 1;
            classes.push_back(u * v > 0 ? 0 : 1);
            confidence.push_back(static_cast<float>(std::min(1.0, 6 * std::abs(u * v))));
        }
    map->setRegions(60, 60, classes, confidence);
    std::vector<DecisionMap::Point> points;
    for (int i = 0; i < 120; ++i) {
        const double u = 2 * noise(), v = 2 * noise();
        points.push_back({u, v, u * v > 0 ? 0 : 1, i % 40 == 0});
    }
    map->setPoints(points);
    mapCard->body()->addWidget(map);
    grid->addWidget(mapCard, 3, 2);
    auto* emptyCard = new Card("Nothing yet");
    auto* empty = new EmptyState("No data yet.", "Everything stays on this computer.");
    empty->setIconName("data");
    empty->addButton("Add data…", true);
    empty->addButton("Use the digits");
    emptyCard->body()->addWidget(empty);
    grid->addWidget(emptyCard, 3, 3);
    for (int r = 0; r < 4; ++r)
        grid->setRowStretch(r, r == 0 ? 3 : 2);
    for (int c = 0; c < 4; ++c)
        grid->setColumnStretch(c, 1);
    QMetaObject::invokeMethod(page, [loss] { loss->chart()->setCrosshair(39); }, Qt::QueuedConnection);
    return page;
}

QWidget* settings()
{
    auto* dock = new QWidget;
    setSurface(dock, Role::Panel, LeftSide);
    dock->setFixedWidth(measure::trainSettings);
    auto* column = new QVBoxLayout(dock);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    auto* header = new SectionHeader("Training settings");
    auto* badge = new Chip("in use");
    badge->setIconName("lock");
    header->addWidget(badge);
    column->addWidget(header);
    column->addWidget(makeSeparator(Qt::Horizontal));
    auto* form = new QVBoxLayout;
    form->setContentsMargins(12, 8, 12, 8);
    form->setSpacing(0);
    auto* search = new SearchField("Search 64 layers");
    search->setShortcutHint("/");
    form->addWidget(search);
    form->addSpacing(6);
    auto* method = new QComboBox;
    method->addItems({"AdamW", "SGD"});
    form->addWidget(new FormRow("Method", method));
    auto* rate = new ScientificField(0, 10);
    rate->setValue(1e-3);
    auto* rateRow = new FormRow("Learning rate", rate, "How far one step goes");
    rateRow->addTrailing(makeIconButton("tune", "Try several values"));
    form->addWidget(rateRow);
    auto* decay = new ScientificField(0, 1);
    decay->setValue(1e-2);
    form->addWidget(new FormRow("Weight decay", decay));
    auto* clip = new Switch("off");
    form->addWidget(new FormRow("Clip gradients", clip));
    auto* epochs = new IntegerField(1, 100000);
    epochs->setValue(80);
    form->addWidget(new FormRow("Epochs", epochs));
    auto* batch = new IntegerField(1, 4096);
    batch->setValue(64);
    auto* batchRow = new FormRow("Batch size", batch);
    batchRow->setProblem("64 is more than the 50 training samples.");
    form->addWidget(batchRow);
    auto* precision = new SegmentedControl;
    precision->setSegments({"fp32", "bf16", "fp16"});
    precision->setLook(SegmentedControl::Look::Accent);
    precision->setSmall(true);
    precision->setStretch(true);
    form->addWidget(new FormRow("Precision", precision));
    auto* seed = new IntegerField;
    seed->setValue(42);
    seed->setEnabled(false);
    form->addWidget(new FormRow("Seed", seed));
    auto* shuffle = new Switch("every epoch");
    shuffle->setChecked(true);
    form->addWidget(new FormRow("Shuffle", shuffle));
    auto* dropout = new DecimalField(0, 1, 3);
    dropout->setValue(0.25);
    auto* dropoutRow = new FormRow("Dropout", dropout);
    dropoutRow->setNote("16 values");
    form->addWidget(dropoutRow);
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setValue(80);
    form->addWidget(new FormRow("Smoothing", slider));
    auto* check = new QCheckBox("Verify after export");
    check->setChecked(true);
    form->addWidget(check);
    form->addWidget(new QCheckBox("Simplify the graph"));
    auto* radio = new QRadioButton("Best weights");
    radio->setChecked(true);
    form->addWidget(radio);
    form->addWidget(new QRadioButton("Last weights"));
    form->addSpacing(6);
    auto* note = new QPlainTextEdit("One more ResBlock and less dropout. Does the gap to training stay under 1 %?");
    note->setFixedHeight(56);
    form->addWidget(note);
    form->addSpacing(8);
    auto* memory = new ProgressLine;
    memory->setProgress(0.04);
    form->addWidget(makeLabel("Memory forecast", TextStyle::Body, Role::TextMuted));
    form->addWidget(memory);
    form->addSpacing(8);
    auto* badges = new QHBoxLayout;
    badges->setSpacing(6);
    auto* counted = new Badge("3", Tone::Danger);
    counted->setFilled(true);
    auto* failed = new Badge("failed", Tone::Danger);
    failed->setGlyph(true);
    auto* done = new Badge("done", Tone::Success);
    done->setGlyph(true);
    for (QWidget* entry : {static_cast<QWidget*>(new Badge("× 3", Tone::Accent)), static_cast<QWidget*>(counted), static_cast<QWidget*>(failed),
                           static_cast<QWidget*>(done), static_cast<QWidget*>(new Badge("With a note", Tone::Warning))})
        badges->addWidget(entry);
    badges->addStretch(1);
    form->addLayout(badges);
    form->addSpacing(6);
    auto* chips = new QHBoxLayout;
    chips->setSpacing(6);
    for (const char* text : {"All", "0", "1", "2", "3"}) {
        auto* chip = new Chip(text);
        chip->setCheckable(true);
        chip->setChecked(QString(text) == "All");
        chips->addWidget(chip);
    }
    chips->addStretch(1);
    form->addLayout(chips);
    form->addSpacing(6);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(makeButton("Use best weights"));
    buttons->addWidget(makeButton("Delete", ButtonKind::Danger));
    auto* off = makeButton("Off");
    off->setEnabled(false);
    buttons->addWidget(off);
    form->addLayout(buttons);
    auto* tools = new QHBoxLayout;
    tools->setSpacing(2);
    auto* cursor = makeIconButton("select", "Select");
    cursor->setCheckable(true);
    cursor->setChecked(true);
    tools->addWidget(cursor);
    for (const char* name : {"select-area", "cut", "layout", "fit", "map"})
        tools->addWidget(makeIconButton(name, name));
    tools->addStretch(1);
    form->addLayout(tools);
    column->addLayout(form);
    auto* icons = new QWidget;
    auto* iconGrid = new QGridLayout(icons);
    iconGrid->setContentsMargins(12, 4, 12, 4);
    iconGrid->setSpacing(5);
    int at = 0;
    for (const QString& name : iconNames()) {
        auto* label = new QLabel;
        const bool category = categoryIconName(name) == name;
        label->setPixmap((category ? icon(name, theme().categoryColor(name)) : icon(name, Role::Text)).pixmap(QSize(16, 16), dock->devicePixelRatioF()));
        label->setToolTip(name);
        iconGrid->addWidget(label, at / 12, at % 12);
        ++at;
    }
    column->addWidget(icons);
    column->addStretch(1);
    auto* menu = new QMenu(dock);
    menu->addAction(icon("copy"), "Duplicate")->setShortcut(QKeySequence("Ctrl+D"));
    auto* checked = menu->addAction("Freeze");
    checked->setCheckable(true);
    checked->setChecked(true);
    menu->addSeparator();
    menu->addAction(icon("trash"), "Delete")->setEnabled(false);
    menu->addMenu("Export")->addAction("ONNX");
    menu->setObjectName("menu");
    return dock;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const auto value = [&](const QString& name) { return arguments.value(arguments.indexOf(name) < 0 ? -1 : static_cast<int>(arguments.indexOf(name)) + 1); };
    const QString mode = value("--theme"), out = value("--out");
    ThemeController controller(app, mode.isEmpty() ? ThemeMode::Dark : themeModeFromId(mode));
    QWidget window;
    window.setWindowTitle("Widgets");
    window.setWindowIcon(programIcon());
    auto* column = new QVBoxLayout(&window);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(topBar());
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(runs());
    row->addWidget(middle(), 1);
    row->addWidget(settings());
    column->addLayout(row, 1);
    window.resize(1600, 1000);
    window.show();
    if (out.isEmpty())
        return app.exec();
    QEventLoop settle;
    QTimer::singleShot(400, &settle, &QEventLoop::quit);
    settle.exec();
    for (LineChart* chart : window.findChildren<LineChart*>())
        chart->drawNow();
    QPixmap picture = window.grab();
    if (auto* menu = window.findChild<QMenu*>("menu")) {
        QPainter painter(&picture);
        menu->ensurePolished();
        menu->resize(menu->sizeHint());
        painter.drawPixmap(QPointF(1090, 60), menu->grab());
    }
    if (!picture.save(out)) {
        std::fprintf(stderr, "Could not write %s.\n", qPrintable(out));
        return 1;
    }
    return 0;
}
