#pragma once
#include <QAbstractButton>
#include <QWidget>

#include <vector>

#include "core/project/plan.h"

namespace nodegrad {

/// One preparation: a round mark, title, what it does, and the fitted figures when it is the chosen one.
class PreparationRow : public QAbstractButton {
    Q_OBJECT
public:
    PreparationRow(const QString& title, const QString& summary, QWidget* parent = nullptr);
    void setDetail(const QString& detail);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, heightFor(width())}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    int heightFor(int width) const; ///< texts wrap
    QString m_summary, m_detail;
};

/// The catalogue of preparations, one of them chosen.
class PreparationPanel : public QWidget {
    Q_OBJECT
public:
    explicit PreparationPanel(QWidget* parent = nullptr);
    /// `prepared` may hold no data: then the fitted figures are left out.
    void show(const std::string& chosen, const PreparedData* prepared);
    PreparationRow* row(const std::string& id) const;

signals:
    void chosen(const std::string& id, const QString& title);

private:
    std::vector<PreparationRow*> m_rows;
};

/// "mean 4.88, deviation 6.02", "subtract 0, divide by 16": what a fitted step does, in short. Many features give ranges.
QString preparationText(const Preparation& preparation, bool isStandardized);

} // namespace nodegrad
