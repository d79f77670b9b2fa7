#pragma once
// Tables of the Data page: rows as they were read, and a line of statistics for each column.

#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "core/data/dataset.h"
#include "ui/pages/data/data_figures.h"

namespace nodegrad {

/// The samples `shown` of a data set as rows. Text cells where the data set keeps them (its first 1,000 samples), else the
/// numbers. Pictures: number, target and the range of the values.
class RowTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit RowTableModel(QObject* parent = nullptr);
    void setData(DatasetPtr data, std::vector<std::int64_t> shown);
    std::int64_t sampleAt(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    using QAbstractTableModel::setData;

private:
    QString cell(std::int64_t sample, int column) const;
    bool isNumber(int column) const;
    DatasetPtr m_data;
    std::vector<std::int64_t> m_shown;
};

/// One line for each column of a table, or for each channel or feature.
class StatisticsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit StatisticsModel(QObject* parent = nullptr);
    void setData(DatasetPtr data, std::shared_ptr<const DataFigures> figures);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    using QAbstractTableModel::setData;

private:
    std::vector<QStringList> m_rows;
};

QString columnTypeText(ColumnType type);
QString columnRoleText(ColumnRole role);

} // namespace nodegrad
