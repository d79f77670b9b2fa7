#include "ui/dialogs/import_report_dialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/styling.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

ImportReportDialog::ImportReportDialog(const QString& file, const ImportReport& report, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Imported %1").arg(file));
    resize(640, 420);
    auto* layout = new QVBoxLayout(this);
    const QString what = tr("%1 layers and %2 weights.").arg(report.layers).arg(thousandsText(report.weights));
    layout->addWidget(makeLabel(report.isWhole() ? what + QLatin1Char(' ') + tr("Everything found its layer.")
                                                 : what + QLatin1Char(' ') + tr("%n operation(s) have no layer and stand as grey nodes.", nullptr, static_cast<int>(report.problems.size())),
                                TextStyle::BodyStrong));
    auto* text = new QPlainTextEdit(QString::fromStdString(report.text()));
    text->setReadOnly(true);
    text->setFont(monoFont());
    text->setAccessibleName(tr("Report of the import"));
    layout->addWidget(text, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons->addButton(tr("Copy as text"), QDialogButtonBox::ActionRole), &QPushButton::clicked, this,
            [text] { QGuiApplication::clipboard()->setText(text->toPlainText()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

} // namespace nodegrad
