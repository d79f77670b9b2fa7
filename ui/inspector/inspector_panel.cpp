#include "ui/inspector/inspector_panel.h"

#include <algorithm>
#include <map>

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/ops/op_type.h"
#include "ui/inspector/layer_form.h"
#include "ui/language/core_text.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

void clearLayout(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        if (item->layout())
            clearLayout(item->layout());
        delete item;
    }
}

/// What a module exposes changes with it: titles, defaults, the parameters themselves.
bool isSameForm(const std::vector<Param>& a, const std::vector<Param>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Param& x, const Param& y) {
        return x.id == y.id && x.title == y.title && x.kind == y.kind && x.defaultValue == y.defaultValue && x.onlyFor == y.onlyFor;
    });
}

} // namespace

InspectorPanel::InspectorPanel(DesignEditor* editor, QWidget* parent) : QWidget(parent), m_editor(editor)
{
    setSurface(this, Role::Panel, LeftSide);
    setAccessibleName(tr("Inspector"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    outer->addWidget(m_scroll);
    follow();
    connect(editor->session(), &Session::projectChanged, this, &InspectorPanel::showValues);
    // A field that is left ends its step of the history.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* old, QWidget* now) {
        if (old && isAncestorOf(old) && old != now)
            m_editor->session()->closeStep();
    });
    rebuild();
}

InspectorPanel::~InspectorPanel()
{
    // A field that has the focus reports while it is taken down; by then there is nobody to tell.
    qApp->disconnect(this);
    if (m_name)
        m_name->disconnect(this);
    if (m_form)
        m_form->disconnect(this);
}

void InspectorPanel::setEditor(DesignEditor* editor)
{
    if (editor == m_editor)
        return;
    commitName();
    m_editor->disconnect(this);
    m_editor = editor;
    follow();
    rebuild();
}

void InspectorPanel::follow()
{
    connect(m_editor, &DesignEditor::selectionChanged, this, &InspectorPanel::rebuild);
    connect(m_editor, &DesignEditor::levelChanged, this, &InspectorPanel::rebuild);
    connect(m_editor, &DesignEditor::factsChanged, this, &InspectorPanel::showValues);
}

void InspectorPanel::rebuild()
{
    m_shown = m_editor->selection();
    m_shownDefinition = m_editor->definition();
    m_form = nullptr;
    m_training = nullptr;
    m_params.clear();
    m_exposing.clear();
    m_heading = nullptr;
    m_name = nullptr;
    m_nameProblem = m_subtitle = nullptr;
    m_freeze = m_bypass = nullptr;
    m_problems = m_facts = nullptr;
    m_shownProblems.clear();
    m_shownFacts.clear();
    auto* content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 4, 0, 0);
    m_layout->setSpacing(0);
    const Node* node = m_editor->current();
    m_shownType = node ? node->type : std::string();
    if (node)
        buildOne(*node);
    else if (!m_shown.empty())
        buildSeveral();
    else
        buildNothing();
    m_layout->addStretch();
    // The old content may be the sender of the signal that led here: it goes later.
    if (QWidget* old = m_scroll->takeWidget()) {
        old->hide();
        old->deleteLater();
    }
    m_content = content;
    m_content->setAutoFillBackground(false);
    m_scroll->setWidget(m_content);
    m_content->setAutoFillBackground(false);
    showValues();
}

