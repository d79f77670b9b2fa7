#pragma once
// The first thing a new user sees: build a network. Examples that teach, an empty project, recent files.

#include <QWidget>

#include "ui/session/untitled_folder.h"

class QPushButton;

namespace nodegrad {

class InlineBanner;

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    /// Looks anew for recent files, and for what a crash left behind.
    /// `hasProject`: there is one to go back to.
    void refresh(bool hasProject = false);

signals:
    void exampleChosen(const QString& id);
    void newChosen();
    void openChosen();
    void recentChosen(const QString& path);
    void leftChosen(const nodegrad::LeftProject& left);
    void closed();        ///< back to the project that is open

private:
    void showLeft();
    QWidget* m_recent;
    QPushButton* m_back;
    InlineBanner* m_banner;
    std::vector<LeftProject> m_left;
};

} // namespace nodegrad
