#pragma once
// The selected run: its best figures, what differs from the run before or another one, a note.

#include <QWidget>

#include "ui/session/page_context.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace nodegrad {

class ColorSwatch;
class InlineBanner;
class MetricTile;
struct RunInfo;

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
    void refreshOthers(const RunInfo& run);
    void showChanges(const RunInfo& run);
    void compareDesigns();
    PageContext m_context;
    QLabel *m_title, *m_started, *m_same;
    ColorSwatch* m_swatch;
    MetricTile *m_best, *m_speed, *m_left;
    InlineBanner* m_problem;
    QPushButton* m_continue; ///< of m_problem
    QWidget* m_compared;     ///< the row with what is below
    QComboBox* m_other;      ///< run to compare with, by id
    QPushButton* m_designs;
    QTableWidget* m_changes;
    std::string m_otherOf;   ///< run whose partner m_other shows
    QPlainTextEdit* m_note;
    std::string m_noteRun;
};

} // namespace nodegrad
