#include "ui/palette/palette_panel.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/palette/layer_tree.h"
#include "ui/session/session.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/search_field.h"

namespace nodegrad {

namespace {

/// Icon over title in a small raised tile.
class RecentTile : public QAbstractButton {
public:
    RecentTile(QString category, const QString& title) : m_category(std::move(category))
    {
        setText(title);
        setFixedHeight(44);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& colors = theme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintBox(painter, rect(), measure::radiusTile, colors.color(underMouse() ? Role::Hover : Role::Raised), colors.color(Role::Border));
        paintIcon(painter, QRectF(width() / 2.0 - 8, 6, 16, 16), categoryIconName(m_category), colors.categoryColor(m_category));
        painter.setFont(nodegrad::font(TextStyle::Caption));
        painter.setPen(colors.color(Role::TextMuted));
        painter.drawText(QRect(2, 24, width() - 4, 16), Qt::AlignCenter, painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 4));
        if (hasFocus())
            paintFocusRing(painter, QRectF(rect()).adjusted(1, 1, -1, -1), measure::radiusTile);
    }

private:
    QString m_category;
};

} // namespace

PalettePanel::PalettePanel(DesignEditor* editor, QWidget* parent) : QWidget(parent), m_editor(editor)
{
    setSurface(this, Role::Panel, RightSide);
    setAccessibleName(tr("Palette"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 1, 0);
    layout->setSpacing(8);
    m_search = new SearchField(tr("Search %1 layers").arg(allChoices(*editor).size()));
    m_search->setShortcutHint(QStringLiteral("/"));
    m_search->setAccessibleName(tr("Search layers"));
    auto* searchRow = new QHBoxLayout;
    searchRow->setContentsMargins(12, 0, 12, 0);
    searchRow->addWidget(m_search);
    layout->addLayout(searchRow);

    m_recentBox = new QWidget;
    auto* recentLayout = new QVBoxLayout(m_recentBox);
    recentLayout->setContentsMargins(10, 0, 10, 4);
    recentLayout->setSpacing(6);
    recentLayout->addWidget(makeLabel(tr("Recent"), TextStyle::Caption, Role::TextMuted));
    m_recent = new QHBoxLayout;
    m_recent->setSpacing(4);
    recentLayout->addLayout(m_recent);
    layout->addWidget(m_recentBox);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    m_none = makeLabel({}, TextStyle::Body, Role::TextMuted);
    m_none->setWordWrap(true);
    m_none->setContentsMargins(12, 4, 12, 4);
    m_none->hide();
    layout->addWidget(m_none);
    m_tree = new LayerTree;
    layout->addWidget(m_tree, 1);

    connect(m_search, &QLineEdit::textChanged, this, &PalettePanel::fill);
    connect(m_search, &SearchField::stepped, this, [this](int direction) {
        const QModelIndex next = direction > 0 ? m_tree->indexBelow(m_tree->currentIndex()) : m_tree->indexAbove(m_tree->currentIndex());
        if (next.isValid())
            m_tree->setCurrentIndex(next);
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (const QString layer = m_tree->currentLayer(); !layer.isEmpty())
            emit layerChosen(layer);
    });
    connect(m_tree, &LayerTree::layerActivated, this, &PalettePanel::layerChosen);
    connect(editor->session(), &Session::projectChanged, this, [this] {
        QStringList modules;
        for (const auto& [id, module] : m_editor->graph().modules())
            modules << QString::fromStdString(id + module.title);
        if (modules != m_shownModules) {
            m_shownModules = modules;
            fill();
        }
    });
    follow();
}

void PalettePanel::setEditor(DesignEditor* editor)
{
    if (editor == m_editor)
        return;
    m_editor->disconnect(this);
    m_editor = editor;
    follow();
}

void PalettePanel::follow()
{
    connect(m_editor, &DesignEditor::recentChanged, this, &PalettePanel::fillRecent);
    connect(m_editor, &DesignEditor::levelChanged, this, &PalettePanel::fill);
    fillRecent();
    fill();
}

void PalettePanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void PalettePanel::fill()
{
    const QString text = m_search->text().trimmed();
    const bool searching = !text.isEmpty();
    m_recentBox->setVisible(!searching);
    if (!searching) {
        m_none->hide();
        m_tree->show();
        m_tree->showCategories(allChoices(*m_editor));
        return;
    }
    const auto hits = searchChoices(*m_editor, text);
    m_tree->showHits(hits);
    m_tree->setVisible(!hits.empty());
    m_none->setText(noHitText(text));
    m_none->setVisible(hits.empty());
    static_cast<QVBoxLayout*>(layout())->setAlignment(hits.empty() ? Qt::AlignTop : Qt::Alignment());
}

void PalettePanel::fillRecent()
{
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const std::string& id : m_editor->recentLayers()) {
        const LayerType* type = findLayer(id);
        if (!type)
            continue;
        const QString category = QString::fromStdString(categoryId(type->category));
        auto* tile = new RecentTile(category, QString::fromStdString(type->title));
        tile->setToolTip(tr("Add %1").arg(QString::fromStdString(type->title)));
        tile->setAccessibleName(tile->toolTip());
        connect(tile, &QAbstractButton::clicked, this, [this, id] { emit layerChosen(QString::fromStdString(id)); }, Qt::QueuedConnection);
        m_recent->addWidget(tile, 1);
    }
}

} // namespace nodegrad
