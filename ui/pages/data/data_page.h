#pragma once

#include <filesystem>
#include <memory>

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "core/project/plan.h"
#include "ui/pages/data/data_figures.h"
#include "ui/session/page_context.h"

class QStackedWidget;

namespace nodegrad {

class Card;
class EmptyState;
class FactsPanel;
class FitCard;
class InlineBanner;
class NetworkCard;
class SourceForm;
class PreparationPanel;
class ProgressLine;
class SamplesView;
class SectionHeader;
class SourceList;
class SplitPanel;
class StackedBars;

/// The Data page. Reads the session, hands it new projects; owns nothing of it.
/// Files and folders may be dropped on it.
class DataPage : public QWidget {
    Q_OBJECT
public:
    explicit DataPage(const PageContext& context, QWidget* parent = nullptr);
    ~DataPage() override;

    /// Recognizes a file or folder (in a worker) and makes it the data of the project.
    void addPath(const std::filesystem::path& path);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeLeft();
    QWidget* makeMiddle();
    QWidget* makeRight();
    void apply(DataSettings settings, const QString& stepName);
    void useSource(const std::string& id);
    void askForFile(const std::string& sourceId);
    void relink();
    void updateFromProject();
    void updateFromData();
    void updateFit();
    void updateBalance();
    void countFigures();
    void showProblem(const Error& error);

    PageContext m_context;
    SourceList* m_sources = nullptr;
    FactsPanel* m_facts = nullptr;
    QWidget* m_factsBox = nullptr;
    FitCard* m_fit = nullptr;
    InlineBanner* m_banner = nullptr;
    QStackedWidget* m_middle = nullptr;
    EmptyState* m_empty = nullptr;
    QWidget *m_content = nullptr, *m_loading = nullptr;
    ProgressLine* m_progress = nullptr;
    SamplesView* m_samples = nullptr;
    Card* m_balanceCard = nullptr;
    StackedBars* m_balance = nullptr;
    NetworkCard* m_network = nullptr;
    SplitPanel* m_split = nullptr;
    PreparationPanel* m_preparation = nullptr;
    QWidget* m_optionsBox = nullptr;
    SectionHeader* m_optionsTitle = nullptr;
    SourceForm* m_options = nullptr;
    QTimer m_loadingDelay;
    DatasetPtr m_shown;                               ///< what the middle shows
    std::shared_ptr<const DataFigures> m_figures;     ///< of m_shown, null while counted
    QPointer<class Job> m_counting;
    std::uint64_t m_countGeneration = 0;
};

} // namespace nodegrad
