#pragma once
// The whole window with a user in front of it: mouse and keys go to the window as the platform sends them, so that what is
// hidden, covered or out of view cannot be used. Settings, state and data lie in a folder of their own.

#include <functional>
#include <memory>
#include <optional>

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "core/graph/graph.h"
#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/canvas/canvas_view.h"
#include "ui/language/english.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"
#include "ui/shell/document.h"
#include "ui/shell/documents.h"
#include "ui/shell/main_window.h"

namespace nodegrad::test {

/// Before any widget and any path is asked for.
inline QString ownFolder()
{
    static const QTemporaryDir folder;
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}) {
        qputenv(name, (folder.path() + QLatin1Char('/') + QLatin1String(name)).toUtf8());
        QDir().mkpath(qEnvironmentVariable(name));
    }
    QDir::setCurrent(folder.path());
    return folder.path();
}

constexpr int kDeadlineMs = 120000; ///< generous: a machine may be busy

/// Handles events until the condition holds. A condition that never holds fails the test.
inline bool waitFor(const std::function<bool()>& condition)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > kDeadlineMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::qSleep(2);
    }
    return true;
}

/// Fails the test with `what` when it never happens.
inline void eventually(const std::string& what, const std::function<bool()>& condition)
{
    INFO("never seen: " << what);
    REQUIRE(waitFor(condition));
}

/// Plurals of the program's own texts. A translator that a test installs afterwards is asked before it.
inline void speakEnglish()
{
    application();
    static const English english;
}

struct User {
    User() : folder(ownFolder())
    {
        speakEnglish();
        openWindow();
    }
    ~User()
    {
        if (!window)
            return;
        for (const Document* document : window->documents()->all()) {
            document->runs()->finish();
            document->session()->discard();
        }
    }

