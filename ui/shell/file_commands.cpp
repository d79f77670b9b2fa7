#include "ui/shell/file_commands.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

#include "ui/language/core_text.h"
#include "ui/session/run_controller.h"
#include "ui/shell/settings.h"

namespace nodegrad {

QString projectFileFilter()
{
    return FileCommands::tr("Nodegrad projects (*.nodegrad)");
}

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

bool FileCommands::mayClose()
{
    return mayStopRun() && maySave();
}

bool FileCommands::mayQuit()
{
    return mayStopRun() && (m_session->path().empty() || maySave());
}

bool FileCommands::losesNothing() const
{
    return !m_runs->isActive() && (m_session->path().empty() || !m_session->isEdited());
}

bool FileCommands::maySave()
{
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
    QFileDialog dialog(m_window, tr("Save the project"), QString::fromStdString(m_session->baseFolder().string()), projectFileFilter());
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
    QMessageBox box(QMessageBox::NoIcon, tr("Nodegrad"), messageText(error), QMessageBox::Ok, m_window);
    box.setInformativeText(hintText(error));
    box.exec();
}

} // namespace nodegrad
