#pragma once
#include <QWidget>

namespace nodegrad {

/// Caption, a big number, a note. On `raised`, radius 5. The size does not change with the number.
class MetricTile : public QWidget {
    Q_OBJECT
public:
    explicit MetricTile(const QString& caption = {}, QWidget* parent = nullptr);
    void setCaption(const QString& caption);
    void setValue(const QString& value);
    void setNote(const QString& note);
    QString value() const { return m_value; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void updateAccessible();
    QString m_caption, m_value, m_note;
};

} // namespace nodegrad
