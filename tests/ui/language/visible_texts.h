#pragma once
// What a person reads in a window: texts of labels, buttons, lists, tables, menus and tool tips, and where each stands.

#include <vector>

#include <QWidget>

namespace nodegrad::test {

struct VisibleText {
    QString text, where; ///< "QLabel 'run.title' < nodegrad::RunBar"
};

/// Of all visible widgets below `root`, with their tool tips and what assistive technology is told.
std::vector<VisibleText> visibleTexts(const QWidget* root);
/// Labels and buttons whose text needs more room than they have; those that wrap or shorten it themselves are left out.
std::vector<VisibleText> cutTexts(const QWidget* root);

} // namespace nodegrad::test
