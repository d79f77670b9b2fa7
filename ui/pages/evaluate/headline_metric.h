#pragma once
#include <QWidget>

namespace nodegrad {

/// Caption, number and note in one line of a tool bar. Keeps the width of the longest number it showed.
class HeadlineMetric : public QWidget {
    Q_OBJECT
public:
    explicit HeadlineMetric(QWidget* parent = nullptr);
    void set(const QString& caption, const QString& value, const QString& note = {});
    void setNoteVisible(bool visible);
    QString caption() const { return m_caption; }
    QString value() const { return m_value; }
    QString note() const { return m_note; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_caption, m_value, m_note;
    bool m_noteVisible = true;
};

} // namespace nodegrad
