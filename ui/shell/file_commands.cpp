#include "ui/shell/file_commands.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

#include "core/project/examples.h"
#include "ui/session/background.h"
#include "ui/session/run_controller.h"
#include "ui/shell/settings.h"

namespace nodegrad {

namespace {
QString filter()
{
    return FileCommands::tr("Nodegrad projects (*.nodegrad)");
}
} // namespace

FileCommands::FileCommands(Session* session, RunController* runs, QWidget* window) : QObject(window), m_session(session), m_runs(runs), m_window(window) {}

bool FileCommands::mayStopRun()
{
    if (!m_runs->isActive())
        return true;
    QMessageBox question(QMessageBox::NoIcon, tr("Nodegrad"), tr("A run is training."), QMessageBox::NoButton, m_window);
    question.setInformativeText(tr("Its weights are saved, and it can be continued the next time."));
    QPushButton* stop = question.addButton(tr("Stop the run"), QMessageBox::AcceptRole);
    question.addButton(tr("Keep training"), QMessageBox::RejectRole);
    question.exec();
    if (question.clickedButton() != stop)
        return false;
    m_runs->finish();
    return true;
}

bool FileCommands::mayReplace()
{
    if (!mayStopRun())
        return false;
    if (!m_session->hasUnsaved()) {
        m_session->discard();
        return true;
    }
    const auto runs = static_cast<int>(m_session->path().empty() ? m_runs->runs().size() : 0);
    QMessageBox question(QMessageBox::NoIcon, tr("Nodegrad"), tr("Save the changes to %1?").arg(m_session->title()),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window);
    question.setInformativeText(runs == 0 ? tr("Discarded changes cannot be brought back. Runs are kept.")
                                          : tr("Discarding also deletes %n run(s) of this project. They cannot be brought back.", nullptr, runs));
    question.setDefaultButton(QMessageBox::Save);
    const int answer = question.exec();
    if (answer == QMessageBox::Discard) {
        m_session->discard();
        return true;
    }
    return answer == QMessageBox::Save && save();
}

void FileCommands::newProject()
{
    if (!mayReplace())
        return;
    m_session->open(Project{}, {});
    emit opened();
}

void FileCommands::openDialog()
{
    const QString file = QFileDialog::getOpenFileName(m_window, tr("Open a project"), QString::fromStdString(m_session->baseFolder().string()), filter());
    if (!file.isEmpty())
        open(file.toStdString());
}

void FileCommands::open(const std::filesystem::path& path)
{
    struct Read {
        Result<Project> project;
        std::optional<Project> autosaved;
    };
    Job::start(this, tr("Open"), [path](const Task&) { return Read{readProject(path), recoverable(path)}; },
               [this, path](Read read) {
                   if (!read.project && !read.autosaved) {
                       report(read.project.error());
                       return;
                   }
                   if (path != m_session->path()) {
                       if (!mayReplace()) // not before there is something to replace it with
                           return;
                   } else if (!mayReplace() || !(read = Read{readProject(path), {}}).project) { // the answer may have written it
                       return;
                   }
                   bool useAutosaved = read.autosaved && !read.project;
                   if (read.autosaved && read.project) {
                       QMessageBox question(QMessageBox::NoIcon, tr("Nodegrad"), tr("There are unsaved changes of %1 from the last time.").arg(QString::fromStdString(path.filename().string())),
                                            QMessageBox::NoButton, m_window);
                       QPushButton* recover = question.addButton(tr("Recover changes"), QMessageBox::AcceptRole);
                       question.addButton(tr("Open the saved file"), QMessageBox::RejectRole);
                       question.setDefaultButton(recover);
                       question.exec();
                       useAutosaved = question.clickedButton() == recover;
                   }
                   m_session->open(useAutosaved ? *read.autosaved : *read.project, path, useAutosaved);
                   addRecentFile(path);
                   emit opened();
               });
}

void FileCommands::openLeft(const LeftProject& left)
{
    if (!mayReplace())
        return;
    m_session->openLeft(left);
    emit opened();
}

void FileCommands::openExample(const QString& id)
{
    auto project = exampleProject(id.toStdString());
    if (!project) {
        report(project.error());
        return;
    }
    if (!mayReplace())
        return;
    m_session->open(std::move(*project), {});
    emit opened();
}

bool FileCommands::save()
{
    if (m_session->path().empty())
        return saveAs();
    const Status saved = m_session->save();
    if (!saved)
        report(saved.error());
    return saved.has_value();
}

bool FileCommands::saveAs()
{
    QFileDialog dialog(m_window, tr("Save the project"), QString::fromStdString(m_session->baseFolder().string()), filter());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("nodegrad"));
    dialog.selectFile(m_session->path().empty() ? tr("network.nodegrad") : QString::fromStdString(m_session->path().filename().string()));
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return false;
    const std::filesystem::path path = dialog.selectedFiles().front().toStdString();
    const Status saved = m_session->saveAs(path);
    if (!saved) {
        report(saved.error());
        return false;
    }
    m_runs->bringRuns();
    addRecentFile(path);
    return true;
}

void FileCommands::report(const Error& error)
{
    QMessageBox box(QMessageBox::NoIcon, tr("Nodegrad"), QString::fromStdString(message(error)), QMessageBox::Ok, m_window);
    box.setInformativeText(QString::fromStdString(hint(error)));
    box.exec();
}

} // namespace nodegrad