void InspectorPanel::showValues()
{
    // Signals may come in either order: what is shown must be what is selected.
    const Node* node = m_editor->current();
    if (m_shown != m_editor->selection() || m_shownDefinition != m_editor->definition() || (node && node->type != m_shownType) ||
        !isSameForm(m_params, m_form ? sharedParams() : std::vector<Param>())) {
        rebuild();
        return;
    }
    if (m_form) {
        if (node)
            showExposing(*node);
        std::vector<ParamValues> values;
        for (const NodeId id : m_shown)
            if (const Node* one = m_editor->level().find(id))
                values.push_back(one->params);
        m_form->show(values);
    }
    const auto all = [&](bool Node::*flag) {
        return !m_shown.empty() && std::all_of(m_shown.begin(), m_shown.end(), [&](NodeId id) {
            const Node* one = m_editor->level().find(id);
            return one && one->*flag;
        });
    };
    if (m_freeze) {
        m_freeze->setChecked(all(&Node::frozen));
        m_bypass->setChecked(all(&Node::bypassed));
    }
    showTraining();
    if (!node)
        return;
    if (!m_name->isModified() || !m_name->hasFocus())
        m_name->setText(QString::fromStdString(node->name));
    m_heading->setText(m_editor->labelOf(*node));
    const LayerType* type = findLayer(node->type);
    m_subtitle->setText(tr("%1 · layer %2 of %3").arg(coreText(type ? categoryTitle(type->category) : std::string("Unknown"))).arg(m_editor->placeOf(*node)).arg(m_editor->level().nodes.size()));

    std::vector<std::pair<QString, QString>> lines;
    std::map<QString, QString> reasons; ///< by name: why not
    if (const NodeFacts* facts = m_editor->facts(*node)) {
        const auto shapes = [&](const Specs& specs, const QString& one, const QString& many) {
            for (std::size_t i = 0; i < specs.size(); ++i)
                if (!isAbsent(specs[i])) {
                    lines.emplace_back(specs.size() == 1 ? one : many.arg(i + 1), QString::fromStdString(shapeText(specs[i].shape)));
                    QStringList axes;
                    for (const std::string& axis : axisNames(specs[i]))
                        axes << coreText(axis);
                    lines.emplace_back(QString(), axes.join(QStringLiteral(" × ")));
                }
        };
        shapes(facts->inputs, tr("Input"), tr("Input %1"));
        shapes(facts->outputs, tr("Output"), tr("Output %1"));
        lines.emplace_back(tr("Parameters"), thousandsText(facts->parameters));
        if (const auto macs = facts->macs.evaluate({{"N", 1}}))
            lines.emplace_back(tr("Multiply-adds per sample"), thousandsText(*macs));
        const std::int64_t batch = m_editor->session()->project().training.batchSize;
        if (const auto elements = facts->activationElements.evaluate({{"N", batch}}))
            lines.emplace_back(tr("Activation memory, batch %1").arg(batch), bytesText(static_cast<double>(*elements) * 4));
        for (const FormatSupport& format : m_editor->supportOf(*node)) {
            const QString name = tr("Export to %1").arg(QString::fromStdString(format.format));
            lines.emplace_back(name, format.isCarried() ? tr("yes") : tr("no"));
            if (!format.isCarried())
                reasons[name] = coreText(format.reason);
        }
        if (const auto field = m_editor->receptiveFieldOf(*node))
            lines.emplace_back(tr("Sees of the input"), coreText(*field));
    }
    QString shown;
    for (const auto& [name, value] : lines)
        shown += name + value + QLatin1Char('\n');
    if (m_facts && shown != m_shownFacts) {
        m_shownFacts = shown;
        clearLayout(m_facts);
        for (const auto& [name, value] : lines) {
            auto* row = new QHBoxLayout;
            row->addWidget(makeLabel(name, TextStyle::Body, Role::TextMuted));
            row->addStretch();
            const auto reason = reasons.find(name);
            auto* label = makeLabel(value, name.isEmpty() ? TextStyle::Caption : TextStyle::Body, name.isEmpty() ? Role::TextMuted : reason != reasons.end() ? Role::Danger : name.startsWith(tr("Output")) ? Role::Accent : Role::Text);
            if (reason != reasons.end())
                label->setToolTip(reason->second);
            if (value.startsWith(QStringLiteral("N")))
                label->setFont(monoFont(TextStyle::Caption));
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
            row->addWidget(label);
            m_facts->addLayout(row);
        }
        if (lines.empty())
            m_facts->addWidget(makeLabel(tr("Known once its inputs are connected."), TextStyle::Body, Role::TextMuted));
    }
    showProblems();
}

void InspectorPanel::showProblems()
{
    const Node* node = m_editor->current();
    const auto problems = node ? m_editor->problems(*node) : std::vector<const Diagnostic*>();
    QString shown;
    for (const Diagnostic* problem : problems)
        shown += sentenceText(problem->error) + QLatin1Char('\n');
    if (!m_problems || shown == m_shownProblems)
        return;
    m_shownProblems = shown;
    clearLayout(m_problems);
    for (const Diagnostic* problem : problems) {
        const auto tone = problem->severity == Severity::Error ? nodegrad::Tone::Danger : problem->severity == Severity::Warning ? nodegrad::Tone::Warning : nodegrad::Tone::Info;
        auto* banner = new InlineBanner(tone, messageText(problem->error), hintText(problem->error));
        banner->stackActions(); // a narrow panel
        for (const Fix& fix : problem->fixes) {
            auto* button = banner->addAction(coreText(fix.title), &fix == &problem->fixes.front());
            connect(button, &QPushButton::clicked, this, [this, diagnostic = *problem, fix] { m_editor->repair(diagnostic, fix); }, Qt::QueuedConnection);
        }
        m_problems->addWidget(banner);
    }
}

void InspectorPanel::commitName()
{
    const Node* node = m_editor->current();
    if (!m_name || !node || !m_name->isModified())
        return;
    m_name->setModified(false);
    if (m_name->text().toStdString() != node->name)
        if (const auto renamed = m_editor->rename(node->id, m_name->text().toStdString()); !renamed)
            m_editor->notify(renamed.error());
    m_nameProblem->hide();
    if (const Node* now = m_editor->current())
        m_name->setText(QString::fromStdString(now->name));
}

void InspectorPanel::focusName()
{
    if (!m_name)
        return;
    m_name->setFocus(Qt::ShortcutFocusReason);
    m_name->selectAll();
}

QString InspectorPanel::text() const
{
    QStringList lines;
    for (const QWidget* child : m_content->findChildren<QWidget*>()) {
        if (const auto* label = qobject_cast<const QLabel*>(child))
            lines << label->text();
        else if (const auto* elided = qobject_cast<const ElidedLabel*>(child))
            lines << elided->text();
        else if (const auto* button = qobject_cast<const QPushButton*>(child))
            lines << button->text();
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace nodegrad
