#pragma once
// All problems of the design, from the status line: what, where, and the repairs.

#include <QFrame>

#include "ui/session/page_context.h"

class QVBoxLayout;

namespace nodegrad {

class Session;

/// A design that stands without data: nothing is wrong with it, but it cannot be trained.
bool lacksData(const Session& session);

/// A pop-up above the status line. A click on an entry shows its node on the Design page.
class ProblemsList : public QFrame {
    Q_OBJECT
public:
    ProblemsList(const PageContext& context, QWidget* parent);
    /// Opens with its lower left corner at `at` (global).
    void openAt(const QPoint& at);

signals:
    void nodeChosen(const QString& path);

private:
    void fill();
    PageContext m_context;
    QVBoxLayout* m_rows;
};

} // namespace nodegrad
