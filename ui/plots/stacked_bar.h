#pragma once
#include "ui/theme/theme.h"

#include <QStringList>
#include <QWidget>

#include <vector>

namespace nodegrad {

/// One bar a row, made of parts: the class balance by split. Total at the right.
class StackedBars : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString label;
        std::vector<double> parts; ///< same order as the roles
    };
    explicit StackedBars(QWidget* parent = nullptr);
    /// Colours and names of the parts; train, validation and test by default.
    void setParts(std::vector<Role> roles, QStringList names);
    void setRows(std::vector<Row> rows);
    QString valuesAsText() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    double rowHeight() const;
    std::vector<Role> m_roles;
    QStringList m_partNames;
    std::vector<Row> m_rows;
};

} // namespace nodegrad
