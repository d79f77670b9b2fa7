#include "ui/dialogs/diff_dialog.h"

#include <algorithm>

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/language/core_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

namespace nodegrad {

namespace {

struct KindLook {
    const char* icon;
    Role role;
    QString text;
};

KindLook lookOf(NodeChange::Kind kind)
{
    switch (kind) {
    case NodeChange::Kind::Added: return {"add", Role::Success, DiffDialog::tr("added")};
    case NodeChange::Kind::Removed: return {"minus", Role::Danger, DiffDialog::tr("removed")};
    case NodeChange::Kind::Changed: break;
    }
    return {"tune", Role::Info, DiffDialog::tr("changed")};
}

QString shown(const std::string& value)
{
    return value.empty() ? DiffDialog::tr("nothing") : QString::fromStdString(value);
}

} // namespace

DiffDialog::DiffDialog(const QString& before, const QString& after, const std::vector<NodeChange>& changes, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("From %1 to %2").arg(before, after));
    resize(680, 480);
    auto* layout = new QVBoxLayout(this);
    const auto count = [&](NodeChange::Kind kind) { return std::ranges::count(changes, kind, &NodeChange::kind); };
    layout->addWidget(makeLabel(changes.empty() ? tr("The two designs are equal.")
                                                : tr("%1 added, %2 removed, %3 changed").arg(count(NodeChange::Kind::Added)).arg(count(NodeChange::Kind::Removed)).arg(count(NodeChange::Kind::Changed)),
                                TextStyle::BodyStrong));
    auto* tree = new QTreeWidget;
    tree->setAccessibleName(tr("Differences"));
    tree->setHeaderLabels({tr("Layer"), tr("Change"), before, after});
    tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (const NodeChange& change : changes) {
        const KindLook look = lookOf(change.kind);
        auto* row = new QTreeWidgetItem(tree, {QString::fromStdString(change.node + "  (" + change.layer + ")"), look.text});
        row->setIcon(0, icon(QString::fromLatin1(look.icon), look.role));
        for (const ValueChange& value : change.values)
            new QTreeWidgetItem(row, {QString(), coreText(value.what), shown(value.before), shown(value.after)});
        row->setExpanded(true);
    }
    layout->addWidget(tree, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* copy = buttons->addButton(tr("Copy as text"), QDialogButtonBox::ActionRole);
    copy->setEnabled(!changes.empty());
    connect(copy, &QPushButton::clicked, this, [text = QString::fromStdString(diffText(changes))] { QGuiApplication::clipboard()->setText(text); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

} // namespace nodegrad
