#include "ui/pages/design/repeats_dialog.h"

#include <algorithm>
#include <set>

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/canvas/design_editor.h"
#include "ui/session/background.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/widgets/empty_state.h"

namespace nodegrad {

namespace {

enum RepeatColumn { StructureColumn, TimesColumn, PlaceColumn, LayersColumn };
constexpr std::size_t kMostTitles = 5;

QString structureText(const DesignEditor& editor, const Level& level, const std::vector<NodeId>& copy)
{
    QStringList titles;
    for (std::size_t i = 0; i < std::min(copy.size(), kMostTitles); ++i)
        titles << editor.titleOf(*level.find(copy[i]));
    if (copy.size() > kMostTitles)
        titles << RepeatsDialog::tr("%n more", "", static_cast<int>(copy.size() - kMostTitles));
    return titles.join(QStringLiteral(" → "));
}

/// "4 in a row", "2 apart", "3 in 2 places".
QString timesText(const Repeat& repeat)
{
    const auto copies = static_cast<int>(repeat.copies.size()), rows = static_cast<int>(repeat.rows.size());
    if (rows == 1)
        return RepeatsDialog::tr("%1 in a row").arg(copies);
    return rows == copies ? RepeatsDialog::tr("%1 apart").arg(copies) : RepeatsDialog::tr("%1 in %2 places").arg(copies).arg(rows);
}

} // namespace

RepeatsDialog::RepeatsDialog(DesignEditor* editor, QWidget* parent) : QDialog(parent), m_editor(editor)
{
    setWindowTitle(tr("Repeated structure"));
    resize(720, 360);
    auto* layout = new QVBoxLayout(this);
    m_stack = new QStackedWidget;
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    auto* text = makeLabel(tr("These layers stand in the design more than once. As one module they are drawn once, with a number beside it, and are changed in one place. "
                              "Each copy keeps weights of its own, and the network computes the same."), TextStyle::Body, Role::TextMuted);
    text->setWordWrap(true);
    column->addWidget(text);
    m_table = new QTreeWidget;
    m_table->setAccessibleName(tr("Repeated structure"));
    m_table->setRootIsDecorated(false);
    m_table->setAllColumnsShowFocus(true);
    m_table->setHeaderLabels({tr("Layers"), tr("Times"), tr("Where"), tr("On the canvas")});
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->header()->setSectionResizeMode(StructureColumn, QHeaderView::Stretch);
    m_table->headerItem()->setTextAlignment(LayersColumn, Qt::AlignRight | Qt::AlignVCenter);
    column->addWidget(m_table, 1);
    m_stack->addWidget(list);
    m_stack->addWidget(new EmptyState(tr("No structure stands more than once."),
                                      tr("Layers that repeat, such as Conv2D → ReLU → Conv2D → ReLU with the same values, are listed here and become one module with a click.")));
    layout->addWidget(m_stack, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_make = makeButton(tr("Make one module"), ButtonKind::Primary, QStringLiteral("composite"));
    m_make->setObjectName(QStringLiteral("repeats.make"));
    buttons->addButton(m_make, QDialogButtonBox::ActionRole);
    m_make->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_make, &QPushButton::clicked, this, &RepeatsDialog::makeModule);
    connect(m_table, &QTreeWidget::currentItemChanged, this, &RepeatsDialog::showOnCanvas);
    connect(m_table, &QTreeWidget::itemClicked, this, &RepeatsDialog::showOnCanvas);
    connect(m_table, &QTreeWidget::itemActivated, this, &RepeatsDialog::makeModule);
    connect(m_editor->session(), &Session::projectChanged, this, [this] {
        if (isVisible())
            search();
    });
}

void RepeatsDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    search();
}

std::vector<RepeatsDialog::Found> RepeatsDialog::findAll(const Graph& graph)
{
    std::vector<Found> all;
    std::set<std::string> seen;
    std::vector<std::pair<std::vector<std::string>, std::string>> open{{{}, ""}};
    while (!open.empty()) {
        const auto [path, definition] = open.back();
        open.pop_back();
        const Level* level = graph.level(definition);
        if (!level || !seen.insert(definition).second)
            continue;
        std::set<NodeId> shown;
        if (const ModuleDefinition* module = graph.module(definition))
            for (const ExposedParam& exposed : module->exposed)
                shown.insert(exposed.node);
        for (Repeat& repeat : findRepeats(*level, shown))
            all.push_back({path, definition, std::move(repeat)});
        for (const NodePtr& node : level->nodes)
            if (node->type == kModuleType) {
                auto inside = path;
                inside.push_back(node->name);
                open.emplace_back(std::move(inside), node->definition);
            }
    }
    return all;
}

void RepeatsDialog::search()
{
    m_make->setEnabled(false);
    Job::start(this, tr("Find repeated structure"), [graph = m_editor->graph()](const Task&) { return std::pair(graph, findAll(graph)); },
               [this](std::pair<Graph, std::vector<Found>> answer) {
                   if (!(answer.first == m_editor->graph()))
                       return; // edited meanwhile: another search is on its way
                   m_graph = std::move(answer.first);
                   fill(std::move(answer.second));
               });
}

void RepeatsDialog::fill(std::vector<Found> found)
{
    const int row = std::max(0, m_table->indexOfTopLevelItem(m_table->currentItem()));
    const QSignalBlocker quiet(m_table); // the canvas keeps what is selected in it
    m_found = std::move(found);
    m_table->clear();
    for (const Found& one : m_found)
        addRow(one);
    m_stack->setCurrentIndex(m_found.empty() ? 1 : 0);
    m_make->setEnabled(!m_found.empty());
    if (!m_found.empty())
        m_table->setCurrentItem(m_table->topLevelItem(std::min(row, m_table->topLevelItemCount() - 1)));
}

void RepeatsDialog::addRow(const Found& found)
{
    const Level& level = *m_graph.level(found.definition);
    const ModuleDefinition* module = m_graph.module(found.definition);
    const std::size_t layers = found.repeat.copies.size() * found.repeat.copies.front().size();
    const QString structure = structureText(*m_editor, level, found.repeat.copies.front());
    auto* row = new QTreeWidgetItem(m_table, {structure, timesText(found.repeat), module ? QString::fromStdString(module->title) : tr("Whole network"),
                                              QStringLiteral("%1 → %2").arg(layers).arg(found.repeat.rows.size())});
    row->setTextAlignment(LayersColumn, Qt::AlignRight | Qt::AlignVCenter);
    row->setToolTip(StructureColumn, QString::fromStdString(offerFor(found.repeat, level)));
}

const RepeatsDialog::Found* RepeatsDialog::current() const
{
    const int row = m_table->indexOfTopLevelItem(m_table->currentItem());
    const bool isCurrent = row >= 0 && static_cast<std::size_t>(row) < m_found.size() && m_graph == m_editor->graph();
    return isCurrent ? &m_found[static_cast<std::size_t>(row)] : nullptr;
}

void RepeatsDialog::showOnCanvas()
{
    const Found* found = current();
    if (!found)
        return;
    std::set<NodeId> nodes;
    for (const auto& copy : found->repeat.copies)
        nodes.insert(copy.begin(), copy.end());
    m_editor->show(found->path, found->repeat.copies.front().front());
    m_editor->select(std::move(nodes));
}

void RepeatsDialog::makeModule()
{
    const Found* found = current();
    if (!found || !m_make->isEnabled())
        return;
    m_make->setEnabled(false); // until the design has been looked at again
    m_editor->setPath(found->path);
    m_editor->makeRepeat(found->definition, found->repeat);
}

} // namespace nodegrad
