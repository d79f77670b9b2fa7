#include "ui/pages/data/facts_panel.h"

#include <algorithm>

#include <QFontMetrics>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/language/core_text.h"
#include "ui/pages/data/data_tables.h"
#include "ui/pages/data/sample_picture.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr std::size_t columnsListed = 40;

QLabel* wrappedLabel(Role role)
{
    auto* label = makeLabel({}, TextStyle::Caption, role);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void clear(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        if (QLayout* inner = item->layout())
            clear(inner);
        delete item;
    }
}

QString joinedShape(const std::vector<std::int64_t>& shape)
{
    QStringList sizes;
    for (std::size_t i = 1; i < shape.size(); ++i)
        sizes << QString::number(shape[i]);
    return sizes.join(QStringLiteral(" × "));
}

} // namespace

QString dataFactsText(const Dataset& dataset)
{
    const QString samples = countText(dataset, dataset.count());
    return dataset.isClassification() ? FactsPanel::tr("%1, %2 classes").arg(samples).arg(dataset.targetSpec.classes)
                                   : FactsPanel::tr("%1, predicts %2").arg(samples, QString::fromStdString(dataset.targetName));
}

FactsPanel::FactsPanel(QWidget* parent)
    : QWidget(parent), m_title(makeLabel({}, TextStyle::BodyStrong)), m_facts(new QGridLayout), m_description(wrappedLabel(Role::TextMuted)),
      m_notes(wrappedLabel(Role::Warning)), m_columnsTitle(makeLabel(tr("Columns"), TextStyle::BodyStrong)), m_columns(new QVBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    column->addWidget(m_title);
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setVerticalSpacing(6);
    m_facts->setColumnStretch(1, 1);
    column->addLayout(m_facts);
    column->addWidget(m_description);
    column->addWidget(m_notes);
    column->addWidget(m_columnsTitle);
    m_columns->setSpacing(4);
    column->addLayout(m_columns);
    column->addStretch(1);
}

void FactsPanel::addFact(const QString& name, const QString& value)
{
    if (value.isEmpty())
        return;
    const int row = m_facts->rowCount();
    m_facts->addWidget(makeLabel(name, TextStyle::Body, Role::TextMuted), row, 0);
    auto* label = new ElidedLabel(value);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_facts->addWidget(label, row, 1);
}

void FactsPanel::show(const Dataset& dataset)
{
    clear(m_facts);
    clear(m_columns);
    m_title->setText(coreText(dataset.title));
    addFact(tr("Samples"), thousandsText(dataset.count()));
    switch (dataset.inputSpec.kind) {
    case Kind::Image: addFact(tr("Image size"), joinedShape(dataset.inputs.shape())); break;
    case Kind::Volume: addFact(tr("Volume size"), joinedShape(dataset.inputs.shape())); break;
    case Kind::Sequence: addFact(tr("Length × features"), joinedShape(dataset.inputs.shape())); break;
    case Kind::Tokens:
        addFact(tr("Length"), joinedShape(dataset.inputs.shape()));
        addFact(tr("Vocabulary"), thousandsText(dataset.inputSpec.classes));
        break;
    default: addFact(tr("Features"), joinedShape(dataset.inputs.shape())); break;
    }
    addFact(tr("Values"), tr("%1 to %2").arg(valueText(dataset.valueMinimum), valueText(dataset.valueMaximum)));
    if (dataset.isClassification())
        addFact(tr("Classes"), thousandsText(dataset.targetSpec.classes));
    addFact(tr("Target"), QString::fromStdString(dataset.targetName));
    std::int64_t missing = 0;
    for (const Column& column : dataset.columns)
        missing += column.missing;
    addFact(tr("Missing values"), missing ? thousandsText(missing) : tr("none"));
    addFact(tr("In memory"), bytesText(static_cast<double>(dataset.inputs.byteSize() + dataset.targets.byteSize())));
    addFact(tr("Origin"), coreText(dataset.origin));
    addFact(tr("License"), coreText(dataset.license));

    m_description->setText(coreText(dataset.description));
    m_description->setVisible(!dataset.description.empty());
    QStringList notes;
    for (const std::string& note : dataset.notes)
        notes << coreText(note);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());

    int roleWidth = 0;
    for (const ColumnRole role : {ColumnRole::Input, ColumnRole::Target, ColumnRole::Unused})
        roleWidth = std::max(roleWidth, QFontMetrics(nodegrad::font(TextStyle::Caption)).horizontalAdvance(columnRoleText(role)));
    for (std::size_t i = 0; i < std::min(columnsListed, dataset.columns.size()); ++i) {
        const Column& column = dataset.columns[i];
        auto* line = new QHBoxLayout;
        line->addWidget(new ElidedLabel(QString::fromStdString(column.name)), 1);
        QString type = columnTypeText(column.type);
        if (column.type == ColumnType::Category && !column.categories.empty())
            type += tr(", %1").arg(column.categories.size());
        line->addWidget(new Chip(type));
        auto* role = makeLabel(columnRoleText(column.role), TextStyle::Caption, Role::TextMuted);
        role->setFixedWidth(roleWidth);
        role->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        line->addWidget(role);
        m_columns->addLayout(line);
    }
    if (dataset.columns.size() > columnsListed)
        m_columns->addWidget(makeLabel(tr("… and %1 more").arg(dataset.columns.size() - columnsListed), TextStyle::Caption, Role::TextMuted));
    m_columnsTitle->setVisible(!dataset.columns.empty());
}

