#include "ui/pages/export/export_page.h"

#include <QDesktopServices>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

#include "core/project/project_parts.h"
#include "ui/language/core_text.h"
#include "ui/pages/export/format_card.h"
#include "ui/pages/export/model_bar.h"
#include "ui/pages/export/options_panel.h"
#include "ui/pages/export/verification_card.h"
#include "ui/session/background.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr int kThreeColumnsFrom = 840; ///< width of the cards' area

double weightBytes(const StateDict& state)
{
    double bytes = 0;
    for (const auto& [key, tensor] : state)
        bytes += static_cast<double>(tensor.byteSize());
    return bytes;
}

} // namespace

ExportPage::ExportPage(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setSurface(this, Role::Window);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_empty = new EmptyState(tr("Nothing to export yet."), tr("A finished or paused run is enough."));
    m_empty->setIconName(QStringLiteral("export"));
    connect(m_empty->addButton(tr("Go to Train")), &QPushButton::clicked, this, [this] { m_context.showPage(PageId::Train); });
    outer->addWidget(m_empty);
    m_body = new QWidget;
    outer->addWidget(m_body);
    auto* columns = new QHBoxLayout(m_body);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    m_bar = new ModelBar(context);
    left->addWidget(m_bar);
    left->addWidget(makeContent(), 1);
    columns->addLayout(left, 1);
    m_options = new OptionsPanel;
    columns->addWidget(m_options);

    connect(m_options, &OptionsPanel::optionChanged, this, [this](const std::string& id, const ParamValue& value) {
        m_optionValues[m_selected->id].set(id, value);
        refreshRequest();
        checkFormats();
    });
    connect(m_options, &OptionsPanel::pathChanged, this, [this] {
        if (!m_selecting)
            m_paths[m_selected->id] = m_options->path();
    });
    connect(m_options, &OptionsPanel::exportClicked, this, &ExportPage::startExport);
    connect(context.runs, &RunController::modelChanged, this, &ExportPage::modelChanged);
    connect(context.runs, &RunController::runsChanged, this, &ExportPage::askForModel);
    connect(context.session, &Session::projectReplaced, this, [this] {
        m_paths.clear();
        m_asked.clear();
        m_last.reset();
        m_verification->hide();
        m_banner->hide();
    });
    select(exporters().front());
    modelChanged();
}

ExportPage::~ExportPage()
{
    if (m_testing)
        m_testing->cancel();
    if (m_working)
        m_working->cancel();
}

QWidget* ExportPage::makeContent()
{
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    setSurface(content, Role::Window);
    scroll->setWidget(content);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 0, measure::pageMargin, measure::pageMargin);
    layout->setSpacing(measure::cardGap + 2);
    m_banner = new InlineBanner(Tone::Danger);
    m_banner->setObjectName(QStringLiteral("export.problem"));
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_gridBox = new QWidget;
    m_grid = new QGridLayout(m_gridBox);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(measure::cardGap + 2);
    for (const Exporter& exporter : exporters()) {
        auto* card = new FormatCard(exporter);
        card->setFocusPolicy(Qt::StrongFocus);
        connect(card, &Card::clicked, this, [this, &exporter] { select(exporter); });
        connect(card, &FormatCard::exportClicked, this, [this, &exporter] {
            select(exporter);
            if (m_options->choosePath())
                startExport();
        });
        m_cards.push_back(card);
    }
    layout->addWidget(m_gridBox);
    m_verification = new VerificationCard;
    m_verification->hide();
    layout->addWidget(m_verification);
    layout->addStretch();
    connect(m_verification, &VerificationCard::checkAgainClicked, this, [this] {
        if (!m_last || m_working)
            return;
        auto again = *m_last;
        if (again.request->samples.empty() && m_base && m_base->program == again.request->program) {
            auto request = *again.request; // the samples arrived after the file was written
            request.samples = m_base->samples;
            again.request = std::make_shared<const ExportRequest>(std::move(request));
        }
        runJob(Job::start(this, tr("Check %1").arg(QString::fromStdString(again.path.filename().string())),
                          [again](const Task& task) { return checkFile(again, task); }, [this](const ExportedFile& file) { finished(file); }));
    });
    connect(m_verification, &VerificationCard::openFolderClicked, this, [this] {
        if (!m_last)
            return;
        const QString folder = QString::fromStdString(m_last->path.parent_path().string());
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
            m_context.notify(tr("No file manager answered. The file lies in %1.").arg(folder));
    });
    return scroll;
}

void ExportPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    arrange();
    askForModel();
    if (m_model != m_context.runs->shownModel())
        modelChanged();
}

void ExportPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ExportPage::arrange()
{
    const int columns = width() - measure::exportOptions >= kThreeColumnsFrom ? 3 : 2;
    for (FormatCard* card : m_cards)
        m_grid->removeWidget(card);
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    int index = 0;
    for (FormatCard* card : m_cards) {
        m_grid->addWidget(card, index / columns, index % columns);
        ++index;
    }
}

void ExportPage::askForModel()
{
    showEmpty();
    if (!isVisible() || m_context.runs->shownModel())
        return;
    const auto& runs = m_context.runs->runs();
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const bool best = hasCheckpoint(run->folder, "best");
        if (!best && !hasCheckpoint(run->folder, "last"))
            continue;
        if (m_asked != run->id) {
            m_asked = run->id;
            m_context.runs->showModel(run->id, best ? "best" : "last");
        }
        return;
    }
}

void ExportPage::showEmpty()
{
    const bool empty = !m_context.runs->shownModel();
    m_empty->setVisible(empty);
    m_body->setVisible(!empty);
}

void ExportPage::modelChanged()
{
    showEmpty();
    if (!isVisible())
        return;
    m_model = m_context.runs->shownModel();
    if (m_testing)
        m_testing->cancel();
    const std::uint64_t generation = ++m_generation;
    m_base.reset();
    m_bar->setAccuracy({});
    if (!m_model) {
        refreshRequest();
        return;
    }
    const QString title = m_context.session->path().empty() ? QStringLiteral("network") : m_context.session->title();
    auto request = std::make_shared<ExportRequest>(requestFor(*m_model, title.toStdString()));
    m_base = request;
    const QString size = tr("%1 of weights").arg(bytesText(weightBytes(m_model->state)));
    for (FormatCard* card : m_cards)
        card->setSizeText(size);
    select(*m_selected);
    checkFormats();
    m_testing = Job::start(this, tr("Test the weights"),
        [model = m_model, loaded = m_context.session->data(), base = m_context.session->baseFolder()](const Task& task) { return testModel(*model, *loaded, base, task); },
        [this, generation](Result<TestedModel> tested) {
            if (generation != m_generation)
                return;
            m_testing.clear();
            if (!tested) {
                if (tested.error().code != "cancelled")
                    m_bar->setAccuracy(messageText(tested.error()));
                return;
            }
            m_base = std::make_shared<ExportRequest>(withTested(*m_base, *tested));
            m_bar->setAccuracy(coreText(tested->accuracy));
            checkFormats(); // the data make more possible
        });
    m_context.showJob(m_testing);
}

void ExportPage::checkFormats()
{
    if (!m_base)
        return;
    const std::uint64_t generation = ++m_checkGeneration;
    std::vector<std::shared_ptr<const ExportRequest>> requests;
    for (const Exporter& exporter : exporters())
        requests.push_back(requestWith(exporter));
    Job::start(this, tr("Check the formats"),
        [requests](const Task&) {
            std::map<std::string, ExportCheck> checks;
            for (std::size_t i = 0; i < requests.size(); ++i)
                checks[exporters()[i].id] = exporters()[i].check(*requests[i]);
            return checks;
        },
        [this, generation](std::map<std::string, ExportCheck> checks) {
            if (generation != m_checkGeneration)
                return;
            m_checks = std::move(checks);
            for (FormatCard* card : m_cards)
                card->setCheck(m_checks[card->exporter().id]);
            refreshRequest();
        });
}

std::shared_ptr<const ExportRequest> ExportPage::requestWith(const Exporter& exporter) const
{
    if (!m_base)
        return nullptr;
    auto request = std::make_shared<ExportRequest>(*m_base);
    if (const auto options = m_optionValues.find(exporter.id); options != m_optionValues.end())
        request->options = options->second;
    return request;
}

std::filesystem::path ExportPage::pathFor(const Exporter& exporter) const
{
    if (const auto chosen = m_paths.find(exporter.id); chosen != m_paths.end())
        return chosen->second;
    const bool saved = !m_context.session->path().empty();
    const std::filesystem::path folder = saved ? m_context.session->baseFolder()
                                               : std::filesystem::path(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation).toStdString());
    const std::string name = saved ? m_context.session->title().toStdString() : "network";
    return folder / "exports" / (name + (exporter.extension.empty() ? "-" + exporter.id : exporter.extension));
}

