#include "ui/pages/export/format_card.h"

#include <cctype>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/language/core_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

namespace nodegrad {

namespace {

constexpr int kBadgeWidth = 28, kBadgeHeight = 36, kDogEar = 9, kLeastHeight = 176;

/// A sheet with a dog-ear and two letters.
class FileBadge : public QWidget {
public:
    explicit FileBadge(QString letters) : m_letters(std::move(letters)) { setFixedSize(kBadgeWidth, kBadgeHeight); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        QPainterPath sheet;
        sheet.moveTo(box.topLeft());
        sheet.lineTo(box.right() - kDogEar, box.top());
        sheet.lineTo(box.right(), box.top() + kDogEar);
        sheet.lineTo(box.bottomRight());
        sheet.lineTo(box.bottomLeft());
        sheet.closeSubpath();
        painter.setPen(QPen(theme()(Role::ControlBorder), 1));
        painter.setBrush(theme()(Role::Raised));
        painter.drawPath(sheet);
        painter.drawPolyline(QPolygonF({QPointF(box.right() - kDogEar, box.top()), QPointF(box.right() - kDogEar, box.top() + kDogEar),
                                        QPointF(box.right(), box.top() + kDogEar)}));
        painter.setPen(theme()(Role::Text));
        QFont face = textFont(TextStyle::BodyStrong);
        face.setPixelSize(11);
        painter.setFont(face);
        painter.drawText(rect().adjusted(0, kDogEar + 4, 0, -2), Qt::AlignCenter, m_letters);
    }

private:
    QString m_letters;
};

/// "TorchScript" -> "TS", "ONNX" -> "ON".
QString initials(const std::string& title)
{
    std::string letters(1, static_cast<char>(std::toupper(static_cast<unsigned char>(title.at(0)))));
    for (std::size_t i = 1; i < title.size() && letters.size() < 2; ++i)
        if (std::isupper(static_cast<unsigned char>(title[i])) && std::islower(static_cast<unsigned char>(title[i - 1])))
            letters += title[i];
    if (letters.size() < 2 && title.size() > 1)
        letters += static_cast<char>(std::toupper(static_cast<unsigned char>(title[1])));
    return QString::fromStdString(letters);
}

} // namespace

FormatCard::FormatCard(const Exporter& exporter, QWidget* parent) : Card({}, parent), m_exporter(exporter)
{
    const QString title = coreText(exporter.title);
    setObjectName(QStringLiteral("export.card.") + QString::fromStdString(exporter.id));
    setAccessibleName(title);
    setClickable(true);
    setMinimumHeight(kLeastHeight);
    body()->setContentsMargins(16, 14, 14, 12);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(new FileBadge(initials(exporter.title)), 0, Qt::AlignTop);
    auto* names = new QVBoxLayout;
    names->setSpacing(1);
    names->addWidget(makeLabel(title, TextStyle::Heading));
    auto* extension = makeLabel(exporter.extension.empty() ? tr("a folder") : QString::fromStdString(exporter.extension), TextStyle::Caption, Role::TextMuted);
    extension->setFont(monoFont(TextStyle::Caption));
    names->addWidget(extension);
    head->addLayout(names, 1);
    m_glyph = new QLabel;
    m_state = makeLabel({});
    m_state->setObjectName(QStringLiteral("export.state.") + QString::fromStdString(exporter.id));
    auto* state = new QHBoxLayout;
    state->setSpacing(6);
    state->addWidget(m_glyph);
    state->addWidget(m_state);
    head->addLayout(state);
    head->setAlignment(state, Qt::AlignTop | Qt::AlignRight);
    body()->addLayout(head);
    auto* summary = makeLabel(coreText(exporter.summary));
    summary->setWordWrap(true);
    body()->addWidget(summary);
    m_note = makeLabel({}, TextStyle::Body, Role::TextMuted);
    m_note->setWordWrap(true);
    body()->addWidget(m_note);
    body()->addStretch(1);
    auto* foot = new QHBoxLayout;
    m_size = makeLabel({}, TextStyle::Body, Role::TextMuted);
    foot->addWidget(m_size, 1);
    m_export = makeButton(tr("Export…"));
    m_export->setObjectName(QStringLiteral("export.write.") + QString::fromStdString(exporter.id));
    m_export->setAccessibleName(tr("Export %1").arg(title));
    setSmall(m_export);
    foot->addWidget(m_export);
    body()->addLayout(foot);
    connect(m_export, &QPushButton::clicked, this, &FormatCard::exportClicked);
    showState();
}

void FormatCard::setCheck(const ExportCheck& check)
{
    m_check = check;
    m_note->setText(coreText(check.note));
    showState();
}

void FormatCard::setSizeText(const QString& text)
{
    m_size->setText(text);
}

void FormatCard::setBusy(bool busy)
{
    m_busy = busy;
    showState();
}

void FormatCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState();
}

void FormatCard::showState()
{
    const Role role = !m_check.possible ? Role::Danger : m_check.isPartial ? Role::Warning : Role::Success;
    const QString text = !m_check.possible ? tr("Not possible") : m_check.isPartial ? tr("With a note") : tr("Ready");
    const QString glyph = !m_check.possible ? QStringLiteral("error-x") : m_check.isPartial ? QStringLiteral("warning") : QStringLiteral("check-circle");
    m_glyph->setPixmap(icon(glyph, role).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_state->setText(text);
    setTextRole(m_state, role);
    m_export->setEnabled(m_check.possible && !m_busy);
    m_export->setToolTip(!m_check.possible ? coreText(m_check.note)
                         : m_busy          ? tr("Another file is being written.")
                                           : tr("Choose a place and write the file"));
    setAccessibleDescription(text + QStringLiteral(". ") + m_note->text());
}

} // namespace nodegrad
