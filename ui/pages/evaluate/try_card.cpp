#include "ui/pages/evaluate/try_card.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/data/columns.h"
#include "core/data/new_samples.h"
#include "core/evaluation/evaluation.h"
#include "ui/language/core_text.h"
#include "ui/pages/data/sample_picture.h"
#include "ui/session/background.h"
#include "ui/theme/styling.h"
#include "ui/widgets/bar_row.h"
#include "ui/widgets/draw_pad.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/segmented_control.h"

namespace nodegrad {

namespace {

constexpr std::size_t barLimit = 100, fieldLimit = 200;
constexpr int pictureEdge = 200;

QScrollArea* scrolled(QWidget* content)
{
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

bool isRow(const Dataset& dataset)
{
    return dataset.inputSpec.kind == Kind::Vector && dataset.inputs.rank() == 2 && static_cast<std::size_t>(dataset.inputs.dim(1)) <= fieldLimit;
}

} // namespace

TryCard::TryCard(QWidget* parent)
    : Card(tr("Try it"), parent), m_inputs(new QStackedWidget), m_sample(new IntegerField(0, 0)), m_answer(makeLabel({}, TextStyle::Display)), m_note(makeLabel({}, TextStyle::Caption, Role::TextMuted)),
      m_truth(new ElidedLabel({}, TextStyle::Caption, Role::TextMuted)), m_bars(new BarList)
{
    setAcceptDrops(true);
    setHeaderLine(true);
    m_padPage = makePad();
    m_picturePage = makePicture();
    m_formPage = makeForm();
    auto* file = makeButton(tr("Predict a file…"), ButtonKind::Quiet);
    setSmall(file);
    file->setToolTip(tr("Answers for all samples of a table, an array or pictures, written to a file"));
    connect(file, &QPushButton::clicked, this, &TryCard::predictFilesRequested);
    m_fromFile = makeButton(tr("Picture from file…"), ButtonKind::Quiet);
    setSmall(m_fromFile);
    connect(m_fromFile, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Picture"), {}, tr("Pictures (*.png *.jpg *.jpeg *.bmp);;All files (*)"));
        if (!path.isEmpty())
            usePicture(path.toStdString());
    });
    addHeaderWidget(m_fromFile);
    addHeaderWidget(file);

    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    for (QWidget* page : {m_padPage, m_picturePage, m_formPage})
        m_inputs->addWidget(page);
    left->addWidget(m_inputs, 1);
    auto* samples = new QHBoxLayout;
    samples->setSpacing(6);
    samples->addWidget(makeLabel(tr("Sample"), TextStyle::Caption, Role::TextMuted));
    m_sample->setAccessibleName(tr("Sample of the data"));
    m_sample->setMaximumWidth(84);
    samples->addWidget(m_sample);
    auto* random = makeIconButton(QStringLiteral("shuffle"), tr("Another sample"));
    samples->addWidget(random);
    samples->addWidget(m_truth, 1);
    left->addLayout(samples);
    row->addLayout(left, 5);
    auto* right = new QVBoxLayout;
    right->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_answer);
    m_note->setWordWrap(true);
    head->addWidget(m_note, 1);
    right->addLayout(head);
    right->addWidget(scrolled(m_bars), 1);
    row->addLayout(right, 5);
    body()->addLayout(row, 1);

