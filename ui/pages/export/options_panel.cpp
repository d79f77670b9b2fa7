#include "ui/pages/export/options_panel.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/forms/param_form.h"
#include "ui/language/core_text.h"
#include "ui/session/background.h"
#include "ui/theme/styling.h"
#include "ui/widgets/progress_ring.h"
#include "ui/widgets/section_header.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

namespace nodegrad {

namespace {

constexpr int kLabelWidth = 136, kCodeLines = 12, kMargin = 14;

} // namespace

OptionsPanel::OptionsPanel(QWidget* parent) : QWidget(parent)
{
    setFixedWidth(measure::exportOptions);
    setSurface(this, Role::Panel, LeftSide);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    outer->setSpacing(0);
    m_header = new SectionHeader(tr("Options"));
    m_header->setFixedHeight(measure::pageToolbar);
    outer->addWidget(m_header);
    outer->addWidget(makeSeparator(Qt::Horizontal));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    outer->addWidget(scroll, 1);
    auto* content = new QWidget;
    setSurface(content, Role::Panel);
    scroll->setWidget(content);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(kMargin, 10, kMargin, 12);
    layout->setSpacing(8);

    m_form = new ParamForm;
    m_form->setLabelWidth(kLabelWidth);
    layout->addWidget(m_form);
    m_noOptions = makeLabel(tr("This format has no options."), TextStyle::Body, Role::TextMuted);
    layout->addWidget(m_noOptions);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    m_verify = new Switch(tr("Verify after export"));
    m_verify->setChecked(true);
    m_verify->setObjectName(QStringLiteral("export.verify"));
    m_verify->setToolTip(tr("Runs the file in another program on samples of the test part and compares the answers."));
    layout->addWidget(m_verify);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    auto* place = new QHBoxLayout;
    place->setSpacing(6);
    m_path = new QLineEdit;
    m_path->setObjectName(QStringLiteral("export.path"));
    m_path->setAccessibleName(tr("File to write"));
    m_path->setPlaceholderText(tr("File to write"));
    auto* browseButton = makeIconButton(QStringLiteral("folder"), tr("Choose where the file goes"));
    place->addWidget(m_path, 1);
    place->addWidget(browseButton);
    layout->addLayout(place);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    auto* use = new QHBoxLayout;
    use->setSpacing(6);
    use->addWidget(makeLabel(tr("Use it"), TextStyle::BodyStrong));
    use->addStretch();
    auto* copy = makeIconButton(QStringLiteral("copy"), tr("Copy the code"));
    use->addWidget(copy);
    m_language = new SegmentedControl;
    m_language->setSmall(true);
    m_language->setSegments({tr("Python"), tr("C++")});
    m_language->setAccessibleName(tr("Language of the example"));
    m_language->setCurrentIndex(0);
    use->addWidget(m_language);
    layout->addLayout(use);
    m_code = new QPlainTextEdit;
    m_code->setReadOnly(true);
    m_code->setTabChangesFocus(true);
    m_code->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_code->setFont(monoFont(TextStyle::Caption));
    m_code->setObjectName(QStringLiteral("export.code"));
    m_code->setAccessibleName(tr("Code that runs the file"));
    m_code->setMinimumHeight(QFontMetrics(monoFont(TextStyle::Caption)).lineSpacing() * kCodeLines + 24);
    layout->addWidget(m_code, 1);

    auto* foot = new QWidget;
    auto* footLayout = new QVBoxLayout(foot);
    footLayout->setContentsMargins(kMargin, 12, kMargin, 12);
    m_export = makeButton(tr("Export"), ButtonKind::Primary);
    m_export->setObjectName(QStringLiteral("export.start"));
    footLayout->addWidget(m_export);
    m_jobBox = new QWidget;
    auto* job = new QVBoxLayout(m_jobBox);
    job->setContentsMargins(0, 0, 0, 0);
    job->setSpacing(6);
    auto* jobRow = new QHBoxLayout;
    m_jobText = makeLabel({}, TextStyle::Body, Role::TextMuted);
    m_cancel = makeButton(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("export.cancel"));
    setSmall(m_cancel);
    jobRow->addWidget(m_jobText, 1);
    jobRow->addWidget(m_cancel);
    job->addLayout(jobRow);
    m_progress = new ProgressLine;
    job->addWidget(m_progress);
    m_jobBox->hide();
    footLayout->addWidget(m_jobBox);
    outer->addWidget(makeSeparator(Qt::Horizontal));
    outer->addWidget(foot);

    connect(m_form, &ParamForm::committed, this, &OptionsPanel::optionChanged);
    connect(m_verify, &Switch::toggled, this, &OptionsPanel::showButton);
    connect(m_path, &QLineEdit::textChanged, this, [this] {
        showCode();
        showButton();
        emit pathChanged();
    });
    connect(browseButton, &QToolButton::clicked, this, &OptionsPanel::choosePath);
    connect(m_language, &SegmentedControl::currentChanged, this, &OptionsPanel::showCode);
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_code->toPlainText()); });
    connect(m_export, &QPushButton::clicked, this, &OptionsPanel::exportClicked);
}

