#pragma once
// The only holder of the changing Project. Pages read values from it and hand it new ones; it tells what changed.

#include <filesystem>
#include <memory>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/analysis/summary.h"
#include "core/graph/history.h"
#include "core/lowering/lower.h"
#include "core/project/plan.h"
#include "core/project/project.h"
#include "ui/session/facts_index.h"
#include "ui/session/untitled_folder.h"

namespace nodegrad {

class Job;
class Journal;

struct DataState;

/// What is known of the design right now. Immutable; arrives from a worker after each edit.
struct DesignFacts {
    std::shared_ptr<const Lowered> lowered = std::make_shared<Lowered>(); ///< the same one as before an edit that changes no computation
    std::shared_ptr<const FactsIndex> index = std::make_shared<FactsIndex>(); ///< of it; the same one while it is
    Summary summary;
    Graph graph;               ///< the design these facts belong to
    TrainingSettings training; ///< and the settings
    std::shared_ptr<const DataState> data;
};

/// State of the project's data.
struct DataState {
    enum class Phase { None, Loading, Ready, Failed };
    Phase phase = Phase::None;
    PreparedData prepared;     ///< Ready
    Error error;               ///< Failed
};

/// All members on the UI thread.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    // --- the project ---
    const Project& project() const;
    /// One step of the history, with the name that undo shows ("Move 3 layers"). Steps with the same mergeKey join until closeStep().
    void apply(Project project, const QString& stepName, const QString& mergeKey = {});
    void applyGraph(Graph graph, const QString& stepName, const QString& mergeKey = {});
    void closeStep();
    bool canUndo() const;
    bool canRedo() const;
    QString undoName() const;
    QString redoName() const;
    /// Names of all steps that are kept, in order; before the first one lies the state that was opened.
    QStringList steps() const;
    /// How many of them are done: 0 is the state that was opened.
    int stepsDone() const;
    /// Of the step that was done last, since the project was opened: undo and redo come back to it, and no other step has it.
    std::uint64_t stepSerial() const;
    void goToStep(int done);
    void undo();
    void redo();

    // --- the file ---
    /// Replaces everything; the history begins anew. `path` empty: a project without a file.
    void open(Project project, const std::filesystem::path& path, bool edited = false);
    /// A project without a file that a crash left behind, with its runs.
    void openLeft(const LeftProject& left);
    const std::filesystem::path& path() const { return m_path; }
    QString title() const;          ///< file stem or "Untitled"
    bool isEdited() const;          ///< differs from the file
    Status save();                  ///< to path()
    Status saveAs(const std::filesystem::path& path); ///< data paths are rebased; runs stay with the old file, see bringRuns()
    /// The runs of a project that had no file follow it to its file. While one of them is being written they stay where they are:
    /// call it again when it ended. Errors: as moveRuns().
    Status bringRuns();
    /// True when closing loses something: edits, or the runs of a project without a file.
    bool hasUnsaved() const;
    /// What was not saved is given up: the journal, and the runs of a project without a file. open() or the end follows.
    void discard();
    /// Where relative data paths start: the file's folder, or the current folder.
    std::filesystem::path baseFolder() const;
    /// Where runs of this project go; a project without a file uses a folder under the state folder.
    std::filesystem::path runsFolder() const;
    /// Before a run is made: a project without a file takes hold of its folder and writes its journal.
    void holdRunsFolder();

    // --- what follows from it (worker results; may lag behind the project by a moment) ---
    std::shared_ptr<const DesignFacts> design() const { return m_design; }
    bool isDesignCurrent() const;   ///< design() belongs to project()
    std::shared_ptr<const DataState> data() const { return m_data; }
    void reloadData();              ///< reads the files again
    Job* loadingJob() const;        ///< the load in progress, null when there is none: for its progress
    void cancelLoading();           ///< the data then fail with "cancelled"

signals:
    void projectReplaced();         ///< open(): forget selections, views
    void projectChanged();          ///< any new value, also by undo
    void historyChanged();
    void fileChanged();             ///< path or edited
    void designChanged();
    void dataChanged();

private:
    /// Of a design of which nothing is known yet.
    std::shared_ptr<const DesignFacts> unknownDesign() const;
    void begin(Project project, const std::filesystem::path& path, std::unique_ptr<UntitledFolder> untitled, bool edited);
    void valueChanged();
    void analyze();
    void loadData();
    std::unique_ptr<History<Project>> m_history;
    Project m_saved;
    std::filesystem::path m_path;
    std::unique_ptr<UntitledFolder> m_untitled; ///< while the runs are there
    std::unique_ptr<Journal> m_journal;
    std::shared_ptr<const DesignFacts> m_design;
    std::shared_ptr<const DataState> m_data;
    QTimer m_autosave;
    struct Workers;
    std::unique_ptr<Workers> m_workers;
};

} // namespace nodegrad
