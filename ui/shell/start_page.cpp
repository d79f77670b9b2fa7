#include "ui/shell/start_page.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include "core/project/examples.h"
#include "core/project/reference_models.h"
#include "ui/language/core_text.h"
#include "ui/shell/settings.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/card.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr int kColumns = 3, kMostRecent = 5;
constexpr int kContentWidth = 960;

class IconLabel : public QLabel {
public:
    explicit IconLabel(QString name) : m_name(std::move(name)) { setFixedSize(24, 24); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintIcon(painter, QRectF(rect()), m_name, theme().categoryColor(m_name));
    }

private:
    QString m_name;
};

Card* exampleCard(const ProjectExample& example)
{
    auto* card = new Card;
    card->setClickable(true);
    card->setAccessibleName(coreText(example.title));
    card->setObjectName(QStringLiteral("example.") + QString::fromStdString(example.id));
    auto* head = new QHBoxLayout;
    head->addWidget(new IconLabel(QString::fromStdString(example.icon)));
    auto* title = makeLabel(coreText(example.title), TextStyle::NodeTitle);
    title->setWordWrap(true);
    head->addWidget(title, 1);
    card->body()->addLayout(head);
    auto* summary = makeLabel(coreText(example.summary), TextStyle::Caption, Role::TextMuted);
    summary->setWordWrap(true);
    card->body()->addWidget(summary);
    auto* lesson = makeLabel(coreText(example.lesson));
    lesson->setWordWrap(true);
    card->body()->addWidget(lesson);
    card->body()->addStretch();
    return card;
}