    connect(m_sample, &QSpinBox::valueChanged, this, [this](int value) { useSample(value); });
    connect(random, &QToolButton::clicked, this, [this] {
        if (m_dataset && m_dataset->count() > 0)
            useSample(static_cast<std::int64_t>(QRandomGenerator::global()->bounded(static_cast<quint32>(std::min<std::int64_t>(m_dataset->count(), 1'000'000'000)))));
    });
}

QWidget* TryCard::makePad()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_pad = new DrawPad;
    column->addWidget(m_pad, 1);
    auto* tools = new QHBoxLayout;
    auto* mode = new SegmentedControl;
    mode->setAccessibleName(tr("Pen"));
    mode->setSmall(true);
    mode->setLook(SegmentedControl::Look::Accent);
    mode->addSegment(tr("Draw"), QStringLiteral("draw"));
    mode->addSegment(tr("Erase"), QStringLiteral("erase"));
    tools->addWidget(mode);
    auto* clear = makeButton(tr("Clear"), ButtonKind::Quiet);
    setSmall(clear);
    tools->addWidget(clear);
    tools->addStretch(1);
    column->addLayout(tools);
    connect(mode, &SegmentedControl::currentChanged, this, [this](int index) { m_pad->setErasing(index == 1); });
    connect(clear, &QPushButton::clicked, m_pad, &DrawPad::clear);
    connect(m_pad, &DrawPad::changed, this, &TryCard::sendPad);
    return page;
}

QWidget* TryCard::makePicture()
{
    m_picture = new QLabel;
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setMinimumSize(pictureEdge, 96);
    return m_picture;
}

QWidget* TryCard::makeForm()
{
    m_formBox = new QWidget;
    m_form = new QGridLayout(m_formBox);
    m_form->setContentsMargins(0, 0, 8, 0);
    m_form->setVerticalSpacing(4);
    m_form->setColumnStretch(1, 1);
    return scrolled(m_formBox);
}

void TryCard::setData(DatasetPtr dataset)
{
    if (m_dataset == dataset)
        return;
    m_dataset = std::move(dataset);
    m_input = {};
    m_answer->clear();
    m_note->clear();
    m_bars->setBars({});
    if (!m_dataset || m_dataset->count() == 0)
        return;
    {
        const QSignalBlocker quiet(m_sample);
        m_sample->setMaximum(static_cast<int>(std::min<std::int64_t>(m_dataset->count() - 1, 2'000'000'000)));
    }
    const bool image = m_dataset->inputSpec.kind == Kind::Image;
    m_fromFile->setVisible(image);
    if (isDrawable(*m_dataset)) {
        setSubtitle(tr("draw a %1").arg(classWord(*m_dataset)));
        m_inputs->setCurrentWidget(m_padPage);
        const QSignalBlocker quiet(m_pad);
        m_pad->setGrid(static_cast<int>(m_dataset->inputs.dim(3)), static_cast<int>(m_dataset->inputs.dim(2)));
        m_pad->setBrushRadius(std::max(0.7, static_cast<double>(m_dataset->inputs.dim(3)) / 18.0));
    } else if (isRow(*m_dataset)) {
        setSubtitle(tr("change a row"));
        m_inputs->setCurrentWidget(m_formPage);
        rebuildForm();
    } else {
        setSubtitle(image ? tr("choose or drop a picture") : tr("choose a sample"));
        m_inputs->setCurrentWidget(m_picturePage);
    }
    useSample(0);
}

void TryCard::rebuildForm()
{
    while (QLayoutItem* item = m_form->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    m_fields.clear();
    m_columns.clear();
    const Dataset& set = *m_dataset;
    std::int64_t width = 0;
    for (std::size_t i = 0; i < set.columns.size(); ++i)
        if (set.columns[i].role == ColumnRole::Input) {
            width += featureCount(set.columns[i]);
            m_columns.push_back(i);
        }
    if (width != set.inputs.dim(1))
        m_columns.clear(); // an array without described columns: one field a feature
    const std::size_t count = m_columns.empty() ? static_cast<std::size_t>(set.inputs.dim(1)) : m_columns.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Column* column = m_columns.empty() ? nullptr : &set.columns[m_columns[i]];
        const std::string name = column ? column->name : i < set.featureNames.size() ? set.featureNames[i] : std::to_string(i);
        QWidget* field = nullptr;
        if (column && column->type == ColumnType::Category) {
            auto* combo = new QComboBox;
            for (const std::string& category : column->categories)
                combo->addItem(QString::fromStdString(category));
            connect(combo, &QComboBox::currentIndexChanged, this, &TryCard::sendForm);
            field = combo;
        } else {
            auto* number = new DecimalField(-1e9, 1e9, 6);
            const double range = column ? column->maximum - column->minimum : set.valueMaximum - set.valueMinimum;
            number->setSingleStep(range > 0 ? std::pow(10.0, std::floor(std::log10(range / 10))) : 0.1);
            connect(number, &QDoubleSpinBox::valueChanged, this, &TryCard::sendForm);
            field = number;
        }
        field->setAccessibleName(QString::fromStdString(name));
        const int row = static_cast<int>(i);
        auto* label = new ElidedLabel(QString::fromStdString(name), TextStyle::Body, Role::TextMuted);
        label->setMinimumWidth(90);
        m_form->addWidget(label, row, 0);
        m_form->addWidget(field, row, 1);
        m_fields.push_back(field);
    }
    m_form->setRowStretch(static_cast<int>(count), 1);
}

void TryCard::fillForm(std::int64_t sample)
{
    const Dataset& set = *m_dataset;
    const std::int64_t start = sample * set.inputs.dim(1);
    std::int64_t feature = 0;
    m_filling = true;
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const std::int64_t width = m_columns.empty() ? 1 : featureCount(set.columns[m_columns[i]]);
        if (auto* combo = qobject_cast<QComboBox*>(m_fields[i])) {
            combo->setCurrentIndex(-1); // a missing category
            for (std::int64_t c = 0; c < width; ++c)
                if (set.inputs.number(start + feature + c) > 0.5)
                    combo->setCurrentIndex(static_cast<int>(c));
        } else if (auto* number = qobject_cast<DecimalField*>(m_fields[i])) {
            number->setValueQuietly(set.inputs.number(start + feature));
        }
        feature += width;
    }
    m_filling = false;
}

void TryCard::useSample(std::int64_t sample)
{
    if (!m_dataset || sample < 0 || sample >= m_dataset->count())
        return;
    const QSignalBlocker quiet(m_sample);
    m_sample->setValueQuietly(static_cast<int>(std::min<std::int64_t>(sample, 2'000'000'000)));
    m_truth->setText(tr("true %1").arg(targetText(*m_dataset, sample)));
    const std::int64_t index[] = {sample};
    const HostTensor raw = m_dataset->inputs.rows(index);
    if (m_inputs->currentWidget() == m_padPage) {
        const double range = m_dataset->valueMaximum - m_dataset->valueMinimum;
        std::vector<float> values;
        for (std::int64_t i = 0; i < raw.count(); ++i)
            values.push_back(range > 0 ? static_cast<float>((raw.number(i) - m_dataset->valueMinimum) / range) : 0.0F);
        const QSignalBlocker padQuiet(m_pad);
        m_pad->setValues(std::move(values));
    } else if (m_inputs->currentWidget() == m_formPage) {
        fillForm(sample);
    }
    send(raw);
    m_truth->setText(tr("true %1").arg(targetText(*m_dataset, sample)));
}

void TryCard::sendPad()
{
    if (!m_dataset)
        return;
    HostTensor input(DType::Float32, {1, 1, m_pad->gridHeight(), m_pad->gridWidth()});
    auto out = input.mutableValues<float>();
    const double low = m_dataset->valueMinimum, range = m_dataset->valueMaximum - low;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<float>(low + range * static_cast<double>(m_pad->values()[i]));
    m_truth->setText({});
    send(std::move(input));
}

void TryCard::sendForm()
{
    if (m_filling || !m_dataset)
        return;
    HostTensor input(DType::Float32, {1, m_dataset->inputs.dim(1)});
    auto out = input.mutableValues<float>();
    std::size_t feature = 0;
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const auto width = m_columns.empty() ? std::size_t{1} : static_cast<std::size_t>(featureCount(m_dataset->columns[m_columns[i]]));
        if (auto* combo = qobject_cast<QComboBox*>(m_fields[i])) {
            if (combo->currentIndex() >= 0)
                out[feature + static_cast<std::size_t>(combo->currentIndex())] = 1;
        } else if (auto* number = qobject_cast<DecimalField*>(m_fields[i])) {
            out[feature] = static_cast<float>(number->value());
        }
        feature += width;
    }
    m_truth->setText({});
    send(std::move(input));
}

void TryCard::send(HostTensor inputs)
{
    m_input = std::move(inputs);
    showPicture();
    emit inputMade(m_input);
}

void TryCard::resend()
{
    if (!m_input.isEmpty())
        emit inputMade(m_input);
}

void TryCard::showPicture()
{
    if (m_inputs->currentWidget() != m_picturePage)
        return;
    if (!hasPictures(*m_dataset)) { // tokens and wide rows
        QStringList values;
        for (std::int64_t i = 0; i < std::min<std::int64_t>(m_input.count(), 60); ++i)
            values << valueText(m_input.number(i));
        m_picture->setWordWrap(true);
        m_picture->setText(values.join(QLatin1Char(' ')));
        return;
    }
    const QImage image = inputPicture(m_input, 0, m_dataset->inputSpec, m_dataset->valueMinimum, m_dataset->valueMaximum);
    const qreal ratio = devicePixelRatioF();
    const int edge = static_cast<int>(pictureEdge * ratio);
    const bool smooth = m_dataset->inputSpec.kind == Kind::Sequence || image.width() > 64;
    QPixmap pixmap = QPixmap::fromImage(image.scaled(edge, edge, Qt::KeepAspectRatio, smooth ? Qt::SmoothTransformation : Qt::FastTransformation));
    pixmap.setDevicePixelRatio(ratio);
    m_picture->setPixmap(pixmap);
}

void TryCard::usePicture(const std::filesystem::path& path)
{
    if (!m_dataset)
        return;
    Job::start(this, tr("Read the picture"),
        [path, set = m_dataset](const Task&) -> Result<HostTensor> {
            auto picture = readPicture(path);
            if (!picture)
                return tl::unexpected(picture.error());
            return pictureInput(*set, *picture);
        },
        [this, set = m_dataset, path](Result<HostTensor> input) {
            if (set != m_dataset)
                return;
            if (!input) {
                showProblem(input.error());
                return;
            }
            m_truth->setText(QString::fromStdString(path.filename().string()));
            if (m_inputs->currentWidget() == m_padPage) {
                const double range = set->valueMaximum - set->valueMinimum;
                std::vector<float> values;
                for (std::int64_t i = 0; i < input->count(); ++i)
                    values.push_back(range > 0 ? static_cast<float>((input->number(i) - set->valueMinimum) / range) : 0.0F);
                const QSignalBlocker quiet(m_pad);
                m_pad->setValues(std::move(values));
            }
            send(std::move(*input));
        });
}

void TryCard::showAnswer(const HostTensor& prediction, double milliseconds)
{
    if (!m_dataset || prediction.count() == 0)
        return;
    const Dataset& set = *m_dataset;
    setTextRole(m_note, Role::TextMuted);
    const QString time = tr("%1 ms").arg(fixedText(milliseconds, 1));
    if (!set.isClassification()) {
        QStringList numbers;
        for (std::int64_t i = 0; i < std::min<std::int64_t>(prediction.count(), 4); ++i)
            numbers << valueText(prediction.number(i));
        m_answer->setText(numbers.join(QStringLiteral(", ")));
        m_note->setText(QString::fromStdString(set.targetName) + QStringLiteral(", ") + time);
        m_bars->setBars({});
        return;
    }
    const auto shares = probabilities(prediction, 0, set.classNames.size());
    if (shares.empty())
        return;
    const auto best = static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin());
    m_answer->setText(className(set, static_cast<std::int64_t>(best)));
    m_note->setText(tr("%1 sure, %2").arg(percentText(shares[best]), time));
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), 0);
    if (order.size() > barLimit) { // the likeliest of very many
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return shares[a] > shares[b]; });
        order.resize(barLimit);
    }
    std::vector<Bar> bars;
    for (const std::size_t index : order)
        bars.push_back({className(set, static_cast<std::int64_t>(index)), percentText(shares[index]), shares[index], index == best, Role::PlotAxis});
    m_bars->setBars(std::move(bars));
}

void TryCard::showProblem(const Error& error)
{
    m_answer->clear();
    m_bars->setBars({});
    setTextRole(m_note, Role::Danger);
    m_note->setText(sentenceText(error));
}

QString TryCard::answerText() const
{
    return m_answer->text();
}

void TryCard::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_dataset && m_dataset->inputSpec.kind == Kind::Image && event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void TryCard::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    usePicture(event->mimeData()->urls().first().toLocalFile().toStdString());
}

} // namespace nodegrad
