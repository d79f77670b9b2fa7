#include "ui/canvas/breadcrumb_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

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
            add(makeLabel(QStringLiteral("›"), TextStyle::Body, Role::TextMuted));
        auto* button = makeButton(names[i], ButtonKind::Quiet);
        setSmall(button);
        button->setFocusPolicy(Qt::TabFocus);
        button->setEnabled(true);
        add(button);
        connect(button, &QPushButton::clicked, this, [this, i] {
            const auto& path = m_editor->path();
            m_editor->setPath({path.begin(), path.begin() + std::min<std::ptrdiff_t>(i, static_cast<std::ptrdiff_t>(path.size()))});
        });
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
