#include "ui/pages/evaluate/score_table.h"

#include <algorithm>
#include <cmath>

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/pages/data/samples_view.h"
#include "ui/theme/styling.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr int barColumn = 4;
constexpr int shareRole = Qt::UserRole, lowRole = Qt::UserRole + 1;

/// A bar on its track; below the mean in the warning colour.
class BarDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const double share = index.data(shareRole).toDouble();
        const Theme& t = theme();
        const QRectF track(option.rect.left() + 6, option.rect.center().y() - 3, std::max(8, option.rect.width() - 12), 6);
        paintBox(*painter, track, 2, t(Role::Sunken), t(Role::Border));
        QRectF bar = track;
        bar.setWidth(track.width() * std::clamp(share, 0.0, 1.0));
        if (bar.width() > 0)
            paintBox(*painter, bar, 2, t(index.data(lowRole).toBool() ? Role::Warning : Role::Info));
    }
};

QString scoreText(double score)
{
    return std::isfinite(score) ? fixedText(score, 3) : QStringLiteral("–");
}

} // namespace

ScoreTable::ScoreTable(QWidget* parent) : QTableWidget(parent)
{
    styleTable(this);
    setColumnCount(6);
    setItemDelegateForColumn(barColumn, new BarDelegate(this));
    setSelectionMode(QAbstractItemView::NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the bars give way
    setAccessibleName(tr("Precision, recall and F1 of each class"));
}

void ScoreTable::setScores(const std::vector<ClassScore>& scores, double macroF1, const QString& word)
{
    double lowest = 1;
    for (const ClassScore& score : scores)
        if (std::isfinite(score.f1))
            lowest = std::min(lowest, score.f1);
    const double from = std::clamp(std::floor(lowest * 10 - 1e-9) / 10, 0.0, 0.9);
    setHorizontalHeaderLabels({word, tr("Precision"), tr("Recall"), tr("F1"), tr("%1–1").arg(fixedText(from, 1)), tr("Count")});
    for (int column = 0; column < 6; ++column)
        horizontalHeaderItem(column)->setTextAlignment((column == 0 || column == barColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    setRowCount(static_cast<int>(scores.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const ClassScore& score = scores[static_cast<std::size_t>(row)];
        const QString texts[] = {QString::fromStdString(score.name), scoreText(score.precision), scoreText(score.recall), scoreText(score.f1), {}, thousandsText(score.count)};
        for (int column = 0; column < 6; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            item->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            if (column == barColumn) {
                item->setData(shareRole, std::isfinite(score.f1) ? (score.f1 - from) / (1 - from) : 0.0);
                item->setData(lowRole, std::isfinite(score.f1) && score.f1 < macroF1);
            }
            setItem(row, column, item);
        }
    }
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(barColumn, QHeaderView::Stretch);
}

} // namespace nodegrad
