// What assistive technology is told: every control that can be used has a name.
#include "tests/ui/shell/window_fixture.h"

#include <set>

#include "ui/widgets/confusion_matrix_view.h"

#include <QAbstractSpinBox>

using namespace nodegrad;
using test::eventually;

namespace {

bool isControl(QAccessible::Role role)
{
    static const std::set<QAccessible::Role> controls = {
        QAccessible::Button, QAccessible::PushButton, QAccessible::ButtonDropDown, QAccessible::ButtonMenu, QAccessible::CheckBox, QAccessible::RadioButton,
        QAccessible::ComboBox, QAccessible::EditableText, QAccessible::SpinBox, QAccessible::Slider, QAccessible::Tree, QAccessible::Table,
        QAccessible::List, QAccessible::PageTabList, QAccessible::Dial};
    return controls.contains(role);
}

QString describe(const QAccessibleInterface& one)
{
    QString text = QStringLiteral("role %1").arg(one.role());
    for (const QObject* at = one.object(); at; at = at->parent())
        text += QStringLiteral(" < %1 '%2'").arg(QLatin1String(at->metaObject()->className()), at->objectName());
    return text;
}

/// Adds controls below `root` that have neither name nor text.
void findNameless(QAccessibleInterface* root, QStringList& nameless, int& controls)
{
    if (!root || !root->isValid())
        return;
    const QAccessible::State state = root->state();
    const auto* widget = qobject_cast<const QWidget*>(root->object());
    if (state.invisible || (widget && !widget->isVisible()))
        return;
    const bool partOfField = widget && (qobject_cast<const QAbstractSpinBox*>(widget->parent()) || qobject_cast<const QLineEdit*>(widget->parent()));
    const bool takesKeys = widget && widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy() && !qobject_cast<const QScrollArea*>(widget);
    if (!state.disabled && !partOfField && (isControl(root->role()) || takesKeys)) {
        ++controls;
        if (root->text(QAccessible::Name).trimmed().isEmpty())
            nameless << describe(*root);
    }
    for (int i = 0; i < root->childCount(); ++i)
        findNameless(root->child(i), nameless, controls);
}

} // namespace

TEST_CASE("Every control of every page has a name")
{
    test::User user;
    const auto check = [&](const char* page) {
        QCoreApplication::processEvents();
        QStringList nameless;
        int controls = 0;
        findNameless(QAccessible::queryAccessibleInterface(user.window.get()), nameless, controls);
        INFO(page << "\n" << nameless.join('\n').toStdString());
        CHECK(controls > 5);
        CHECK(nameless.isEmpty());
    };
    check("start");
    user.click(user.need<QWidget>("example.iris"));
    user.settle();
    user.canvas()->setAnimated(false);
    check("design");
    for (const char* layer : {"input", "dense1", "output"}) {
        user.click(user.canvas(), user.body(layer));
        check(layer);
    }
    user.key(Qt::Key_1, Qt::AltModifier);
    check("data");
    user.key(Qt::Key_3, Qt::AltModifier);
    check("train, no run");
    user.key(Qt::Key_F5);
    eventually("the run is done", [&] { return !user.runs().isActive() && !user.runs().runs().empty(); });
    check("train");
    user.key(Qt::Key_4, Qt::AltModifier);
    eventually("an evaluation", [&] { return user.find<ConfusionMatrixView>() && user.need<ConfusionMatrixView>()->valuesAsText().contains("setosa"); });
    check("evaluate");
    user.key(Qt::Key_5, Qt::AltModifier);
    eventually("the formats", [&] { return user.find<QWidget>("export.start") && user.need<QWidget>("export.start")->isEnabled(); });
    check("export");
}
