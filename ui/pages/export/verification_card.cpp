#include "ui/pages/export/verification_card.h"

#include <algorithm>
#include <cmath>

#include <QClipboard>
#include <QDateTime>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/language/core_text.h"
#include "ui/plots/histogram_chart.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/tone.h"

namespace nodegrad {

namespace {

constexpr double kBinsPerDecade = 4;
constexpr int kGlyphSize = 32, kChartHeight = 190, kRowHeight = 28;

Tone toneOf(const ExportedFile& file)
{
    if (!file.report)
        return file.checkError ? Tone::Warning : Tone::Info;
    if (!file.report->passed)
        return Tone::Danger;
    return file.report->independent ? Tone::Success : Tone::Warning;
}

} // namespace

VerificationCard::VerificationCard(QWidget* parent) : Card(tr("Verification"), parent)
{
    setObjectName(QStringLiteral("export.verification"));
    setHeaderLine(true);
    m_folder = makeButton(tr("Open folder"), ButtonKind::Quiet, QStringLiteral("folder"));
    m_copy = makeButton(tr("Copy report"), ButtonKind::Quiet, QStringLiteral("copy"));
    m_again = makeButton(tr("Check again"));
    m_again->setObjectName(QStringLiteral("export.check_again"));
    for (QPushButton* button : {m_folder, m_copy, m_again}) {
        setSmall(button);
        addHeaderWidget(button);
    }
    body()->setContentsMargins(0, 0, 0, 8);
    body()->setSpacing(0);
    auto* verdict = new QHBoxLayout;
    verdict->setContentsMargins(16, 14, 16, 14);
    verdict->setSpacing(14);
    m_glyph = new QLabel;
    m_glyph->setFixedSize(kGlyphSize, kGlyphSize);
    verdict->addWidget(m_glyph, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    m_title = makeLabel({}, TextStyle::Metric);
    m_title->setObjectName(QStringLiteral("export.verdict"));
    m_title->setWordWrap(true);
    m_sentence = makeLabel({}, TextStyle::Body, Role::TextMuted);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    verdict->addLayout(words, 1);
    body()->addLayout(verdict);

    m_details = new QWidget;
    auto* details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(0);
    details->addWidget(makeSeparator(Qt::Horizontal));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(0);
    m_rowsBox = new QWidget;
    m_rows = new QGridLayout(m_rowsBox);
    m_rows->setContentsMargins(16, 4, 16, 4);
    m_rows->setHorizontalSpacing(12);
    m_rows->setVerticalSpacing(0);
    m_rows->setColumnStretch(2, 1);
    columns->addWidget(m_rowsBox, 1);
    m_chartBox = new QWidget;
    auto* chartRow = new QHBoxLayout(m_chartBox);
    chartRow->setContentsMargins(0, 0, 0, 0);
    chartRow->setSpacing(0);
    chartRow->addWidget(makeSeparator(Qt::Vertical));
    auto* chart = new QVBoxLayout;
    chart->setContentsMargins(16, 10, 16, 4);
    chart->setSpacing(6);
    m_chartTitle = makeLabel(tr("Differences per output value"));
    m_chart = new HistogramChart;
    m_chart->setTitle(tr("Differences per output value"));
    m_chart->setFixedHeight(kChartHeight);
    m_chart->setLogX(true);
    m_chart->setCountAxisVisible(false);
    m_chartNote = makeLabel({}, TextStyle::Caption, Role::TextMuted);
    m_chartNote->setWordWrap(true);
    chart->addWidget(m_chartTitle);
    chart->addWidget(m_chart);
    chart->addWidget(m_chartNote);
    chart->addStretch();
    chartRow->addLayout(chart, 1);
    columns->addWidget(m_chartBox, 1);
    details->addLayout(columns);
    body()->addWidget(m_details);

    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(QString::fromStdString(reportText(m_file))); });
    connect(m_again, &QPushButton::clicked, this, &VerificationCard::checkAgainClicked);
    connect(m_folder, &QPushButton::clicked, this, &VerificationCard::openFolderClicked);
}

void VerificationCard::setBusy(bool busy)
{
    m_again->setEnabled(!busy);
}

