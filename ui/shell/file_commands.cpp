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

bool FileCommands::mayStop(const QStringList& projects, QWidget* parent)
{
    const auto count = static_cast<int>(projects.size());
    QMessageBox question(QMessageBox::NoIcon, tr("Nodegrad"), count == 1 ? tr("A run is training.") : tr("Runs are training in %1.").arg(projects.join(QStringLiteral(", "))),
                         QMessageBox::NoButton, parent);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(count == 1 ? tr("Its weights are saved, and it can be continued the next time.") : tr("Their weights are saved, and they can be continued the next time."));
    QPushButton* stop = question.addButton(count == 1 ? tr("Stop the run") : tr("Stop the runs"), QMessageBox::AcceptRole);
    question.addButton(tr("Keep training"), QMessageBox::RejectRole);
    question.exec();
    return question.clickedButton() == stop;
}

bool FileCommands::mayClose()
{
    if (m_runs->isActive() && !mayStop({m_session->title()}, m_window))
        return false;
    return leave(askUnsaved());
}

FileCommands::Unsaved FileCommands::askUnsaved()
{
    if (!m_session->hasUnsaved())
        return Unsaved::GiveUp;
    const auto runs = static_cast<int>(m_session->path().empty() ? m_runs->runs().size() : 0);
    QMessageBox question(QMessageBox::NoIcon, tr("Nodegrad"), tr("Save the changes to %1?").arg(m_session->title()),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(runs == 0 ? tr("Discarded changes cannot be brought back. Runs are kept.")
                                          : tr("Discarding also deletes %n run(s) of this project. They cannot be brought back.", nullptr, runs));
    question.setDefaultButton(QMessageBox::Save);
    switch (question.exec()) {
    case QMessageBox::Save: return Unsaved::Save;
    case QMessageBox::Discard: return Unsaved::GiveUp;
    default: return Unsaved::Stay;
    }
}

bool FileCommands::leave(Unsaved answer)
{
    if (answer == Unsaved::Stay)
        return false;
    if (m_runs->isActive())
        m_runs->finish();
    if (answer == Unsaved::Save)
        return save();
    m_session->discard();
    return true;
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
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(hintText(error));
    box.exec();
}

} // namespace nodegrad
