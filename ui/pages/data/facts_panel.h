#pragma once
#include <QWidget>

#include "ui/session/session.h"

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace nodegrad {

/// What is known of the loaded data: counts, ranges, origin, licence, notes, columns.
class FactsPanel : public QWidget {
    Q_OBJECT
public:
    explicit FactsPanel(QWidget* parent = nullptr);
    void show(const Dataset& data);

private:
    void addFact(const QString& name, const QString& value);
    QLabel* m_title;
    QGridLayout* m_facts;
    QLabel *m_description, *m_notes, *m_columnsTitle;
    QVBoxLayout* m_columns;
};

/// "Fits the design": whether the network takes these data, and where it does not.
class FitCard : public QWidget {
    Q_OBJECT
public:
    explicit FitCard(QWidget* parent = nullptr);
    void show(const Session& session);
    QString title() const;
    QString text() const;

signals:
    void nodeRequested(const QString& node); ///< the layer at fault; "": the design

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel *m_icon, *m_title, *m_text;
    QWidget* m_button;
    QString m_node;
};

/// "1 797 images, 10 classes".
QString dataFactsText(const Dataset& data);

} // namespace nodegrad
