#pragma once
// Structure that stands more than once in the design, each made one module with a click.

#include <vector>

#include <QDialog>

#include "core/analysis/repeats.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeWidget;

namespace nodegrad {

class DesignEditor;

/// Stands beside the canvas and follows the design while it is shown. The chosen row is selected on the canvas.
class RepeatsDialog : public QDialog {
    Q_OBJECT
public:
    explicit RepeatsDialog(DesignEditor* editor, QWidget* parent = nullptr);
    void setEditor(DesignEditor* editor) { m_editor = editor; } ///< of the view that is current

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Found {
        std::vector<std::string> path; ///< names of the module nodes that lead to the level
        std::string definition;
        Repeat repeat;
    };
    static std::vector<Found> findAll(const Graph& graph);
    void search();
    void fill(std::vector<Found> found);
    void addRow(const Found& found);
    const Found* current() const;
    void showOnCanvas();
    void makeModule();

    DesignEditor* m_editor;
    Graph m_graph;                 ///< what m_found belongs to
    std::vector<Found> m_found;
    QStackedWidget* m_stack;
    QTreeWidget* m_table;
    QPushButton* m_make;
};

} // namespace nodegrad
