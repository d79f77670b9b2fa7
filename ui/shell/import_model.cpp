#include "ui/shell/import_model.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLineEdit>
#include <QPointer>

#include "core/importers/importer.h"
#include "ui/dialogs/import_report_dialog.h"
#include "ui/session/background.h"
#include "ui/session/session.h"

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

/// What the import says when it must be told the sizes of the inputs.
bool asksForSizes(const Error& error)
{
    return error.code == "import.open_shape" || error.code == "torchscript.needs_shapes";
}

/// One import from beginning to end, with what is done with its result.
struct Import {
    QWidget* window;
    QPointer<Session> session; ///< of the tab that shows the progress; it may be closed meanwhile
    PageContext context;
    std::filesystem::path from, to;
    QString name;
    std::function<void(const std::filesystem::path&)> open;
    std::function<void(const Error&)> report;
};

void start(const Import& work, const ImportOptions& options);

/// Asks for the sizes, then begins anew.
void askForSizes(const Import& work, const Error& error)
{
    const auto input = error.arguments.find("input");
    bool isGiven = false;
    const QString text = QInputDialog::getText(work.window, QFileDialog::tr("Sizes of one sample"),
                                               QString::fromStdString(message(error)) + QLatin1Char('\n') +
                                                   QFileDialog::tr("Write the sizes of one sample, without the batch, as NAME=3x224x224; several inputs with spaces between them."),
                                               QLineEdit::Normal, QString::fromStdString(input == error.arguments.end() ? "" : input->second + "="), &isGiven);
    if (!isGiven)
        return;
    std::vector<std::string> shapes;
    for (const QString& part : text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        shapes.push_back(part.toStdString());
    const auto options = importOptionsFrom(shapes);
    if (options)
        start(work, *options);
    else
        work.report(options.error());
}

void start(const Import& work, const ImportOptions& options)
{
    Job* job = Job::start(work.window, QFileDialog::tr("Import %1").arg(work.name),
                          [from = work.from, to = work.to, options](const Task& task) -> Result<ImportReport> {
                              auto imported = importModel(from, options, task);
                              if (!imported)
                                  return tl::unexpected(imported.error());
                              if (auto written = writeImported(*imported, to); !written)
                                  return tl::unexpected(written.error());
                              return std::move(imported->report);
                          },
                          [work](Result<ImportReport> done) {
                              if (!done && asksForSizes(done.error()))
                                  return askForSizes(work, done.error());
                              if (!done)
                                  return work.report(done.error());
                              work.open(work.to);
                              auto* dialog = new ImportReportDialog(work.name, *done, work.window);
                              dialog->setAttribute(Qt::WA_DeleteOnClose);
                              dialog->show();
                          });
    if (work.session)
        work.context.showJob(job);
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
    start({window, context.session, context, model.toStdString(), output.toStdString(), info.fileName(), std::move(open), std::move(report)}, {});
}

} // namespace nodegrad