    void openWindow()
    {
        window = std::make_unique<MainWindow>(QCoreApplication::instance()->findChild<ThemeController*>());
        window->resize(1600, 1000);
        window->showStart();
        window->show();
        window->activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(window.get()));
        settle();
    }
    /// Until data and design have been worked out.
    void settle()
    {
        eventually("data and design are known", [&] { return session().data()->phase != DataState::Phase::Loading && session().isDesignCurrent(); });
        QCoreApplication::processEvents();
    }

    // What is seen.
    Session& session() const { return *window->session(); }
    RunController& runs() const { return *window->runs(); }
    const Graph& graph() const { return session().project().graph; }
    /// The visible widget of this kind and object name (or any name when empty); null when there is none.
    template <class T> T* find(const QString& name = {}, const QWidget* in = nullptr) const
    {
        for (T* one : (in ? in : window.get())->findChildren<T*>(name))
            if (one->isVisible())
                return one;
        return nullptr;
    }
    template <class T> T* need(const QString& name = {}, const QWidget* in = nullptr) const
    {
        T* const found = find<T>(name, in);
        INFO("not visible: " << name.toStdString() << " " << T::staticMetaObject.className());
        REQUIRE(found);
        return found;
    }
    /// The visible, enabled button that says this.
    QAbstractButton* button(const QString& text, const QWidget* in = nullptr) const
    {
        for (QAbstractButton* one : (in ? in : window.get())->findChildren<QAbstractButton*>())
            if (one->isVisible() && one->isEnabled() && one->text() == text)
                return one;
        return nullptr;
    }
    bool shows(const QString& text, const QWidget* in = nullptr) const
    {
        for (const QLabel* label : (in ? in : window.get())->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    QString problems() const { return need<QAbstractButton>(QStringLiteral("status.problems"))->text(); }

    // Hands. Positions are of the widget; the window decides who gets the event.
    static QWindow* handle(const QWidget* widget) { return widget->window()->windowHandle(); }
    static QPoint inWindow(const QWidget* widget, QPoint at) { return widget->mapTo(widget->window(), at); }
    /// Scrolls to the widget as the wheel would, and sees that it is really there.
    static void bring(QWidget* widget, QPoint at)
    {
        for (QWidget* up = widget->parentWidget(); up; up = up->parentWidget())
            if (auto* area = qobject_cast<QScrollArea*>(up))
                area->ensureWidgetVisible(widget);
        QCoreApplication::processEvents();
        const QWidget* const hit = widget->window()->childAt(inWindow(widget, at));
        INFO(widget->metaObject()->className() << " '" << widget->objectName().toStdString() << "' is covered or out of view");
        REQUIRE(hit);
        REQUIRE((hit == widget || widget->isAncestorOf(hit)));
    }
    void click(QWidget* widget, std::optional<QPoint> place = {}, Qt::KeyboardModifiers modifiers = {})
    {
        REQUIRE(widget);
        const QPoint at = place.value_or(widget->rect().center());
        bring(widget, at);
        QTest::mouseClick(handle(widget), Qt::LeftButton, modifiers, inWindow(widget, at));
        QCoreApplication::processEvents();
    }
    void doubleClick(QWidget* widget, QPoint at)
    {
        bring(widget, at);
        QTest::mouseDClick(handle(widget), Qt::LeftButton, {}, inWindow(widget, at));
        QCoreApplication::processEvents();
    }
    void drag(QWidget* widget, QPoint from, QPoint to)
    {
        bring(widget, from);
        QTest::mousePress(handle(widget), Qt::LeftButton, {}, inWindow(widget, from));
        for (int i = 1; i <= 6; ++i)
            QTest::mouseMove(handle(widget), inWindow(widget, from + (to - from) * i / 6));
        QTest::mouseRelease(handle(widget), Qt::LeftButton, {}, inWindow(widget, to));
        QCoreApplication::processEvents();
    }
    /// After a dialog a window manager gives the focus back; the offscreen platform does not.
    QWindow* keyboard() const
    {
        if (!QGuiApplication::focusWindow() && !QApplication::activeModalWidget()) {
            window->activateWindow();
            REQUIRE(QTest::qWaitForWindowActive(window.get()));
        }
        REQUIRE(QGuiApplication::focusWindow());
        return QGuiApplication::focusWindow();
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(keyboard(), static_cast<Qt::Key>(key), modifiers);
        QCoreApplication::processEvents();
    }
    void type(const QString& text)
    {
        for (const QChar letter : text)
            QTest::keyClick(keyboard(), letter.toLatin1());
        QCoreApplication::processEvents();
    }
    /// Replaces what stands in a field.
    void fill(QWidget* field, const QString& text)
    {
        click(field, QPoint(12, field->height() / 2));
        key(Qt::Key_A, Qt::ControlModifier);
        type(text);
        key(Qt::Key_Return);
    }
    /// Presses Tab until the widget of this name has the focus.
    bool tabTo(const QString& name, int most = 150)
    {
        for (int i = 0; i < most; ++i) {
            if (QApplication::focusWidget() && QApplication::focusWidget()->objectName() == name)
                return true;
            key(Qt::Key_Tab);
        }
        return false;
    }
    /// Answers the next dialog or menu (of this class) while `opens` is at work; fails when none comes.
    void answer(const std::function<void()>& opens, const std::function<void(QWidget*)>& reply, const char* kind = "QWidget")
    {
        bool answered = false;
        QTimer look;
        look.setInterval(20);
        QObject::connect(&look, &QTimer::timeout, window.get(), [&] {
            QWidget* const shown = QApplication::activePopupWidget() ? QApplication::activePopupWidget() : QApplication::activeModalWidget();
            if (answered || !shown || !shown->isVisible() || !shown->inherits(kind))
                return;
            answered = true;
            reply(shown);
        });
        look.start();
        opens();
        eventually("a dialog or a menu", [&] { return answered; });
    }
    /// The entry of an open menu that says this: arrows lead to it, Enter chooses it.
    void chooseInMenu(QWidget* menu, const QString& text)
    {
        bool found = false;
        for (const QAction* action : menu->actions())
            found = found || (action->text() == text && action->isEnabled());
        CHECK(found);
        for (int i = 0; found && i < menu->actions().size(); ++i) {
            QTest::keyClick(menu, Qt::Key_Down);
            if (const auto* active = static_cast<QMenu*>(menu)->activeAction(); active && active->text() == text) {
                QTest::keyClick(menu, Qt::Key_Return);
                return;
            }
        }
        QTest::keyClick(menu, Qt::Key_Escape);
    }
    /// In the open file dialog, which shows the current folder: types a name and presses Enter.
    static void enterName(QWidget* dialog, const QString& file)
    {
        auto* const name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        CHECK(name);
        if (!name)
            return;
        name->setFocus();
        QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(name, file);
        QTest::keyClick(name, Qt::Key_Return);
    }

    // The canvas.
    CanvasView* canvas() const { return need<CanvasView>(); }
    const Level& level() const { return *graph().level({}); }
    const Node* node(const std::string& name) const { return level().findByName(name); }
    const SceneNode& item(const std::string& name) const
    {
        REQUIRE(node(name));
        const SceneNode* found = canvas()->scene().find(node(name)->id);
        REQUIRE(found);
        return *found;
    }
    QPoint body(const std::string& name) const
    {
        const QRectF box = canvas()->toWidget(item(name).rect);
        return (box.topLeft() + QPointF(box.width() / 4, box.height() / 2)).toPoint();
    }
    QPoint output(const std::string& name) const { return canvas()->toWidget(item(name).outputs.at(0).at).toPoint(); }
    QPoint input(const std::string& name) const { return canvas()->toWidget(item(name).inputs.at(0).at).toPoint(); }
    bool wired(const std::string& from, const std::string& to) const
    {
        for (const Wire& wire : level().wires)
            if (node(from) && node(to) && wire.from.node == node(from)->id && wire.to.node == node(to)->id)
                return true;
        return false;
    }

    QString folder;
    std::unique_ptr<MainWindow> window;
};

} // namespace nodegrad::test
