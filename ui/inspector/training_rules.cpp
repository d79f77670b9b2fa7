#include "ui/inspector/training_rules.h"

#include <algorithm>
#include <cmath>

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/language/core_text.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr int kSide = 12, kLabelWidth = 92;
constexpr double kLargest = 1e9; ///< as the rules allow

} // namespace

TrainingRules::TrainingRules(Session* session, QWidget* parent) : QWidget(parent), m_session(session)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(makeSeparator(Qt::Horizontal));
    auto* box = new QVBoxLayout;
    box->setContentsMargins(kSide, 10, kSide, 10);
    box->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Training"), TextStyle::BodyStrong));
    head->addStretch();
    auto* reset = makeButton(tr("Reset"), ButtonKind::Quiet);
    reset->setObjectName(QStringLiteral("rules.reset"));
    setSmall(reset);
    head->addWidget(reset);
    m_reset = reset;
    box->addLayout(head);
    outer->addLayout(box);
    addRow(Rate, tr("Rate factor"), tr("Factor of the learning rate for these weights. Empty: as around them."));
    addRow(Decay, tr("Weight decay"), tr("Instead of the optimizer's. Empty: as around them."));
    addRow(Frozen, tr("Frozen epochs"), tr("For so many epochs from the start the weights stay as they are; \"all\": for the whole run. Empty: as around them."));
    for (const Row& row : m_rows)
        box->addWidget(row.row);
    connect(reset, &QPushButton::clicked, this, [this] {
        change(tr("Reset the training of %1").arg(names()), [](ParamGroup& own) { own = {own.path, {}, {}, {}}; });
    });
}

TrainingRules::~TrainingRules()
{
    for (const Row& row : m_rows) // a field that has the focus reports while it is taken down
        row.field->disconnect(this);
}

void TrainingRules::addRow(Fact fact, const QString& title, const QString& help)
{
    static constexpr const char* ids[] = {"rules.rate", "rules.decay", "rules.frozen"};
    Row& row = m_rows[fact];
    row.field = new QLineEdit;
    row.field->setObjectName(QString::fromLatin1(ids[fact]));
    row.row = new FormRow(title, row.field, help);
    row.row->setLabelWidth(kLabelWidth);
    connect(row.field, &QLineEdit::editingFinished, this, [this, fact] { commit(fact); });
    connect(row.field, &QLineEdit::textEdited, this, [this, fact] { m_rows[fact].row->setProblem({}); });
}

QString TrainingRules::textOf(const ParamGroup& group, Fact fact)
{
    switch (fact) {
    case Rate: return group.rateFactor ? scientificText(*group.rateFactor) : QString();
    case Decay: return group.weightDecay ? scientificText(*group.weightDecay) : QString();
    default: break;
    }
    return !group.frozenEpochs ? QString() : *group.frozenEpochs == 0 ? tr("all") : QString::number(*group.frozenEpochs);
}

bool TrainingRules::hasOwn(const std::vector<std::string>& paths) const
{
    const auto groups = paramGroups(m_session->project().training.paramGroups);
    return groups && std::ranges::any_of(paths, [&](const std::string& path) { return !ownRules(*groups, path).saysNothing(); });
}

void TrainingRules::show(const std::vector<std::string>& paths, bool frozen)
{
    m_paths = paths;
    m_frozen = frozen;
    const auto groups = paramGroups(m_session->project().training.paramGroups);
    m_reset->setVisible(hasOwn(paths));
    for (int i = 0; i < FactCount; ++i) {
        const Row& row = m_rows[static_cast<std::size_t>(i)];
        row.field->setEnabled(groups && !frozen);
        if (groups)
            showRow(static_cast<Fact>(i), *groups);
        else
            row.row->setNote(i == 0 ? tr("The setting \"Layers apart\" cannot be read: %1").arg(sentenceText(groups.error())) : QString());
    }
}

/// What counts without own rules; `from`: who says so.
QString TrainingRules::inherited(Fact fact, const std::vector<ParamGroup>& groups, const std::string& path, QString* from) const
{
    from->clear();
    QString text;
    for (const ParamGroup& group : groups)
        if (group.path != path && group.holds(path) && !textOf(group, fact).isEmpty()) {
            text = textOf(group, fact);
            *from = group.path == "*" ? tr("all layers") : QString::fromStdString(group.path);
        }
    if (!text.isEmpty())
        return text;
    if (fact == Rate)
        return QStringLiteral("1");
    if (fact == Frozen)
        return tr("none");
    const ParamValues optimizer = optimizerValues(m_session->project().training);
    *from = tr("the optimizer");
    return scientificText(optimizer.has("weight_decay") ? optimizer.real("weight_decay") : 0);
}

