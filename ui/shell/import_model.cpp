#include "ui/shell/import_model.h"

#include <QFileDialog>
#include <QFileInfo>

#include "core/importers/importer.h"
#include "ui/dialogs/import_report_dialog.h"
#include "ui/session/background.h"

namespace nodegrad {

namespace {

QString modelFilter()
{
    QStringList patterns;
    for (const Importer& importer : importers())
        for (const std::string& extension : importer.extensions)
            patterns << QLatin1Char('*') + QString::fromStdString(extension);
    return QFileDialog::tr("Models (%1)").arg(patterns.join(QLatin1Char(' ')));
}

} // namespace

void importModelDialog(QWidget* window, const PageContext& context, const std::filesystem::path& folder,
                       std::function<void(const std::filesystem::path&)> open, std::function<void(const Error&)> report)
{
    const QString model = QFileDialog::getOpenFileName(window, QFileDialog::tr("Import a model"), QString::fromStdString(folder.string()), modelFilter());
    if (model.isEmpty())
        return;
    const QFileInfo info(model);
    QString output = QFileDialog::getSaveFileName(window, QFileDialog::tr("Save the imported project as"),
                                                  info.absolutePath() + QLatin1Char('/') + info.completeBaseName() + QStringLiteral(".nodegrad"),
                                                  QFileDialog::tr("Nodegrad projects (*.nodegrad)"));
    if (output.isEmpty())
        return;
    if (!output.endsWith(QStringLiteral(".nodegrad")))
        output += QStringLiteral(".nodegrad");
    const std::filesystem::path from = model.toStdString(), to = output.toStdString();
    Job* job = Job::start(window, QFileDialog::tr("Import %1").arg(info.fileName()),
                          [from, to](const Task& task) -> Result<ImportReport> {
                              auto imported = importModel(from, {}, task);
                              if (!imported)
                                  return tl::unexpected(imported.error());
                              if (auto written = writeImported(*imported, to); !written)
                                  return tl::unexpected(written.error());
                              return std::move(imported->report);
                          },
                          [window, to, name = info.fileName(), open = std::move(open), report = std::move(report)](Result<ImportReport> done) {
                              if (!done) {
                                  report(done.error());
                                  return;
                              }
                              open(to);
                              auto* dialog = new ImportReportDialog(name, *done, window);
                              dialog->setAttribute(Qt::WA_DeleteOnClose);
                              dialog->show();
                          });
    context.showJob(job);
}

} // namespace nodegrad
