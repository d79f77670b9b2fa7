#include "ui/outline/left_dock.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/canvas/design_editor.h"
#include "ui/outline/history_panel.h"
#include "ui/outline/outline_panel.h"
#include "ui/palette/palette_panel.h"
#include "ui/theme/styling.h"
#include "ui/widgets/segmented_control.h"

namespace nodegrad {

LeftDock::LeftDock(DesignEditor* editor, QWidget* parent) : QWidget(parent)
{
    setSurface(this, Role::Panel, RightSide);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(0);
    m_tabs = new SegmentedControl;
    m_tabs->setAccessibleName(tr("Palette, outline or history"));
    m_tabs->addSegment(tr("Layers"), {}, tr("Layers to add (/)"));
    m_tabs->addSegment(tr("Outline"), {}, tr("The design as a tree (Ctrl+Shift+O)"));
    m_tabs->addSegment(tr("History"), {}, tr("What was done, step by step (Ctrl+Shift+H)"));
    m_tabs->setStretch(true);
    m_tabs->setSmall(true);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 0, 13, 0);
    row->addWidget(m_tabs);
    layout->addLayout(row);
    m_palette = new PalettePanel(editor);
    m_outline = new OutlinePanel(editor);
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_palette);
    m_history = new HistoryPanel(editor->session());
    m_pages->addWidget(m_outline);
    m_pages->addWidget(m_history);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &SegmentedControl::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

void LeftDock::setEditor(DesignEditor* editor)
{
    m_palette->setEditor(editor);
    m_outline->setEditor(editor);
}

void LeftDock::showLayers()
{
    m_tabs->setCurrentIndex(0);
    m_palette->focusSearch();
}

void LeftDock::showOutline()
{
    m_tabs->setCurrentIndex(1);
    m_outline->focusTree();
}

void LeftDock::showHistory()
{
    m_tabs->setCurrentIndex(2);
    m_history->focusList();
}

void LeftDock::focusShown()
{
    switch (m_pages->currentIndex()) {
    case 0: m_palette->focusSearch(); break;
    case 1: m_outline->focusTree(); break;
    default: m_history->focusList();
    }
}

} // namespace nodegrad
