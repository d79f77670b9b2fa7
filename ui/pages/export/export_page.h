#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <QPointer>
#include <QWidget>

#include "ui/pages/export/export_work.h"
#include "ui/session/page_context.h"

class QGridLayout;

namespace nodegrad {

class EmptyState;
class FormatCard;
class InlineBanner;
class Job;
class ModelBar;
class OptionsPanel;
class VerificationCard;

/// The Export page. Reads the session, hands it new projects; owns nothing of it.
class ExportPage : public QWidget {
    Q_OBJECT
public:
    explicit ExportPage(const PageContext& context, QWidget* parent = nullptr);
    ~ExportPage() override;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeContent();
    void askForModel();                 ///< the newest run's best weights when none are shown yet
    void modelChanged();
    void showEmpty();
    void checkFormats();                ///< asks every exporter, in a worker
    void select(const Exporter& exporter);
    void refreshRequest();
    std::shared_ptr<const ExportRequest> requestWith(const Exporter& exporter) const;
    std::filesystem::path pathFor(const Exporter& exporter) const;
    void startExport();
    void runJob(Job* job);
    void finished(const ExportedFile& file);
    void showProblem(const Error& error);
    void setBusy(bool busy);
    void arrange();

    PageContext m_context;
    ModelBar* m_bar;
    OptionsPanel* m_options;
    EmptyState* m_empty;
    QWidget *m_body, *m_gridBox;
    QGridLayout* m_grid;
    InlineBanner* m_banner;
    VerificationCard* m_verification;
    std::vector<FormatCard*> m_cards;
    const Exporter* m_selected = nullptr;
    std::map<std::string, ParamValues> m_optionValues;       ///< by exporter
    std::map<std::string, std::filesystem::path> m_paths;    ///< chosen by the user, by exporter
    std::map<std::string, ExportCheck> m_checks;
    std::shared_ptr<const ShownModel> m_model;
    std::shared_ptr<const ExportRequest> m_base;             ///< of the model, with samples when they are known
    QPointer<Job> m_testing, m_working;
    std::optional<ExportedFile> m_last;
    std::uint64_t m_generation = 0, m_checkGeneration = 0;
    std::string m_asked;                                     ///< run that askForModel() asked for
    bool m_selecting = false;
};

} // namespace nodegrad
