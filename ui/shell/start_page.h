#pragma once
// The first thing a new user sees: build a network. Examples that teach, an empty project, recent files.

#include <QWidget>

namespace nodegrad {

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    /// Reads the recent files anew.
    void refresh();

signals:
    void exampleChosen(const QString& id);
    void newChosen();
    void openChosen();
    void recentChosen(const QString& path);
    void closed();        ///< back to the project that is open

private:
    QWidget* m_recent;
};

} // namespace nodegrad
