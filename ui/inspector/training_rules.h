#pragma once
// What differs for the selected layers while they are trained: fields over the setting "Layers apart".

#include <array>
#include <functional>
#include <string>
#include <vector>

#include <QWidget>

#include "core/training/param_groups.h"

class QLineEdit;

namespace nodegrad {

class FormRow;
class Session;

/// UI thread. An empty field inherits: from the rule of a module around the layer, of all layers, or from the optimizer; what counts then
/// stands in it in grey. Each change is one step of the history.
class TrainingRules : public QWidget {
    Q_OBJECT
public:
    explicit TrainingRules(Session* session, QWidget* parent = nullptr);
    ~TrainingRules() override;
    /// Nodes or modules by their paths ("encoder.conv1"); `frozen`: by their own switch.
    void show(const std::vector<std::string>& paths, bool frozen);
    /// Whether the rules say something of these nodes themselves.
    bool hasOwn(const std::vector<std::string>& paths) const;

private:
    enum Fact { Rate, Decay, Frozen, FactCount };
    /// What a rule says of one fact, as it is typed; "" when it says nothing.
    static QString textOf(const ParamGroup& group, Fact fact);
    void addRow(Fact fact, const QString& title, const QString& help);
    void showRow(Fact fact, const std::vector<ParamGroup>& groups);
    QString inherited(Fact fact, const std::vector<ParamGroup>& groups, const std::string& path, QString* from) const;
    void commit(Fact fact);
    void change(const QString& step, const std::function<void(ParamGroup&)>& change);
    QString names() const;

    struct Row {
        FormRow* row = nullptr;
        QLineEdit* field = nullptr;
    };
    Session* m_session;
    std::array<Row, FactCount> m_rows;
    std::vector<std::string> m_paths;
    QWidget* m_reset = nullptr;
    bool m_frozen = false;
};

} // namespace nodegrad
