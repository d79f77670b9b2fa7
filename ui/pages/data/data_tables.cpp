#include "ui/pages/data/data_tables.h"

#include <algorithm>
#include <cmath>

#include "ui/pages/data/sample_picture.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr std::int64_t columnLimit = 200; ///< of a row; wider arrays are cut here, the data are not
constexpr int statisticsColumns = 8;
constexpr std::size_t categoriesNamed = 6;

bool isTable(const Dataset& data)
{
    return data.inputSpec.kind == Kind::Vector && data.inputs.rank() == 2;
}

bool isText(const Dataset& data)
{
    return !data.tableRows.empty() && !data.columns.empty();
}

} // namespace

QString columnTypeText(ColumnType type)
{
    switch (type) {
    case ColumnType::Number: return RowTableModel::tr("Number");
    case ColumnType::Category: return RowTableModel::tr("Category");
    case ColumnType::Text: return RowTableModel::tr("Text");
    case ColumnType::Image: return RowTableModel::tr("Image");
    }
    return {};
}

QString columnRoleText(ColumnRole role)
{
    switch (role) {
    case ColumnRole::Input: return RowTableModel::tr("Input");
    case ColumnRole::Target: return RowTableModel::tr("Target");
    case ColumnRole::Unused: return RowTableModel::tr("Not used");
    }
    return {};
}

RowTableModel::RowTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void RowTableModel::setData(DatasetPtr data, std::vector<std::int64_t> shown)
{
    beginResetModel();
    m_data = std::move(data);
    m_shown = std::move(shown);
    endResetModel();
}

int RowTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int RowTableModel::columnCount(const QModelIndex& parent) const
{
    if (parent.isValid() || !m_data)
        return 0;
    if (isText(*m_data))
        return 1 + static_cast<int>(m_data->columns.size());
    const std::int64_t width = m_data->count() > 0 ? m_data->inputs.count() / m_data->count() : 0;
    return 2 + static_cast<int>(std::min(width, columnLimit));
}

bool RowTableModel::isNumber(int column) const
{
    if (column == 0)
        return true;
    if (isText(*m_data))
        return m_data->columns[static_cast<std::size_t>(column - 1)].type == ColumnType::Number;
    return column > 1 || !m_data->isClassification();
}

QString RowTableModel::cell(std::int64_t sample, int column) const
{
    if (column == 0)
        return QString::number(sample + 1); // as errors count the rows of a file
    if (isText(*m_data) && sample < static_cast<std::int64_t>(m_data->tableRows.size())) {
        const auto& cells = m_data->tableRows[static_cast<std::size_t>(sample)];
        return static_cast<std::size_t>(column - 1) < cells.size() ? QString::fromStdString(cells[static_cast<std::size_t>(column - 1)]) : QString();
    }
    if (isText(*m_data)) { // beyond the rows that are kept as text
        const Column& wanted = m_data->columns[static_cast<std::size_t>(column - 1)];
        if (wanted.role == ColumnRole::Target)
            return targetText(*m_data, sample);
        const auto found = std::find(m_data->featureNames.begin(), m_data->featureNames.end(), wanted.name);
        return found == m_data->featureNames.end() ? QString()
                                                   : valueText(m_data->inputs.number(sample * m_data->inputs.dim(1) + (found - m_data->featureNames.begin())));
    }
    if (column == 1)
        return targetText(*m_data, sample);
    const std::int64_t width = m_data->inputs.count() / m_data->count();
    return valueText(m_data->inputs.number(sample * width + column - 2));
}

