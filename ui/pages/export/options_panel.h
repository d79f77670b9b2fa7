#pragma once
// The options of the chosen format, where the file goes, how it is used, and the button that writes it.

#include <filesystem>

#include <QWidget>

#include "core/exporters/exporter.h"
#include "ui/pages/export/usage_code.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace nodegrad {

class Job;
class ParamForm;
class ProgressLine;
class SectionHeader;
class SegmentedControl;
class Switch;

class OptionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit OptionsPanel(QWidget* parent = nullptr);
    void setExporter(const Exporter& exporter, const ParamValues& options, const std::filesystem::path& path);
    /// What "Use it" is written from; null: nothing can be exported.
    void setRequest(std::shared_ptr<const ExportRequest> request, bool isPossible);
    /// Progress and cancel in place of the button until the job ends.
    void showJob(Job* job);
    std::filesystem::path path() const;
    /// Asks for a place; false when the user gave none.
    bool choosePath();
    bool verifies() const;

signals:
    void optionChanged(const std::string& id, const nodegrad::ParamValue& value);
    void pathChanged();
    void exportClicked();

private:
    void showUsualNames();      ///< what an empty field of names means
    void showCode();
    void showButton();
    const Exporter* m_exporter = nullptr;
    std::shared_ptr<const ExportRequest> m_request;
    bool m_possible = false;
    SectionHeader* m_header;
    ParamForm* m_form;
    QLabel *m_noOptions, *m_jobText;
    Switch* m_verify;
    QLineEdit* m_path;
    SegmentedControl* m_language;
    QPlainTextEdit* m_code;
    QPushButton *m_export, *m_cancel;
    QWidget* m_jobBox;
    ProgressLine* m_progress;
};

} // namespace nodegrad