void VerificationCard::setFile(const ExportedFile& file)
{
    m_file = file;
    const QString name = QString::fromStdString(file.path.filename().string());
    setSubtitle(QStringLiteral("%1, %2").arg(name, QDateTime::currentDateTime().toString(QStringLiteral("HH:mm"))));
    m_again->setText(file.report || file.checkError ? tr("Check again") : tr("Check"));
    m_copy->setEnabled(file.report.has_value());
    m_details->setVisible(file.report.has_value());
    if (!file.report) {
        m_title->setText(tr("The file is written, but not checked"));
        m_sentence->setText(file.checkError ? sentenceText(*file.checkError) : tr("%1 is complete. Check runs it in another program and compares the answers.").arg(name));
    } else {
        const VerificationReport& report = *file.report;
        m_title->setText(!report.passed       ? tr("The exported file does not give the same answers")
                         : report.independent ? tr("The exported file gives the same answers")
                                              : tr("The exported file was read back, not run by another program"));
        m_sentence->setText(coreText(report.sentence()));
        showRows(report);
        showDifferences(report);
    }
    setAccessibleDescription(m_title->text());
    showGlyph();
}

void VerificationCard::showRows(const VerificationReport& report)
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    int line = 0;
    for (const VerificationRow& row : report.rows) {
        auto* mark = new QLabel;
        mark->setPixmap(icon(row.passed ? QStringLiteral("check") : QStringLiteral("error-x"), row.passed ? Role::Success : Role::Danger).pixmap(QSize(14, 14), devicePixelRatioF()));
        mark->setAccessibleName(row.passed ? tr("passed") : tr("failed"));
        mark->setFixedHeight(kRowHeight);
        auto* what = makeLabel(coreText(row.what));
        auto* result = new ElidedLabel(coreText(row.result));
        result->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_rows->addWidget(mark, line, 0);
        m_rows->addWidget(what, line, 1);
        m_rows->addWidget(result, line, 2);
        m_rows->addWidget(makeSeparator(Qt::Horizontal), line + 1, 0, 1, 3);
        line += 2;
    }
    m_rows->setRowStretch(line, 1);
}

void VerificationCard::showDifferences(const VerificationReport& report)
{
    std::vector<double> exponents;
    for (const double difference : report.differences)
        if (difference > 0 && std::isfinite(difference))
            exponents.push_back(std::log10(difference));
    const std::size_t equal = static_cast<std::size_t>(std::count(report.differences.begin(), report.differences.end(), 0.0));
    m_chartBox->setVisible(!report.differences.empty());
    m_chart->setVisible(!exponents.empty());
    m_chartNote->setText(exponents.empty() ? tr("All %1 values are equal bit for bit.").arg(thousandsText(static_cast<std::int64_t>(report.differences.size())))
                         : equal > 0       ? tr("%1 of %2 values are equal bit for bit and not drawn.").arg(thousandsText(static_cast<std::int64_t>(equal)), thousandsText(static_cast<std::int64_t>(report.differences.size())))
                                           : QString());
    m_chartNote->setVisible(!m_chartNote->text().isEmpty());
    if (exponents.empty())
        return;
    const auto [smallest, largest] = std::minmax_element(exponents.begin(), exponents.end());
    const double limit = report.limit > 0 ? std::log10(report.limit) : *largest;
    // Decades from the smallest difference to past the limit, in quarters.
    const double low = std::floor(*smallest), high = std::max(std::ceil(*largest + 1e-9), std::ceil(limit) + 1);
    std::vector<double> counts(static_cast<std::size_t>(std::max(1.0, (high - low) * kBinsPerDecade)));
    for (const double exponent : exponents)
        ++counts[std::min(counts.size() - 1, static_cast<std::size_t>((exponent - low) * kBinsPerDecade))];
    m_chart->setBins(low, high, std::move(counts));
    m_chart->setLimit(report.limit > 0 ? std::optional(limit) : std::nullopt, tr("limit %1").arg(scientificText(report.limit)));
}

void VerificationCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_file.exporter) {
        showGlyph();
        if (m_file.report)
            showRows(*m_file.report);
    }
}

void VerificationCard::showGlyph()
{
    const Tone tone = toneOf(m_file);
    const QString name = tone == Tone::Success ? QStringLiteral("check-circle") : toneIconName(tone);
    m_glyph->setPixmap(icon(name, toneText(tone)).pixmap(QSize(kGlyphSize, kGlyphSize), devicePixelRatioF()));
}

} // namespace nodegrad
