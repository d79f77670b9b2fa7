#pragma once
// The selected run: its best figures, what differs from the run before, a note.

#include <QWidget>

#include "ui/session/page_context.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace nodegrad {

class ColorSwatch;
class InlineBanner;
class MetricTile;

class RunDetails : public QWidget {
    Q_OBJECT
public:
    explicit RunDetails(const PageContext& context, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void showProgress();
    void saveNote();
    PageContext m_context;
    QLabel *m_title, *m_started, *m_changedTitle;
    ColorSwatch* m_swatch;
    MetricTile *m_best, *m_speed, *m_left;
    InlineBanner* m_problem;
    QPushButton* m_continue; ///< of m_problem
    QTableWidget* m_changes;
    QPlainTextEdit* m_note;
    std::string m_noteRun;
};

} // namespace nodegrad