QVariant RowTableModel::data(const QModelIndex& index, int role) const
{
    if (!m_data || !index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return cell(m_shown[static_cast<std::size_t>(index.row())], index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && index.column() == 0)
        return theme()(Role::TextMuted);
    return {};
}

QVariant RowTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || !m_data)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (section == 0)
        return role == Qt::DisplayRole ? QVariant(tr("No.")) : QVariant();
    if (isText(*m_data)) {
        const Column& column = m_data->columns[static_cast<std::size_t>(section - 1)];
        if (role == Qt::DisplayRole)
            return QString::fromStdString(column.name);
        if (role == Qt::ToolTipRole)
            return tr("%1: %2, %3").arg(QString::fromStdString(column.name), columnTypeText(column.type), columnRoleText(column.role));
        return {};
    }
    if (role != Qt::DisplayRole)
        return {};
    if (section == 1)
        return QString::fromStdString(m_data->targetName);
    const auto feature = static_cast<std::size_t>(section - 2);
    if (isTable(*m_data) && feature < m_data->featureNames.size())
        return QString::fromStdString(m_data->featureNames[feature]);
    return QString::number(section - 2);
}

StatisticsModel::StatisticsModel(QObject* parent) : QAbstractTableModel(parent) {}

void StatisticsModel::setData(DatasetPtr data, std::shared_ptr<const DataFigures> figures)
{
    beginResetModel();
    m_rows.clear();
    const auto deviationOf = [&](const std::string& name) -> QString {
        if (!figures)
            return {};
        const auto found = std::find(figures->names.begin(), figures->names.end(), name);
        return found == figures->names.end() ? QString() : valueText(figures->stored[static_cast<std::size_t>(found - figures->names.begin())].deviation);
    };
    if (data && (isTable(*data) || !figures)) {
        for (const Column& column : data->columns) {
            QStringList row{QString::fromStdString(column.name), columnTypeText(column.type), columnRoleText(column.role),
                            column.missing ? thousandsText(column.missing) : tr("none")};
            if (column.type == ColumnType::Number) {
                row << valueText(column.minimum) << valueText(column.maximum) << valueText(column.mean) << deviationOf(column.name);
            } else {
                QStringList named;
                for (std::size_t i = 0; i < std::min(categoriesNamed, column.categories.size()); ++i)
                    named << QString::fromStdString(column.categories[i]);
                if (column.categories.size() > categoriesNamed)
                    named << tr("… %1 in all").arg(column.categories.size());
                row << named.join(QStringLiteral(", ")) << QString() << QString() << QString();
            }
            m_rows.push_back(row);
        }
    } else if (data) {
        for (std::size_t i = 0; i < figures->names.size(); ++i) {
            const ValueFigures& f = figures->stored[i];
            m_rows.push_back({QString::fromStdString(figures->names[i]), tr("Number"), tr("Input"), tr("none"), valueText(f.low), valueText(f.high),
                              valueText(f.mean), valueText(f.deviation)});
        }
        m_rows.push_back({classWord(*data), data->isClassification() ? tr("Category") : tr("Number"), tr("Target"), tr("none"),
                          data->isClassification() ? tr("%1 classes").arg(data->targetSpec.classes) : valueText(figures->targetLow),
                          data->isClassification() ? QString() : valueText(figures->targetHigh), {}, {}});
    }
    endResetModel();
}

int StatisticsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StatisticsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : statisticsColumns;
}

QVariant StatisticsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return m_rows[static_cast<std::size_t>(index.row())].value(index.column());
    if (role == Qt::ToolTipRole)
        return m_rows[static_cast<std::size_t>(index.row())].value(index.column());
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = m_rows[static_cast<std::size_t>(index.row())].value(1) == tr("Number");
        return QVariant((index.column() >= 3 && isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    return {};
}

QVariant StatisticsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section >= 3 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section >= 4)
        return tr("Minimum, maximum and mean of a table are of all rows; the deviation, and all figures of pictures and sequences, of the training samples.");
    if (role != Qt::DisplayRole)
        return {};
    static const char* const names[] = {QT_TR_NOOP("Column"), QT_TR_NOOP("Type"), QT_TR_NOOP("Role"), QT_TR_NOOP("Missing"),
                                        QT_TR_NOOP("Minimum"), QT_TR_NOOP("Maximum"), QT_TR_NOOP("Mean"), QT_TR_NOOP("Deviation")};
    return tr(names[section]);
}

} // namespace nodegrad
