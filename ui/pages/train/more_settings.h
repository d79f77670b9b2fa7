#pragma once
// The settings that most runs leave as they are: folded away, in groups, with a search.

#include <vector>

#include <QWidget>

#include "core/params/param.h"

class QLabel;
class QPushButton;

namespace nodegrad {

class MetricPicker;
class FormRow;
class ParamForm;
class SearchField;

class MoreSettings : public QWidget {
    Q_OBJECT
public:
    explicit MoreSettings(QWidget* parent = nullptr);
    /// Shows values; `forClasses` says which metrics fit the data. Settings that differ from their defaults are counted on the button.
    void setValues(const ParamValues& values, bool forClasses);
    void setOpen(bool open);
    bool isOpen() const { return m_isOpen; }

signals:
    void committed(const std::string& id, const nodegrad::ParamValue& value);

private:
    struct Group {
        QLabel* heading = nullptr;
        ParamForm* form = nullptr;
        FormRow* metrics = nullptr;     ///< the picker's row, where the group has one
        std::vector<Param> params;
    };
    void filter(const QString& text);
    QPushButton* m_toggle;
    QWidget* m_content;
    SearchField* m_search;
    QLabel* m_nothing;
    MetricPicker* m_metrics = nullptr;
    std::vector<Group> m_groups;
    bool m_isOpen = false;
};

} // namespace nodegrad