FitCard::FitCard(QWidget* parent)
    : QWidget(parent), m_icon(new QLabel), m_title(makeLabel({}, TextStyle::BodyStrong)), m_text(makeLabel({}, TextStyle::Caption, Role::TextMuted)),
      m_button(nullptr)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(m_title);
    m_text->setWordWrap(true);
    column->addWidget(m_text);
    row->addLayout(column, 1);
    auto* button = makeButton(tr("Show"));
    setSmall(button);
    button->setToolTip(tr("Show it on the Design page"));
    connect(button, &QPushButton::clicked, this, [this] { emit nodeRequested(m_node); });
    row->addWidget(button, 0, Qt::AlignVCenter);
    m_button = button;
}

void FitCard::show(const Session& session)
{
    const auto facts = session.design();
    const bool ready = session.data()->phase == DataState::Phase::Ready;
    setVisible(ready);
    if (!ready)
        return;
    const Dataset& dataset = *session.data()->prepared.data;
    m_node.clear();
    const auto say = [this](const QString& name, Role role, const QString& title, const QString& text, bool button) {
        m_icon->setPixmap(icon(name, role).pixmap(measure::iconSmall, measure::iconSmall));
        m_title->setText(title);
        m_text->setText(text);
        m_button->setVisible(button);
    };
    const QString input = QString::fromStdString(shapeText(dataset.inputSpec.shape));
    if (session.project().graph.root().nodes.empty()) {
        say(QStringLiteral("info"), Role::Info, tr("No design yet"), tr("These data give %1.").arg(input), true);
    } else if (!session.isDesignCurrent()) {
        say(QStringLiteral("clock"), Role::TextMuted, tr("Checking the design"), tr("These data give %1.").arg(input), false);
    } else if (facts->lowered->ok()) {
        const QString output = dataset.isClassification() ? tr("answers one of %1").arg(dataset.targetSpec.classes)
                                                       : tr("answers %1").arg(QString::fromStdString(shapeText(dataset.targetSpec.shape)));
        say(QStringLiteral("check"), Role::Success, tr("Fits the design"), tr("Input gets %1, %2.").arg(input, output), false);
    } else {
        const auto first = std::find_if(facts->lowered->diagnostics.begin(), facts->lowered->diagnostics.end(),
                                        [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
        const auto count = facts->lowered->errorCount();
        if (first != facts->lowered->diagnostics.end())
            m_node = QString::fromStdString(first->node);
        say(QStringLiteral("error"), Role::Danger, count == 1 ? tr("1 problem with the design") : tr("%1 problems with the design").arg(count),
            first == facts->lowered->diagnostics.end() ? QString() : messageText(first->error), true);
    }
}

QString FitCard::title() const
{
    return m_title->text();
}

QString FitCard::text() const
{
    return m_text->text();
}

void FitCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBox(painter, rect(), measure::radiusButton, theme()(Role::Raised), theme()(Role::Border));
}

} // namespace nodegrad
