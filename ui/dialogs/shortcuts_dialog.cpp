#include "ui/dialogs/shortcuts_dialog.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/session/actions.h"

namespace nodegrad {

namespace {
constexpr int kActionRole = Qt::UserRole;
}

ShortcutsDialog::ShortcutsDialog(Actions* actions, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Actions and shortcuts"));
    resize(560, 620);
    auto* layout = new QVBoxLayout(this);
    auto* search = new QLineEdit;
    search->setPlaceholderText(tr("Search actions"));
    search->setAccessibleName(tr("Search actions"));
    auto* tree = new QTreeWidget;
    tree->setHeaderLabels({tr("Action"), tr("Shortcut")});
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree->header()->setStretchLastSection(false);
    layout->addWidget(search);
    layout->addWidget(tree);

    std::map<QString, QTreeWidgetItem*> groups;
    for (QAction* action : actions->all()) {
        QTreeWidgetItem*& group = groups[Actions::groupOf(action)];
        if (!group) {
            group = new QTreeWidgetItem(tree, {Actions::groupOf(action)});
            group->setFlags(Qt::ItemIsEnabled);
            group->setExpanded(true);
        }
        auto* item = new QTreeWidgetItem(group, {action->text(), action->shortcut().toString(QKeySequence::NativeText)});
        item->setIcon(0, action->icon());
        item->setDisabled(!action->isEnabled());
        item->setData(0, kActionRole, QVariant::fromValue(static_cast<QObject*>(action)));
    }
    connect(search, &QLineEdit::textChanged, tree, [tree](const QString& text) {
        for (int g = 0; g < tree->topLevelItemCount(); ++g) {
            QTreeWidgetItem* group = tree->topLevelItem(g);
            bool any = false;
            for (int i = 0; i < group->childCount(); ++i) {
                const bool fits = group->child(i)->text(0).contains(text, Qt::CaseInsensitive);
                group->child(i)->setHidden(!fits);
                any = any || fits;
            }
            group->setHidden(!any);
        }
    });
    connect(tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (auto* action = qobject_cast<QAction*>(item->data(0, kActionRole).value<QObject*>()); action && action->isEnabled()) {
            accept();
            action->trigger();
        }
    });
    search->setFocus();
}

} // namespace nodegrad
