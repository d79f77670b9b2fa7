#pragma once
#include <QStringList>
#include <QWidget>

#include <map>
#include <span>

#include "core/params/param.h"

class QVBoxLayout;

namespace nodegrad {

class FormRow;

/// A form made from declarations: one field a parameter, with its range, choices and explanation. It shows values and
/// tells edits; it keeps none.
class SourceForm : public QWidget {
    Q_OBJECT
public:
    explicit SourceForm(QWidget* parent = nullptr);
    /// Rebuilds the fields when the declarations differ from those shown; else only the values are put in.
    void show(const std::string& owner, std::span<const Param> params, const ParamValues& values);
    /// Words offered in the field of a text parameter (the columns of a table).
    void setSuggestions(const std::string& paramId, const QStringList& words);
    /// A sentence below the field of the parameter that `error` names (by title or id); false when no field fits.
    bool showProblem(const Error& error);
    void clearProblems();
    QWidget* field(const std::string& paramId) const;

signals:
    /// A complete value that fits the declaration.
    void edited(const std::string& paramId, const nodegrad::ParamValue& value);

private:
    QWidget* makeField(const Param& param);
    void put(const Param& param, QWidget* field, const ParamValue& value);
    void read(const Param& param, const QString& text);

    QVBoxLayout* m_column;
    std::string m_owner;
    std::vector<Param> m_params;
    std::map<std::string, FormRow*> m_rows;
    std::map<std::string, QWidget*> m_fields;
};

} // namespace nodegrad
