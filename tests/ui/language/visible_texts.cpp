#include "tests/ui/language/visible_texts.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>

namespace nodegrad::test {

namespace {

QString placeOf(const QObject* object)
{
    QStringList parts;
    for (const QObject* at = object; at && parts.size() < 4; at = at->parent())
        parts << QStringLiteral("%1 '%2'").arg(QLatin1String(at->metaObject()->className()), at->objectName());
    return parts.join(QStringLiteral(" < "));
}

class Reader {
public:
    explicit Reader(std::vector<VisibleText>& found) : m_found(found) {}

    void read(const QWidget* widget)
    {
        m_where = placeOf(widget);
        add(widget->toolTip(), "tool tip");
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            add(label->text(), "text");
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            add(button->text(), "text");
        else if (const auto* line = qobject_cast<const QLineEdit*>(widget))
            add(line->placeholderText(), "placeholder");
        else if (const auto* text = qobject_cast<const QPlainTextEdit*>(widget))
            add(text->placeholderText(), "placeholder");
        else if (const auto* menu = qobject_cast<const QMenu*>(widget))
            readActions(menu->actions());
        else if (const auto* box = qobject_cast<const QComboBox*>(widget))
            for (int i = 0; i < box->count(); ++i) {
                add(box->itemText(i), "choice");
                add(box->itemData(i, Qt::ToolTipRole).toString(), "tool tip of a choice");
            }
        else if (const auto* view = qobject_cast<const QAbstractItemView*>(widget); view && view->model())
            readModel(*view->model(), {});
        if (QAccessibleInterface* one = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget))) {
            add(one->text(QAccessible::Name), "name");
            add(one->text(QAccessible::Description), "description");
        }
    }
    void readActions(const QList<QAction*>& actions)
    {
        for (const QAction* action : actions) {
            add(action->text(), "action");
            add(action->toolTip(), "tool tip of an action");
        }
    }

private:
    void add(const QString& text, const char* what)
    {
        if (!text.trimmed().isEmpty())
            m_found.push_back({text, QLatin1String(what) + QStringLiteral(" of ") + m_where});
    }
    void readModel(const QAbstractItemModel& model, const QModelIndex& parent)
    {
        constexpr int most = 60; // rows look alike
        for (int column = 0; !parent.isValid() && column < model.columnCount(); ++column)
            add(model.headerData(column, Qt::Horizontal).toString(), "header");
        for (int row = 0; row < std::min(most, model.rowCount(parent)); ++row)
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex index = model.index(row, column, parent);
                add(index.data(Qt::DisplayRole).toString(), "cell");
                add(index.data(Qt::ToolTipRole).toString(), "tool tip of a cell");
                if (column == 0)
                    readModel(model, index);
            }
    }
    std::vector<VisibleText>& m_found;
    QString m_where;
};

} // namespace

std::vector<VisibleText> visibleTexts(const QWidget* root)
{
    std::vector<VisibleText> found;
    Reader reader(found);
    reader.read(root);
    for (const QWidget* widget : root->findChildren<QWidget*>())
        if (widget->isVisible())
            reader.read(widget);
    return found;
}

std::vector<VisibleText> cutTexts(const QWidget* root)
{
    std::vector<VisibleText> found;
    for (const QWidget* widget : root->findChildren<QWidget*>()) {
        const auto* label = qobject_cast<const QLabel*>(widget);
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const QString text = label ? label->text() : button ? button->text() : QString();
        if (!widget->isVisible() || text.isEmpty() || (label && label->wordWrap()) || widget->property("elides").toBool())
            continue;
        const int needed = label ? label->fontMetrics().size(0, text).width() : widget->sizeHint().width();
        if (needed > widget->contentsRect().width() + 1)
            found.push_back({text, QStringLiteral("%1 of %2 pixels in %3").arg(widget->width()).arg(needed).arg(placeOf(widget))});
    }
    return found;
}

} // namespace nodegrad::test
