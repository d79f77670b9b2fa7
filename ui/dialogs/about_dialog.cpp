#include "ui/dialogs/about_dialog.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include "core/base/log.h"
#include "core/base/version.h"
#include "core/engine/model.h"
#include "ui/language/core_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

namespace nodegrad {

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("About Nodegrad"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(12);
    auto* head = new QHBoxLayout;
    auto* logo = new QLabel;
    logo->setPixmap(programIcon().pixmap(48, 48));
    head->addWidget(logo);
    auto* names = new QVBoxLayout;
    names->addWidget(makeLabel(QStringLiteral("Nodegrad"), TextStyle::Display));
    auto* purpose = makeLabel(tr("Design, train, understand and ship neural networks by hand and eye."), TextStyle::Body, Role::TextMuted);
    purpose->setWordWrap(true);
    names->addWidget(purpose);
    head->addLayout(names, 1);
    layout->addLayout(head);

    auto* facts = new QFormLayout;
    const auto add = [facts](const QString& name, const QString& value) {
        auto* label = makeLabel(value);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setWordWrap(true);
        facts->addRow(makeLabel(name, TextStyle::Body, Role::TextMuted), label);
    };
    add(tr("Version"), QString::fromLatin1(kProgramVersion));
    add(tr("LibTorch"), QString::fromStdString(torchVersion()));
    add(QStringLiteral("Qt"), QString::fromLatin1(qVersion()));
    QStringList names2;
    for (const DeviceInfo& device : devices())
        names2 << coreText(device.title);
    add(tr("Devices"), names2.join(QStringLiteral(", ")));
    add(tr("Log"), QString::fromStdString((logFolder() / "nodegrad.log").string()));
    add(tr("License"), tr("GNU General Public License 3 or later"));
    add(tr("Network"), tr("Nodegrad never connects to the network."));
    layout->addLayout(facts);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* openLog = buttons->addButton(tr("Open the log folder"), QDialogButtonBox::ActionRole);
    connect(openLog, &QPushButton::clicked, this, [] { QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(logFolder().string()))); });
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    setMinimumWidth(480);
}

} // namespace nodegrad
