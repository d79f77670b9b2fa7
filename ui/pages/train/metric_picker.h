#pragma once
// A button that lists the metrics that fit the data, to be ticked.

#include <string>
#include <vector>

#include <QPushButton>

namespace nodegrad {

class MetricPicker : public QPushButton {
    Q_OBJECT
public:
    explicit MetricPicker(QWidget* parent = nullptr);
    /// `chosen`: ids, separated by commas; "": automatic. Only metrics of classes or of numbers are offered.
    void setChoice(const std::string& chosen, bool forClasses);

signals:
    /// The new ids, separated by commas, in the order in which they were ticked.
    void chosen(const QString& ids);

private:
    void fill();
    void toggle(const std::string& id, bool on);
    std::vector<std::string> m_chosen;
    bool m_forClasses = true;
};

} // namespace nodegrad
