#include "ui/canvas/breadcrumb_bar.h"

#include <algorithm>
#include <iterator>

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include "ui/canvas/design_editor.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/theme/theme.h"

namespace nodegrad {

BreadcrumbBar::BreadcrumbBar(DesignEditor* editor, QWidget* parent) : QWidget(parent), m_editor(editor)
{
    setAccessibleName(tr("Level"));
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(2, 2, 2, 2);
    m_row->setSpacing(0);
    connect(editor, &DesignEditor::levelChanged, this, &BreadcrumbBar::fill);
    connect(editor->session(), &Session::fileChanged, this, &BreadcrumbBar::fill);
    connect(editor->session(), &Session::projectChanged, this, &BreadcrumbBar::fill);
    connect(editor->session(), &Session::designChanged, this, [this] {
        fill();
        showProblems();
    });
    fill();
}

void BreadcrumbBar::fill()
{
    QStringList names{m_editor->session()->title()};
    for (const std::string& name : m_editor->path())
        names << QString::fromStdString(name);
    if (names == m_shown)
        return;
    m_shown = names;
    m_crumbs.clear();
    while (QLayoutItem* item = m_row->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    // A layout shows what it is given later; the size is wanted now.
    const auto add = [this](QWidget* widget) {
        m_row->addWidget(widget);
        widget->show();
    };
    for (int i = 0; i < names.size(); ++i) {
        if (i > 0)
            add(makeSiblings(i));
        auto* button = makeButton(names[i], ButtonKind::Quiet);
        setSmall(button);
        button->setFocusPolicy(Qt::TabFocus);
        button->setEnabled(true);
        add(button);
        m_crumbs << button;
        connect(button, &QPushButton::clicked, this, [this, i] {
            const auto& path = m_editor->path();
            m_editor->setPath({path.begin(), path.begin() + std::min<std::ptrdiff_t>(i, static_cast<std::ptrdiff_t>(path.size()))});
        });
    }
    showProblems();
    adjustSize();
}

/// The arrow before a level: opens the list of modules that stand beside it.
QToolButton* BreadcrumbBar::makeSiblings(int depth)
{
    auto* arrow = makeIconButton(QStringLiteral("chevron-right"), tr("Other modules beside %1").arg(m_shown[depth]));
    arrow->setFocusPolicy(Qt::TabFocus);
    arrow->setIconSize({12, 12});
    arrow->setFixedWidth(18);
    connect(arrow, &QToolButton::clicked, this, [this, arrow, depth] {
        QMenu menu(this);
        fillSiblings(menu, depth);
        menu.exec(arrow->mapToGlobal(QPoint(0, arrow->height() + 2)));
    });
    return arrow;
}

void BreadcrumbBar::fillSiblings(QMenu& menu, int depth)
{
    const auto& path = m_editor->path();
    const std::vector<std::string> above(path.begin(), path.begin() + std::min<std::ptrdiff_t>(depth - 1, std::ssize(path)));
    const auto definition = m_editor->graph().definitionAt(above);
    const Level* level = definition ? m_editor->graph().level(*definition) : nullptr;
    for (const NodePtr& node : level ? level->nodes : std::vector<NodePtr>()) {
        if (node->type != kModuleType || !m_editor->graph().module(node->definition))
            continue;
        auto there = above;
        there.push_back(node->name);
        const QString name = QString::fromStdString(node->name);
        QAction* action = menu.addAction(QStringLiteral("%1 · %2").arg(name, m_editor->titleOf(*node)), this, [this, there] { m_editor->setPath(there); });
        action->setCheckable(true);
        action->setChecked(std::ssize(path) >= depth && path[static_cast<std::size_t>(depth - 1)] == node->name);
    }
}

/// How many errors lie in each level and below it.
void BreadcrumbBar::showProblems()
{
    std::string place;
    for (int i = 0; i < m_crumbs.size(); ++i) {
        if (i > 0)
            place += (i > 1 ? "." : "") + m_editor->path()[static_cast<std::size_t>(i - 1)];
        int errors = 0;
        for (const Diagnostic* problem : i > 0 ? m_editor->problemsAt(place) : std::vector<const Diagnostic*>())
            errors += problem->severity == Severity::Error ? 1 : 0;
        m_crumbs[i]->setText(errors > 0 ? tr("%1 (%2)").arg(m_shown[i]).arg(errors) : m_shown[i]);
        m_crumbs[i]->setToolTip(errors > 0 ? tr("%n problem(s) in it", nullptr, errors) : QString());
    }
    adjustSize();
}

void BreadcrumbBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), measure::radiusButton, theme().color(Role::Panel), theme().color(Role::Border));
}

} // namespace nodegrad
