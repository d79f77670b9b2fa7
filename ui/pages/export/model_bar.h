#pragma once
// Which weights are exported: a run and a checkpoint, and what is known of them.

#include <QWidget>

#include "ui/session/page_context.h"

class QComboBox;
class QLabel;

namespace nodegrad {

class ElidedLabel;

class ModelBar : public QWidget {
    Q_OBJECT
public:
    explicit ModelBar(const PageContext& context, QWidget* parent = nullptr);
    /// "test accuracy 97.8 %" or why it is not known; shown beside the parameter count.
    void setAccuracy(const QString& text);

private:
    void refresh();
    void showFacts();
    PageContext m_context;
    QComboBox* m_models;
    ElidedLabel *m_facts, *m_note;
    QLabel* m_lock;
    QString m_accuracy;
};

} // namespace nodegrad
