#pragma once
// What was done since the project was opened, step by step: a click goes to the state behind a step.

#include <QWidget>

class QListView;

namespace nodegrad {

class HistoryModel;
class Session;

class HistoryPanel : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPanel(Session* session, QWidget* parent = nullptr);
    QListView* list() const { return m_list; }
    void focusList();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void follow();
    Session* m_session;
    HistoryModel* m_model;
    QListView* m_list;
};

} // namespace nodegrad
