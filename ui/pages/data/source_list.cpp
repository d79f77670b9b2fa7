#include "ui/pages/data/source_list.h"

#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/data/dataset.h"
#include "ui/language/core_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/section_header.h"

namespace nodegrad {

namespace {

constexpr int rowHeight = 44, tile = 32, margin = 8;

/// What stands for a source; a source that is not named here shows the general picture of data.
QString sourceIcon(const QString& id)
{
    static const std::map<QString, QString> icons = {
        {"digits", "image"}, {"iris", "table"}, {"wine", "table"}, {"breast_cancer", "table"}, {"xor", "select-area"},
        {"two_moons", "moon"}, {"spirals", "refresh"}, {"two_classes", "target"}, {"wave_shapes", "activation"},
        {"csv", "table"}, {"image_folder", "folder"}, {"idx", "image"}, {"npy", "file"}};
    const auto found = icons.find(id);
    return found == icons.end() ? QStringLiteral("data") : found->second;
}

} // namespace

SourceRow::SourceRow(const QString& iconName, const QString& title, const QString& summary, QWidget* parent)
    : QAbstractButton(parent), m_iconName(iconName)
{
    setText(title);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(title);
    setSummary(summary);
}

void SourceRow::setSummary(const QString& summary)
{
    m_summary = summary;
    setToolTip(summary);
    setAccessibleDescription(summary);
    update();
}

QSize SourceRow::sizeHint() const
{
    const int lines = QFontMetrics(textFont(TextStyle::BodyStrong)).height() + QFontMetrics(textFont(TextStyle::Caption)).height();
    return {240, std::max(rowHeight, lines + 8)};
}

void SourceRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const QRectF box = rect();
    if (isChecked() || underMouse())
        paintBox(painter, box, measure::radiusTile, isChecked() ? t(Role::Selection) : t(Role::Hover));
    const QRectF place(margin, (height() - tile) / 2.0, tile, tile);
    paintBox(painter, place, measure::radiusTile, t(Role::Raised), t(Role::Border));
    paintIcon(painter, place.adjusted(8, 8, -8, -8), m_iconName, isChecked() ? t(Role::Accent) : t(Role::TextMuted));
    const int left = margin + tile + 10, width = this->width() - left - margin;
    const QFont strong = textFont(TextStyle::BodyStrong), small = textFont(TextStyle::Caption);
    const QFontMetrics above(strong), below(small);
    const int top = (height() - above.height() - below.height()) / 2;
    painter.setFont(strong);
    painter.setPen(t(Role::Text));
    painter.drawText(QRect(left, top, width, above.height()), Qt::AlignLeft | Qt::AlignVCenter, above.elidedText(text(), Qt::ElideRight, width));
    painter.setFont(small);
    painter.setPen(t(Role::TextMuted));
    painter.drawText(QRect(left, top + above.height(), width, below.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     below.elidedText(m_summary, Qt::ElideRight, width));
    if (hasFocus())
        paintFocusRing(painter, box, measure::radiusTile);
}

SourceList::SourceList(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* header = new SectionHeader(tr("Datasets"));
    auto* add = makeButton(tr("Add data…"), ButtonKind::Normal, QStringLiteral("add"));
    add->setObjectName(QStringLiteral("addData"));
    setSmall(add);
    auto* menu = new QMenu(add);
    menu->addAction(icon(QStringLiteral("file")), tr("File…"), this, &SourceList::fileRequested);
    menu->addAction(icon(QStringLiteral("folder")), tr("Folder of pictures…"), this, &SourceList::folderRequested);
    add->setMenu(menu);
    header->addWidget(add);
    column->addWidget(header);

    auto* content = new QWidget;
    auto* list = new QVBoxLayout(content);
    list->setContentsMargins(8, 0, 8, 8);
    list->setSpacing(2);
    for (const bool bundled : {true, false}) {
        if (!bundled) {
            auto* own = makeLabel(tr("From your files"), TextStyle::Caption, Role::TextMuted);
            own->setContentsMargins(4, 8, 0, 2);
            list->addWidget(own);
        }
        for (const DataSource& source : dataSources()) {
            if (source.bundled != bundled)
                continue;
            const QString id = QString::fromStdString(source.id);
            auto* row = new SourceRow(sourceIcon(id), coreText(source.title), coreText(source.summary));
            connect(row, &QAbstractButton::clicked, this, [this, row, id, bundled] {
                row->setChecked(!row->isChecked()); // the project decides what is marked
                if (bundled)
                    emit bundledChosen(id);
                else
                    emit kindChosen(id);
            });
            m_rows[id] = row;
            list->addWidget(row);
        }
    }
    list->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(scroll, 1);
}

void SourceList::setCurrent(const QString& sourceId, const QString& facts)
{
    for (const auto& [id, row] : m_rows) {
        const DataSource* source = findDataSource(id.toStdString());
        row->setChecked(id == sourceId);
        row->setSummary(id == sourceId && !facts.isEmpty() ? facts : coreText(source->summary));
    }
}

SourceRow* SourceList::row(const QString& sourceId) const
{
    const auto found = m_rows.find(sourceId);
    return found == m_rows.end() ? nullptr : found->second;
}

} // namespace nodegrad
