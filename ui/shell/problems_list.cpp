#include "ui/shell/problems_list.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "core/lowering/by_severity.h"
#include "ui/language/core_text.h"
#include "ui/session/session.h"
#include "ui/theme/styling.h"
#include "ui/widgets/inline_banner.h"

namespace nodegrad {

namespace {

constexpr int kWidth = 460, kHeight = 360;

Tone toneOf(Severity severity)
{
    return severity == Severity::Error ? Tone::Danger : severity == Severity::Warning ? Tone::Warning : Tone::Info;
}

} // namespace

bool lacksData(const Session& session)
{
    return session.project().data.source.empty() && !session.project().graph.root().nodes.empty();
}

ProblemsList::ProblemsList(const PageContext& context, QWidget* parent) : QFrame(parent, Qt::Popup), m_context(context)
{
    setFrameShape(QFrame::Box);
    setAccessibleName(tr("Problems"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 1, 1, 1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    outer->addWidget(scroll);
    auto* content = new QWidget;
    setSurface(content, Role::Panel);
    scroll->setWidget(content);
    m_rows = new QVBoxLayout(content);
    m_rows->setSpacing(8);
    connect(context.session, &Session::designChanged, this, [this] {
        if (isVisible())
            fill();
    });
}

void ProblemsList::openAt(const QPoint& at)
{
    fill();
    resize(kWidth, kHeight);
    move(at.x(), at.y() - height());
    show();
}

void ProblemsList::fill()
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const auto design = m_context.session->design();
    for (const Diagnostic* problem : bySeverity(design->lowered->diagnostics)) {
        const Diagnostic& diagnostic = *problem;
        auto* banner = new InlineBanner(toneOf(diagnostic.severity), messageText(diagnostic.error), hintText(diagnostic.error));
        for (const Fix& fix : diagnostic.fixes) {
            auto* button = banner->addAction(coreText(fix.title), true);
            connect(button, &QPushButton::clicked, this, [this, diagnostic, fix] {
                if (fix.action == Fix::Action::ConnectData) {
                    hide();
                    m_context.showPage(PageId::Data);
                    return;
                }
                auto fixed = applyFix(m_context.session->project().graph, diagnostic, fix);
                if (fixed)
                    m_context.session->applyGraph(std::move(*fixed), coreText(fix.title));
                else
                    m_context.notify(sentenceText(fixed.error()));
            });
        }
        if (!diagnostic.node.empty()) {
            auto* show = banner->addAction(tr("Show it"));
            connect(show, &QPushButton::clicked, this, [this, node = QString::fromStdString(diagnostic.node)] {
                hide();
                emit nodeChosen(node);
            });
        }
        m_rows->addWidget(banner);
    }
    if (design->lowered->errorCount() == 0 && lacksData(*m_context.session)) {
        auto* banner = new InlineBanner(Tone::Info, tr("The design has no data yet."), tr("Choose data that fit its input, then it can be trained."));
        connect(banner->addAction(tr("Go to Data"), true), &QPushButton::clicked, this, [this] {
            hide();
            m_context.showPage(PageId::Data);
        });
        m_rows->addWidget(banner);
    }
    if (m_rows->count() == 0)
        m_rows->addWidget(makeLabel(tr("No problems. The design can be trained."), TextStyle::Body, Role::TextMuted));
    m_rows->addStretch();
}

} // namespace nodegrad