Card* modelCard(const ReferenceModel& model)
{
    auto* card = new Card;
    card->setClickable(true);
    card->setAccessibleName(coreText(model.title));
    card->setObjectName(QStringLiteral("model.") + QString::fromStdString(model.id));
    card->setToolTip(coreText(model.lesson));
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(coreText(model.title), TextStyle::NodeTitle), 1);
    head->addWidget(makeLabel(shortCountText(static_cast<double>(model.parameters)), TextStyle::Caption, Role::TextMuted));
    card->body()->addLayout(head);
    auto* summary = makeLabel(coreText(model.summary));
    summary->setWordWrap(true);
    card->body()->addWidget(summary);
    auto* source = makeLabel(QString::fromStdString(model.source), TextStyle::Caption, Role::TextMuted);
    source->setWordWrap(true);
    card->body()->addWidget(source);
    card->body()->addStretch();
    return card;
}

} // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent)
{
    setSurface(this, Role::Window);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    outer->addWidget(scroll);
    auto* page = new QWidget;
    setSurface(page, Role::Window);
    scroll->setWidget(page);
    auto* centred = new QHBoxLayout(page);
    auto* content = new QWidget;
    content->setMaximumWidth(kContentWidth);
    centred->addStretch();
    centred->addWidget(content, 100);
    centred->addStretch();

    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(24, 32, 24, 24);
    layout->setSpacing(12);
    m_banner = new InlineBanner(Tone::Warning, tr("There are unsaved changes of a project without a file from the last time."));
    m_banner->setObjectName(QStringLiteral("start.left"));
    auto* recover = m_banner->addAction(tr("Recover changes"), true);
    auto* remove = m_banner->addAction(tr("Delete them"));
    layout->addWidget(m_banner);
    layout->addWidget(makeLabel(tr("Build a network."), TextStyle::Display));
    layout->addWidget(makeLabel(tr("Pick an example that is ready to train, or begin with an empty canvas. Everything stays on this computer."), TextStyle::Body, Role::TextMuted));
    auto* buttons = new QHBoxLayout;
    auto* empty = makeButton(tr("Empty project"), ButtonKind::Primary, QStringLiteral("add"));
    empty->setObjectName(QStringLiteral("start.new"));
    auto* open = makeButton(tr("Open…"), ButtonKind::Normal, QStringLiteral("folder"));
    m_back = makeButton(tr("Back to the project"), ButtonKind::Quiet, QStringLiteral("close"));
    buttons->addWidget(empty);
    buttons->addWidget(open);
    buttons->addStretch();
    buttons->addWidget(m_back);
    layout->addLayout(buttons);
    m_recent = new QWidget;
    m_recent->setObjectName(QStringLiteral("start.recent"));
    auto* recent = new QVBoxLayout(m_recent);
    recent->setContentsMargins(0, 12, 0, 0);
    recent->setSpacing(2);
    layout->addWidget(m_recent);
    layout->addSpacing(12);
    layout->addWidget(makeLabel(tr("Examples"), TextStyle::Heading));
    auto* grid = new QGridLayout;
    grid->setSpacing(measure::cardGap);
    int index = 0;
    for (const ProjectExample& example : projectExamples()) {
        Card* card = exampleCard(example);
        const QString id = QString::fromStdString(example.id);
        connect(card, &Card::clicked, this, [this, id] { emit exampleChosen(id); });
        grid->addWidget(card, index / kColumns, index % kColumns);
        ++index;
    }
    for (int column = 0; column < kColumns; ++column)
        grid->setColumnStretch(column, 1);
    layout->addLayout(grid);
    layout->addSpacing(12);
    layout->addWidget(makeLabel(tr("Known networks"), TextStyle::Heading));
    layout->addWidget(makeLabel(tr("To look inside, to count and to change. They come without data and without trained weights."), TextStyle::Body, Role::TextMuted));
    auto* models = new QGridLayout;
    models->setSpacing(measure::cardGap);
    index = 0;
    for (const ReferenceModel& model : referenceModels()) {
        Card* card = modelCard(model);
        const QString id = QString::fromStdString(model.id);
        connect(card, &Card::clicked, this, [this, id] { emit exampleChosen(id); });
        models->addWidget(card, index / kColumns, index % kColumns);
        ++index;
    }
    for (int column = 0; column < kColumns; ++column)
        models->setColumnStretch(column, 1);
    layout->addLayout(models);
    layout->addStretch();

    connect(recover, &QPushButton::clicked, this, [this] { emit leftChosen(LeftProject(m_left.front())); });
    connect(remove, &QPushButton::clicked, this, [this] {
        UntitledFolder(m_left.front().file).remove();
        showLeft();
    });
    connect(empty, &QPushButton::clicked, this, &StartPage::newChosen);
    connect(open, &QPushButton::clicked, this, &StartPage::openChosen);
    connect(m_back, &QPushButton::clicked, this, &StartPage::closed);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &StartPage::closed);
    refresh();
}

void StartPage::showLeft()
{
    m_left = leftProjects();
    m_banner->setVisible(!m_left.empty());
    if (!m_left.empty())
        m_banner->setText(tr("%n layer(s)", nullptr, static_cast<int>(m_left.front().project.graph.root().nodes.size())) + QStringLiteral(", ") +
                          tr("%n run(s)", nullptr, static_cast<int>(m_left.front().runs)));
}

void StartPage::refresh(bool hasProject)
{
    m_back->setVisible(hasProject);
    showLeft();
    auto* layout = static_cast<QVBoxLayout*>(m_recent->layout());
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const QStringList files = recentFiles().mid(0, kMostRecent); // the menu has them all
    m_recent->setVisible(!files.isEmpty());
    if (files.isEmpty())
        return;
    layout->addWidget(makeLabel(tr("Recent"), TextStyle::Heading));
    for (const QString& file : files) {
        auto* button = makeButton(QFileInfo(file).completeBaseName() + QStringLiteral("   ") + QFileInfo(file).absolutePath(), ButtonKind::Quiet, QStringLiteral("file"));
        button->setToolTip(file);
        connect(button, &QPushButton::clicked, this, [this, file] { emit recentChosen(file); });
        auto* row = new QHBoxLayout;
        row->addWidget(button);
        row->addStretch();
        auto* box = new QWidget;
        box->setLayout(row);
        row->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(box);
    }
}

} // namespace nodegrad
