#pragma once
// What every page is given.

#include <functional>

#include <QString>

namespace nodegrad {

class Session;
class RunController;
class Actions;
class ThemeController;
class Job;

enum class PageId { Data, Design, Train, Evaluate, Export };

/// Pointers outlive all pages. UI thread.
struct PageContext {
    Session* session = nullptr;
    RunController* runs = nullptr;
    Actions* actions = nullptr;
    ThemeController* theme = nullptr;
    std::function<void(PageId)> showPage;              ///< switches the window to a page
    std::function<void(const QString& node)> showNode; ///< the Design page with this node ("block.conv1"); "": only the page
    std::function<void(const QString& text)> notify;   ///< one quiet line in the status bar, 8 seconds
    std::function<void(Job*)> showJob;                 ///< progress and cancel of a long job in the status bar
};

} // namespace nodegrad
