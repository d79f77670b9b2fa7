#pragma once
#include <memory>
#include <optional>
#include <vector>

#include <QWidget>

#include "ui/pages/data/data_figures.h"

class QComboBox;
class QHBoxLayout;
class QSlider;
class QStackedLayout;
class QTableView;
class QVBoxLayout;

namespace nodegrad {

class Card;
class Chip;
class DecisionMap;
class PictureGrid;
class RowTableModel;
class SegmentedControl;
class StatisticsModel;

/// The samples as pictures, points or rows, filtered by class and part, and the statistics of the columns.
class SamplesView : public QWidget {
    Q_OBJECT
public:
    enum class View { Samples, Table, Statistics };

    explicit SamplesView(QWidget* parent = nullptr);
    void setData(const PreparedData& prepared, std::shared_ptr<const DataFigures> figures);
    void setFigures(std::shared_ptr<const DataFigures> figures);
    /// Shows a view if it fits the data (a table has no pictures).
    void setView(View view);
    View view() const;
    void setPart(SplitPart part);
    void setClass(std::int64_t index); ///< -1: all
    const std::vector<std::int64_t>& shownSamples() const { return m_shown; }
    /// Marks a sample when it is among those shown.
    void setCurrentSample(std::int64_t sample);

signals:
    void sampleChosen(std::int64_t sample);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuildClassFilter();
    /// The classes beside the other choices, or below them where there is no room.
    void placeClassFilter();
    void filter();
    void showChosenView();
    PreparedData m_prepared;
    std::shared_ptr<const DataFigures> m_figures;
    std::vector<std::int64_t> m_shown;
    std::int64_t m_class = -1;
    SplitPart m_part = SplitPart::All;
    SegmentedControl *m_views, *m_parts;
    QWidget* m_classBox;
    QHBoxLayout* m_classRow;
    QVBoxLayout* m_column;
    QHBoxLayout* m_tools;
    Card* m_card;
    QWidget* m_sizeBox;
    QSlider* m_size;
    QStackedLayout* m_stack;
    PictureGrid* m_grid;
    DecisionMap* m_plane;
    QTableView *m_table, *m_statistics;
    RowTableModel* m_rows;
    StatisticsModel* m_columns;
};

/// A table in the style of the program: rows 28 high, no grid, whole rows selected.
void styleTable(QTableView* table);

} // namespace nodegrad
