#pragma once

#include <QDialog>

class QLabel;
class QTreeWidget;

namespace nodegrad {

class Session;

/// The layers of the design with what they cost, sortable; below it what training needs of memory. Follows the design while it is
/// open, so it is no modal dialog.
class SummaryDialog : public QDialog {
    Q_OBJECT
public:
    explicit SummaryDialog(Session* session, QWidget* parent = nullptr);

signals:
    void nodeChosen(const QString& path); ///< Enter or a double click on a row
    void repeatsWanted();

private:
    void fill();
    Session* m_session;
    QTreeWidget* m_table;
    QLabel *m_total, *m_memory;
};

} // namespace nodegrad
