// All actions in one list: found by typing, run by Enter, with keys that can be changed.
#include "tests/ui/shell/window_fixture.h"

#include <map>

#include <QListWidget>
#include <QPushButton>
#include <QTreeWidget>

#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/session/actions.h"
#include "ui/session/shortcuts.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/fuzzy_match.h"
#include "ui/shell/settings.h"
#include "ui/widgets/search_field.h"

using namespace nodegrad;

namespace {

struct Keyboard : test::User {
    void chooseXor()
    {
        click(need<QWidget>("example.xor"));
        settle();
        canvas()->setAnimated(false);
    }
    CommandPalette* palette()
    {
        key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        return need<CommandPalette>();
    }
    QStringList rows(const CommandPalette* palette, int role = Qt::DisplayRole) const
    {
        QStringList texts;
        for (int i = 0; i < palette->list()->count(); ++i)
            texts << palette->list()->item(i)->data(role).toString();
        return texts;
    }
    static QString spoken(const CommandPalette* palette, const QString& title)
    {
        for (int i = 0; i < palette->list()->count(); ++i)
            if (palette->list()->item(i)->text() == title)
                return palette->list()->item(i)->data(Qt::AccessibleTextRole).toString();
        return {};
    }
    /// In the open shortcuts dialog: the row of the action becomes the current one.
    static void goTo(QWidget* dialog, const QString& action)
    {
        CHECK(QTest::qWaitForWindowActive(dialog));
        auto* tree = dialog->findChild<QTreeWidget*>();
        const auto found = tree->findItems(action, Qt::MatchExactly | Qt::MatchRecursive);
        CHECK(found.size() == 1);
        tree->setFocus();
        tree->setCurrentItem(found.value(0));
        QTest::keyClick(tree, Qt::Key_Return);
    }
    /// Once Enter on the action has led to the field of its keys.
    static void press(QWidget* dialog, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        auto* field = dialog->findChild<QLineEdit*>("shortcut.keys");
        CHECK(test::waitFor([&] { return field->hasFocus(); }));
        QTest::keyClick(field, key, modifiers);
    }
    static QString keysOf(QWidget* dialog, const QString& action)
    {
        const auto found = dialog->findChild<QTreeWidget*>()->findItems(action, Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? QStringLiteral("no such action") : found.front()->text(1);
    }
    static QString said(QWidget* dialog) { return dialog->findChild<QLabel*>("shortcut.message")->text(); }
    static void close(QWidget* dialog) { QTest::keyClick(dialog, Qt::Key_Escape); }
    void shortcutsDialog(const std::function<void(QWidget*)>& work)
    {
        answer([&] { key(Qt::Key_F1); }, work, "nodegrad::ShortcutsDialog");
    }
};

std::vector<int> places(const char* pattern, const char* text)
{
    const auto match = fuzzyMatch(QString::fromLatin1(pattern), QString::fromLatin1(text));
    return match ? match->letters : std::vector<int>{-1};
}

} // namespace

TEST_CASE("A fuzzy match takes letters in order and prefers beginnings of words and letters side by side")
{
    CHECK(places("se", "Save every") == std::vector<int>{0, 5}); // two beginnings of words
    CHECK(places("sav", "Save as") == std::vector<int>{0, 1, 2});
    CHECK(places("AS save", "Save as") == std::vector<int>{0, 1, 2, 3, 5, 6});
    CHECK(places("", "Save as").empty());
    CHECK_FALSE(fuzzyMatch("ss a v", "Save"));
    CHECK_FALSE(fuzzyMatch("evas", "Save"));
    CHECK(fuzzyMatch("ms", "Model summary")->score > fuzzyMatch("ms", "Arrange items")->score);
    CHECK(fuzzyMatch("copy", "Copy")->score > fuzzyMatch("copy", "Copy as a picture")->score);
}

TEST_CASE("Ctrl+Shift+P, a few letters and Enter do anything")
{
    Keyboard user;
    user.chooseXor();
    CommandPalette* palette = user.palette();
    CHECK(user.rows(palette).contains("Save"));
    user.type("got train");
    CHECK(user.rows(palette).front() == "Go to Train");
    user.key(Qt::Key_Return);
    CHECK_FALSE(palette->isVisible());
    CHECK_FALSE(user.find<CanvasView>());

    user.palette();
    user.type("gotdes");
    user.key(Qt::Key_Return);
    CHECK(user.find<CanvasView>());
    CHECK(user.rows(user.palette()).mid(0, 2) == QStringList{"Go to Design", "Go to Train"}); // what was used last comes first
    user.key(Qt::Key_Escape);
    CHECK(QApplication::focusWidget() == user.canvas());
}

TEST_CASE("An action of the palette means what was being worked on")
{
    Keyboard user;
    user.chooseXor();
    user.click(user.canvas(), user.body("dense2"));
    CommandPalette* palette = user.palette();
    user.type("delete");
    INFO(user.rows(palette).join(", ").toStdString());
    CHECK(user.rows(palette).front() == "Delete");
    CHECK(Keyboard::spoken(palette, "Delete") == "Delete Del");
    user.key(Qt::Key_Return);
    user.settle();
    CHECK_FALSE(user.node("dense2"));
    CHECK(QApplication::focusWidget() == user.canvas());
}

TEST_CASE("What cannot be used now stays in the palette, with the reason, and does nothing")
{
    Keyboard user;
    user.chooseXor();
    CommandPalette* palette = user.palette();
    CHECK(Keyboard::spoken(palette, "Stop the run").endsWith("No run is training."));
    CHECK(Keyboard::spoken(palette, "Bypass").endsWith("Select a layer first."));
    user.type("undo");
    CHECK(Keyboard::spoken(palette, "Undo").endsWith("There is nothing to undo."));
    user.key(Qt::Key_Return);
    CHECK(palette->isVisible());
    user.key(Qt::Key_Escape);
    user.key(Qt::Key_3, Qt::AltModifier);
    user.palette();
    CHECK(Keyboard::spoken(palette, "Arrange all").endsWith("Go to the Design page first."));
    user.key(Qt::Key_Escape);
    user.key(Qt::Key_F5, Qt::ShiftModifier);
    CHECK(user.shows("No run is training.")); // its keys say why, too
}

TEST_CASE("Of what has the typed name, the palette shows first what can be done now")
{
    Keyboard user;
    user.chooseXor();
    user.click(user.canvas(), user.body("dense2"));
    CommandPalette* palette = user.palette();
    user.type("frame");
    const QStringList rows = user.rows(palette);
    REQUIRE(rows.size() > 8);
    CHECK(rows.front() == "Frame the selection");
    CHECK(Keyboard::spoken(palette, rows.at(1)).endsWith("first.")); // a colour of a frame, and why not
    user.key(Qt::Key_Escape);
    user.palette();
    user.type("frame pink"); // by its whole name it is found all the same
    CHECK(user.rows(palette).front().contains("Pink"));
}

TEST_CASE("The palette knows what else an act is called, behind what has that name itself")
{
    Keyboard user;
    user.chooseXor();
    CommandPalette* palette = user.palette();
    const auto firstOf = [&](const char* typed) {
        palette->field()->setText(QString::fromLatin1(typed));
        return user.rows(palette).value(0);
    };
    CHECK(firstOf("arrange") == "Arrange all");
    CHECK(firstOf("layout") == "Arrange all");
    CHECK(firstOf("tidy up") == "Arrange all");
    CHECK(firstOf("heat par") == "Color by parameters");
    CHECK(firstOf("minimap") == "Map");
    CHECK(firstOf("hotkeys") == "Keyboard shortcuts");
    CHECK(firstOf("shortcut") == "Keyboard shortcuts");
    CHECK(firstOf("rename") == "Rename");
    CHECK(firstOf("comment") == "Add a note");
    palette->field()->setText("zoom");
    const QStringList zoom = user.rows(palette);
    CHECK(zoom.mid(0, 3) == QStringList{"Zoom in", "Zoom out", "Zoom to 100 %"});
    CHECK(zoom.contains("Show everything"));
    palette->field()->setText("heat");
    CHECK(user.rows(palette).size() >= 8);
    CHECK(user.rows(palette, Qt::UserRole + 1).front() == "Canvas · heat map"); // why it is shown
}

TEST_CASE("Search words belong to actions that exist, and the sheet of shortcuts finds by them too")
{
    Keyboard user;
    user.chooseXor();
    for (const int page : {Qt::Key_1, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_2})
        user.key(page, Qt::AltModifier);
    const auto* actions = user.window->findChild<Actions*>();
    REQUIRE(actions->idsWithWords().size() > 60);
    for (const QString& id : actions->idsWithWords()) {
        INFO(id.toStdString());
        CHECK(actions->find(id));
    }
    user.shortcutsDialog([&](QWidget* dialog) {
        dialog->findChild<SearchField*>()->setText("layout");
        CHECK_FALSE(dialog->findChild<QTreeWidget*>()->findItems("Arrange all", Qt::MatchExactly | Qt::MatchRecursive).value(0)->isHidden());
        CHECK(dialog->findChild<QTreeWidget*>()->findItems("Bypass", Qt::MatchExactly | Qt::MatchRecursive).value(0)->isHidden());
        Keyboard::close(dialog->findChild<QTreeWidget*>());
    });
}

TEST_CASE("A click runs an action, a click beside the palette closes it")
{
    Keyboard user;
    user.chooseXor();
    CommandPalette* palette = user.palette();
    user.type("model summary");
    REQUIRE(user.rows(palette).front() == "Model summary");
    QListWidget* list = palette->list();
    user.click(list->viewport(), list->visualItemRect(list->item(0)).center());
    CHECK_FALSE(palette->isVisible());
    QWidget* summary = nullptr;
    test::eventually("the summary", [&] { return (summary = user.find<QDialog>()) != nullptr; });
    summary->close();
    user.window->activateWindow();
    user.palette();
    user.click(user.canvas(), QPoint(30, user.canvas()->height() / 2));
    CHECK_FALSE(palette->isVisible());
    user.palette();
    user.type("qqqq");
    CHECK(user.shows("No action has this name.", palette));
}

TEST_CASE("No two actions have the same keys")
{
    Keyboard user;
    user.chooseXor();
    for (const int page : {Qt::Key_1, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_2})
        user.key(page, Qt::AltModifier);
    const auto* actions = user.window->findChild<Actions*>();
    std::map<QString, QString> owners;
    for (const QAction* action : actions->all())
        for (const QKeySequence& keys : actions->defaultKeys(action)) {
            const QString text = keys.toString();
            INFO(text.toStdString() << ": " << action->objectName().toStdString() << " and " << owners[text].toStdString());
            CHECK(owners[text].isEmpty());
            owners[text] = action->objectName();
        }
    CHECK(owners.size() > 40);
}

TEST_CASE("Keys are changed in the dialog, are used at once and after the next start, and can be reset")
{
    {
        Keyboard user;
        user.chooseXor();
        user.shortcutsDialog([&](QWidget* dialog) {
            Keyboard::goTo(dialog, "Go to Train");
            Keyboard::press(dialog, Qt::Key_T, Qt::ControlModifier | Qt::AltModifier);
            CHECK(Keyboard::keysOf(dialog, "Go to Train") == "Ctrl+Alt+T");
            CHECK(Keyboard::said(dialog).contains("Ctrl+Alt+T"));
            Keyboard::goTo(dialog, "Bypass");
            Keyboard::press(dialog, Qt::Key_Y);
            CHECK(Keyboard::keysOf(dialog, "Bypass") == "Y");
            Keyboard::goTo(dialog, "Save as…");
            QTest::mouseClick(user.button("Remove", dialog), Qt::LeftButton);
            CHECK(Keyboard::keysOf(dialog, "Save as…").isEmpty());
            Keyboard::close(dialog->findChild<QTreeWidget*>());
        });
        user.key(Qt::Key_3, Qt::AltModifier);
        CHECK(user.find<CanvasView>());
        user.key(Qt::Key_T, Qt::ControlModifier | Qt::AltModifier);
        CHECK_FALSE(user.find<CanvasView>());
    }
    Keyboard user; // the next start
    user.chooseXor();
    user.key(Qt::Key_T, Qt::ControlModifier | Qt::AltModifier);
    CHECK_FALSE(user.find<CanvasView>());
    CHECK(Keyboard::spoken(user.palette(), "Go to Train") == "Go to Train Ctrl+Alt+T");
    user.key(Qt::Key_Escape);
    user.key(Qt::Key_2, Qt::AltModifier);
    user.click(user.canvas(), user.body("tanh1"));
    user.key(Qt::Key_Y);
    user.settle();
    CHECK(user.node("tanh1")->bypassed);
    user.shortcutsDialog([&](QWidget* dialog) {
        Keyboard::goTo(dialog, "Go to Train");
        QTest::mouseClick(user.button("Reset", dialog), Qt::LeftButton);
        CHECK(Keyboard::keysOf(dialog, "Go to Train") == "Alt+3");
        QTest::mouseClick(user.button("Reset all", dialog), Qt::LeftButton);
        CHECK(Keyboard::keysOf(dialog, "Save as…") == "Ctrl+Shift+S");
        Keyboard::close(dialog->findChild<QTreeWidget*>());
    });
    CHECK_FALSE(Shortcuts().isAnyChanged());
}

TEST_CASE("Keys of another action are named, and taken only when that is said")
{
    Keyboard user;
    user.chooseXor();
    user.shortcutsDialog([&](QWidget* dialog) {
        Keyboard::goTo(dialog, "Go to Train");
        Keyboard::press(dialog, Qt::Key_S, Qt::ControlModifier);
        CHECK(Keyboard::said(dialog) == "Ctrl+S belongs to 'Save'.");
        CHECK(Keyboard::keysOf(dialog, "Save") == "Ctrl+S");
        CHECK(Keyboard::keysOf(dialog, "Go to Train") == "Alt+3");
        QTest::mouseClick(user.button("Take it from 'Save'", dialog), Qt::LeftButton);
        CHECK(Keyboard::keysOf(dialog, "Save").isEmpty());
        CHECK(Keyboard::keysOf(dialog, "Go to Train") == "Ctrl+S");
        // Back to its own keys only when nobody else has them.
        Keyboard::goTo(dialog, "Save");
        QTest::mouseClick(user.button("Reset", dialog), Qt::LeftButton);
        CHECK(Keyboard::said(dialog).contains("'Go to Train'"));
        CHECK(Keyboard::keysOf(dialog, "Save").isEmpty());
        // Keys that type or move cannot work everywhere.
        Keyboard::goTo(dialog, "Go to Train");
        Keyboard::press(dialog, Qt::Key_K);
        CHECK(Keyboard::said(dialog).contains("Add Ctrl or Alt"));
        Keyboard::press(dialog, Qt::Key_Down);
        CHECK(Keyboard::said(dialog).contains("Add Ctrl or Alt"));
        QTest::mouseClick(user.button("Reset all", dialog), Qt::LeftButton);
        Keyboard::close(dialog->findChild<QTreeWidget*>());
    });
}

TEST_CASE("Tool tips name the keys of today")
{
    Keyboard user;
    user.chooseXor();
    CHECK(user.need<QAbstractButton>("run.main")->toolTip().endsWith("(F5)"));
    user.shortcutsDialog([&](QWidget* dialog) {
        Keyboard::goTo(dialog, "Train, pause or continue");
        Keyboard::press(dialog, Qt::Key_F9);
        CHECK(user.need<QAbstractButton>("run.main")->toolTip().endsWith("(F9)"));
        QTest::mouseClick(user.button("Reset all", dialog), Qt::LeftButton);
        Keyboard::close(dialog->findChild<QTreeWidget*>());
    });
    CHECK(user.need<QAbstractButton>("run.main")->toolTip().endsWith("(F5)"));
}
