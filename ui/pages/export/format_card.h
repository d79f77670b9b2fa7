#pragma once
// One export format: what it is, whether this network can be written in it, and the button that does it.

#include "core/exporters/exporter.h"
#include "ui/widgets/card.h"

class QLabel;
class QPushButton;

namespace nodegrad {

class FormatCard : public Card {
    Q_OBJECT
public:
    explicit FormatCard(const Exporter& exporter, QWidget* parent = nullptr);
    const Exporter& exporter() const { return m_exporter; }
    void setCheck(const ExportCheck& check);
    bool isPossible() const { return m_check.possible; }
    /// "137 KB of weights".
    void setSizeText(const QString& text);
    void setBusy(bool busy); ///< an export is under way: no other starts

signals:
    void exportClicked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showState();
    const Exporter& m_exporter;
    ExportCheck m_check;
    bool m_busy = false;
    QLabel *m_glyph, *m_state, *m_note, *m_size;
    QPushButton* m_export;
};

} // namespace nodegrad
