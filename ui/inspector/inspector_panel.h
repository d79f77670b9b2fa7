#pragma once
// The selected layer: name, parameters, what follows from them, what it does, what is wrong.

#include <map>

#include <QWidget>

#include "ui/canvas/design_editor.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace nodegrad {

class ElidedLabel;
class LayerForm;
class TrainingRules;

/// UI thread. Made anew when another layer is selected; otherwise only its values change, so that a field keeps its cursor.
class InspectorPanel : public QWidget {
    Q_OBJECT
public:
    explicit InspectorPanel(DesignEditor* editor, QWidget* parent = nullptr);
    ~InspectorPanel() override;
    void setEditor(DesignEditor* editor);              ///< of the view that is current
    LayerForm* form() const { return m_form; }         ///< null when there are no parameters to show
    QLineEdit* nameField() const { return m_name; }    ///< null unless one layer is selected
    void focusName();
    /// All that is written, line by line: for tests.
    QString text() const;

signals:
    /// Enter in the field of the name: it is done.
    void nameEntered();

private:
    void follow();
    void rebuild();
    void showValues();
    void showProblems();
    void buildNothing();
    void buildOne(const Node& node);
    void buildSeveral();
    void buildParameters();
    /// Those that all shown nodes have: of their layer type, and of their module.
    std::vector<Param> sharedParams() const;
    // inspector_exposed.cpp
    void buildExposing(const Node& node);   ///< inside a module: what its instances show
    void buildExposed(const Node& instance);
    void showExposing(const Node& node);
    void askForTitle(const std::string& definition, const std::string& id);
    void buildTraining();
    void showTraining();
    void buildFacts();
    void buildWords(const LayerType& type);
    QVBoxLayout* addSection(const QString& title, QWidget* trailing = nullptr);
    void commitName();
    DesignEditor* m_editor;
    QScrollArea* m_scroll;
    QWidget* m_content = nullptr;
    QVBoxLayout* m_layout = nullptr;
    LayerForm* m_form = nullptr;
    TrainingRules* m_training = nullptr;
    std::vector<Param> m_params;                     ///< of the form
    std::map<std::string, QToolButton*> m_exposing;  ///< by parameter: "shown at the instances"
    ElidedLabel* m_heading = nullptr;
    QLineEdit* m_name = nullptr;
    QLabel *m_nameProblem = nullptr, *m_subtitle = nullptr;
    QPushButton *m_freeze = nullptr, *m_bypass = nullptr;
    QVBoxLayout* m_problems = nullptr;
    QVBoxLayout* m_facts = nullptr;
    QString m_shownProblems, m_shownFacts;
    std::set<NodeId> m_shown;
    std::string m_shownType, m_shownDefinition;
};

} // namespace nodegrad