void TrainingRules::showRow(Fact fact, const std::vector<ParamGroup>& groups)
{
    const Row& row = m_rows[fact];
    QString text, rest, from, counts;
    for (std::size_t i = 0; i < m_paths.size(); ++i) {
        const std::string& path = m_paths[i];
        QString source;
        const QString own = textOf(ownRules(groups, path), fact), otherwise = inherited(fact, groups, path, &source);
        ParamGroup now;
        const ParamTraits traits = traitsOf(groups, path);
        now.rateFactor = traits.rateFactor;
        now.weightDecay = traits.weightDecay;
        now.frozenEpochs = traits.frozenEpochs;
        const bool isOverruled = !own.isEmpty() && textOf(now, fact) != own; // by a rule that stands further on
        const QString note = isOverruled ? tr("%1 further on says %2, which counts.").arg(source, textOf(now, fact)) : QString();
        if (i > 0 && (own != text || otherwise != rest)) {
            row.field->setPlaceholderText(tr("mixed"));
            text = from = counts = QString();
            if (!row.field->isModified())
                row.field->setText({});
            row.row->setNote({});
            return;
        }
        text = own, rest = otherwise, from = source, counts = note;
    }
    if (!row.field->isModified() || !row.field->hasFocus())
        row.field->setText(text);
    row.field->setPlaceholderText(rest);
    QStringList notes;
    if (!counts.isEmpty())
        notes << counts;
    else if (text.isEmpty() && !from.isEmpty())
        notes << tr("from %1").arg(from);
    if (fact == Rate && !m_paths.empty())
        notes << tr("learning rate %1").arg(scientificText(optimizerValues(m_session->project().training).real("learning_rate") * traitsOf(groups, m_paths.front()).rateFactor));
    if (m_frozen)
        notes = fact == Rate ? QStringList{tr("Frozen: these weights stay as they are.")} : QStringList();
    row.row->setNote(notes.join(QStringLiteral(" · ")));
}

void TrainingRules::commit(Fact fact)
{
    const Row& row = m_rows[fact];
    if (!row.field->isModified())
        return;
    const QString text = row.field->text().trimmed();
    const auto number = numberFromText(text);
    const bool isWhole = number && *number >= 1 && *number == std::floor(*number), isAll = text.compare(tr("all"), Qt::CaseInsensitive) == 0;
    const bool isGood = text.isEmpty() || (fact == Frozen ? isAll || (isWhole && *number < kLargest) : number && *number >= 0 && *number < kLargest);
    if (!isGood) {
        row.row->setProblem(fact == Frozen ? tr("A whole number of epochs from 1 on, \"all\", or nothing.") : tr("A number from 0 on, or nothing."));
        return;
    }
    row.field->setModified(false);
    row.row->setProblem({});
    static const char* steps[] = {QT_TR_NOOP("Change the rate factor of %1"), QT_TR_NOOP("Change the weight decay of %1"), QT_TR_NOOP("Change the frozen epochs of %1")};
    change(tr(steps[fact]).arg(names()), [&](ParamGroup& own) {
        const auto value = text.isEmpty() ? std::optional<double>() : isAll ? std::optional(0.0) : number;
        if (fact == Rate)
            own.rateFactor = value;
        else if (fact == Decay)
            own.weightDecay = value;
        else
            own.frozenEpochs = value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
    });
}

void TrainingRules::change(const QString& step, const std::function<void(ParamGroup&)>& change)
{
    Project project = m_session->project();
    auto groups = paramGroups(project.training.paramGroups);
    if (!groups)
        return;
    for (const std::string& path : m_paths) {
        ParamGroup own = ownRules(*groups, path);
        change(own);
        groups = withRules(std::move(*groups), own);
    }
    project.training.paramGroups = paramGroupsText(*groups);
    m_session->apply(std::move(project), step);
}

QString TrainingRules::names() const
{
    return m_paths.size() == 1 ? QString::fromStdString(m_paths.front()) : tr("%n layers", nullptr, static_cast<int>(m_paths.size()));
}

} // namespace nodegrad