void ExportPage::select(const Exporter& exporter)
{
    m_selected = &exporter;
    m_selecting = true;
    m_options->setExporter(exporter, m_optionValues[exporter.id], pathFor(exporter));
    m_selecting = false;
    for (FormatCard* card : m_cards)
        card->setSelected(&card->exporter() == &exporter);
    refreshRequest();
}

void ExportPage::refreshRequest()
{
    const auto check = m_checks.find(m_selected->id);
    m_options->setRequest(requestWith(*m_selected), check == m_checks.end() || check->second.possible);
}

void ExportPage::startExport()
{
    if (m_working || !m_base)
        return;
    const Exporter& exporter = *m_selected;
    std::error_code problem;
    const std::filesystem::path path = std::filesystem::absolute(m_context.session->baseFolder() / m_options->path(), problem).lexically_normal();
    const Session& session = *m_context.session;
    if (isPartOfProject(path, session.project(), session.path(), session.runsFolder())) {
        showProblem(makeError("export.onto_project", {{"path", path.filename().string()}}));
        return;
    }
    if (std::filesystem::exists(path, problem)) {
        const QString name = QString::fromStdString(path.filename().string());
        QMessageBox question(QMessageBox::NoIcon, tr("Nodegrad"), tr("%1 exists.").arg(name), QMessageBox::NoButton, this);
        question.setTextFormat(Qt::PlainText);
        question.setInformativeText(std::filesystem::is_directory(path, problem) ? tr("Files of an earlier export in this folder are replaced; others stay.") : tr("The file is replaced by the new one."));
        QPushButton* replace = question.addButton(tr("Replace"), QMessageBox::AcceptRole);
        question.addButton(QMessageBox::Cancel);
        question.setDefaultButton(replace);
        question.exec();
        if (question.clickedButton() != replace)
            return;
    }
    m_banner->hide();
    m_verification->hide(); // it speaks of the file before
    const bool verify = m_options->verifies();
    runJob(Job::start(this, tr("Export %1").arg(coreText(exporter.title)),
        [&exporter, request = requestWith(exporter), path, verify, model = m_model, loaded = m_context.session->data(),
         base = m_context.session->baseFolder()](const Task& task) -> Result<ExportedFile> {
            auto complete = request;
            const bool needsData = verify || findParam(exporter.options, "training_script");
            if (needsData && request->samples.empty()) // not tested yet: a large data set is still being read
                if (const auto tested = testModel(*model, *loaded, base, task))
                    complete = std::make_shared<const ExportRequest>(withTested(*request, *tested));
            return exportFile(exporter, complete, path, verify, task);
        },
        [this](Result<ExportedFile> file) {
            if (file)
                finished(*file);
            else
                showProblem(file.error());
        }));
}

void ExportPage::runJob(Job* job)
{
    m_working = job;
    setBusy(true);
    m_options->showJob(job);
    m_context.showJob(job);
    connect(job, &Job::finished, this, [this] {
        m_working.clear();
        setBusy(false);
    });
}

void ExportPage::setBusy(bool busy)
{
    for (FormatCard* card : m_cards)
        card->setBusy(busy);
    m_verification->setBusy(busy);
}

void ExportPage::finished(const ExportedFile& file)
{
    m_last = file;
    m_verification->setFile(file);
    m_verification->show();
    const QString name = QString::fromStdString(file.path.filename().string());
    m_context.notify(!file.report ? tr("%1 is written.").arg(name) : file.report->passed ? tr("%1 is written and verified.").arg(name) : tr("%1 is written, but differs.").arg(name));
    if (file.report && !file.report->passed) {
        m_banner->setTone(Tone::Danger);
        m_banner->setTitle(tr("%1 does not give the same answers.").arg(name));
        m_banner->setText(tr("Do not use this file. The report below says what differs."));
        m_banner->show();
    }
}

void ExportPage::showProblem(const Error& error)
{
    if (error.code == "cancelled") {
        m_context.notify(tr("The export was cancelled. No file was written."));
        m_verification->setVisible(m_last.has_value());
        return;
    }
    m_banner->setTone(Tone::Danger);
    m_banner->setTitle(messageText(error));
    m_banner->setText(hintText(error));
    m_banner->show();
}

} // namespace nodegrad