void OptionsPanel::setExporter(const Exporter& exporter, const ParamValues& options, const std::filesystem::path& path)
{
    m_exporter = &exporter;
    m_header->setTitle(tr("%1 options").arg(coreText(exporter.title)));
    m_form->setVisible(!exporter.options.empty());
    m_noOptions->setVisible(exporter.options.empty());
    m_form->setParams(exporter.options);
    m_form->setValues(options);
    const QString reason = whyNoUsageCode(exporter, UsageLanguage::Cpp);
    if (!reason.isEmpty())
        m_language->setCurrentIndex(0);
    m_language->setSegmentEnabled(1, reason.isEmpty(), reason);
    m_path->setText(QString::fromStdString(path.string()));
    m_path->setCursorPosition(static_cast<int>(m_path->text().size()));
    showCode();
    showButton();
}

void OptionsPanel::setRequest(std::shared_ptr<const ExportRequest> request, bool isPossible)
{
    m_request = std::move(request);
    m_possible = isPossible;
    showUsualNames();
    showCode();
    showButton();
}

void OptionsPanel::showUsualNames()
{
    const auto show = [this](const char* param, const std::string& name, std::size_t count) {
        if (auto* field = m_form->findChild<QLineEdit*>(QStringLiteral("param.") + QLatin1String(param)))
            field->setPlaceholderText(count == 1 ? QString::fromStdString(name) : tr("as in the design"));
    };
    if (!m_request)
        return;
    show("input_name", m_request->inputName, m_request->program->inputs.size());
    show("output_name", m_request->outputName, m_request->program->outputs.size());
}

void OptionsPanel::showJob(Job* job)
{
    m_jobText->setText(job->title());
    m_progress->setVisible(false);
    m_jobBox->show();
    m_export->hide();
    connect(m_cancel, &QPushButton::clicked, job, &Job::cancel);
    connect(job, &Job::progressed, this, [this](double share, const QString& what) {
        if (!what.isEmpty())
            m_jobText->setText(m_jobText->fontMetrics().elidedText(what, Qt::ElideMiddle, m_jobText->width()));
        m_progress->setVisible(share >= 0);
        m_progress->setProgress(share);
    });
    connect(job, &Job::finished, this, [this] {
        m_jobBox->hide();
        m_export->show();
        m_export->setFocus();
    });
}

std::filesystem::path OptionsPanel::path() const
{
    return m_path->text().trimmed().toStdString();
}

bool OptionsPanel::verifies() const
{
    return m_verify->isChecked();
}

bool OptionsPanel::choosePath()
{
    if (!m_exporter)
        return false;
    const QString suffix = QString::fromStdString(m_exporter->extension);
    const QString title = tr("Export %1").arg(coreText(m_exporter->title));
    QString chosen = QFileDialog::getSaveFileName(this, title, m_path->text(), suffix.isEmpty() ? QString() : QStringLiteral("%1 (*%2)").arg(coreText(m_exporter->title), suffix),
                                                  nullptr, QFileDialog::DontConfirmOverwrite);
    if (chosen.isEmpty())
        return false;
    if (!suffix.isEmpty() && !chosen.endsWith(suffix, Qt::CaseInsensitive))
        chosen += suffix;
    m_path->setText(chosen);
    return true;
}

void OptionsPanel::showCode()
{
    if (!m_exporter || !m_request) {
        m_code->clear();
        return;
    }
    const auto language = m_language->currentIndex() == 1 ? UsageLanguage::Cpp : UsageLanguage::Python;
    const QString code = usageCode(*m_exporter, *m_request, path(), language);
    if (code != m_code->toPlainText())
        m_code->setPlainText(code);
}

void OptionsPanel::showButton()
{
    if (!m_exporter)
        return;
    const QString title = coreText(m_exporter->title);
    m_export->setText(m_verify->isChecked() ? tr("Export %1 and verify").arg(title) : tr("Export %1").arg(title));
    m_export->setEnabled(m_request && m_possible && !m_path->text().trimmed().isEmpty());
}

} // namespace nodegrad
