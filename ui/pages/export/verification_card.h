#pragma once
// What the other engine made of an exported file.

#include "ui/pages/export/export_work.h"
#include "ui/widgets/card.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace nodegrad {

class HistogramChart;

class VerificationCard : public Card {
    Q_OBJECT
public:
    explicit VerificationCard(QWidget* parent = nullptr);
    /// Shows a report, why there is none, or that the file was not checked.
    void setFile(const ExportedFile& file);
    void setBusy(bool busy);

signals:
    void checkAgainClicked();
    void openFolderClicked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showGlyph();
    void showRows(const VerificationReport& report);
    void showDifferences(const VerificationReport& report);
    ExportedFile m_file;
    QLabel *m_glyph, *m_title, *m_sentence, *m_chartTitle, *m_chartNote;
    QWidget *m_details, *m_rowsBox, *m_chartBox;
    QGridLayout* m_rows;
    HistogramChart* m_chart;
    QPushButton *m_copy, *m_again, *m_folder;
};

} // namespace nodegrad
