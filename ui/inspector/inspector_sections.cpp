// The parts of the inspector: made when another layer is selected.
#include "ui/inspector/inspector_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/layers/node_params.h"
#include "ui/inspector/layer_form.h"
#include "ui/inspector/training_rules.h"
#include "ui/language/core_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/elided_label.h"

namespace nodegrad {

namespace {

constexpr int kSide = 12;

/// The picture of a category in a raised tile.
class CategoryTile : public QWidget {
public:
    explicit CategoryTile(QString category) : m_category(std::move(category)) { setFixedSize(32, 32); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintBox(painter, rect(), measure::radiusTile, theme().color(Role::Raised), theme().color(Role::Border));
        paintIcon(painter, QRectF(7, 7, 18, 18), categoryIconName(m_category), theme().categoryColor(m_category));
    }

private:
    QString m_category;
};

/// A formula in a sunken box.
class FormulaBox : public QLabel {
public:
    explicit FormulaBox(const QString& formula) : QLabel(formula)
    {
        setFont(formulaFont(13));
        setWordWrap(true);
        setAlignment(Qt::AlignCenter);
        setContentsMargins(10, 10, 10, 10);
        setTextInteractionFlags(Qt::TextSelectableByMouse);
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintBox(painter, rect(), measure::radiusButton, theme().color(Role::Raised), theme().color(Role::Border));
        painter.end();
        QLabel::paintEvent(event);
    }
};

} // namespace

QVBoxLayout* InspectorPanel::addSection(const QString& title, QWidget* trailing)
{
    if (m_layout->count() > 0)
        m_layout->addWidget(makeSeparator(Qt::Horizontal));
    auto* box = new QVBoxLayout;
    box->setContentsMargins(kSide, 10, kSide, 10);
    box->setSpacing(8);
    if (!title.isEmpty()) {
        auto* head = new QHBoxLayout;
        head->addWidget(makeLabel(title, TextStyle::BodyStrong));
        head->addStretch();
        if (trailing)
            head->addWidget(trailing);
        box->addLayout(head);
    }
    m_layout->addLayout(box);
    return box;
}

void InspectorPanel::buildNothing()
{
    auto* label = makeLabel(tr("Select a layer to change it."), TextStyle::Body, Role::TextMuted);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setContentsMargins(kSide, 40, kSide, 0);
    m_layout->addWidget(label);
}

void InspectorPanel::buildOne(const Node& node)
{
    const LayerType* type = findLayer(node.type);
    const QString category = type ? QString::fromStdString(categoryId(type->category)) : QStringLiteral("composite");
    QVBoxLayout* head = addSection({});
    auto* titles = new QHBoxLayout;
    titles->setSpacing(10);
    titles->addWidget(new CategoryTile(category));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    m_heading = new ElidedLabel(m_editor->labelOf(node), TextStyle::Heading);
    words->addWidget(m_heading);
    m_subtitle = makeLabel({}, TextStyle::Caption, Role::TextMuted);
    words->addWidget(m_subtitle);
    titles->addLayout(words, 1);
    head->addLayout(titles);

    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    m_name = new QLineEdit;
    m_name->setAccessibleName(tr("Name"));
    m_name->setToolTip(tr("The name of the layer: part of the names of its weights. Letters, digits and _."));
    row->addWidget(m_name, 1);
    m_freeze = makeButton(tr("Freeze"), ButtonKind::Normal, QStringLiteral("freeze"));
    m_freeze->setCheckable(true);
    m_freeze->setToolTip(tr("Keep its weights as they are while training."));
    m_bypass = makeButton(tr("Bypass"), ButtonKind::Normal, QStringLiteral("bypass"));
    m_bypass->setCheckable(true);
    m_bypass->setToolTip(tr("Let the values pass through unchanged (D)."));
    for (QPushButton* button : {m_freeze, m_bypass}) {
        setSmall(button);
        row->addWidget(button);
    }
    // Where values enter and leave, there is nothing to freeze or to pass by.
    for (const char* end : {kInputType, kOutputType, kModuleInputType, kModuleOutputType})
        if (node.type == end) {
            m_freeze->hide();
            m_bypass->hide();
        }
    head->addLayout(row);
    m_nameProblem = makeLabel({}, TextStyle::Caption, Role::Danger);
    m_nameProblem->setWordWrap(true);
    m_nameProblem->hide();
    head->addWidget(m_nameProblem);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString& text) {
        const Node* current = m_editor->current();
        const auto checked = current ? renameNode(m_editor->graph(), m_editor->definition(), current->id, text.toStdString()) : Result<Graph>(Graph());
        m_nameProblem->setText(checked ? QString() : sentenceText(checked.error()));
        m_nameProblem->setVisible(!checked);
    });
    connect(m_name, &QLineEdit::editingFinished, this, &InspectorPanel::commitName);
    connect(m_name, &QLineEdit::returnPressed, this, &InspectorPanel::nameEntered, Qt::QueuedConnection); // behind the commit
    connect(m_freeze, &QPushButton::clicked, this, [this] {
        m_editor->toggleFreeze();
        showValues();
    });
    connect(m_bypass, &QPushButton::clicked, this, [this] {
        m_editor->toggleBypass();
        showValues();
    });
    m_problems = new QVBoxLayout;
    m_problems->setSpacing(8);
    head->addLayout(m_problems);

    if (node.type == kModuleType) {
        QVBoxLayout* module = addSection(tr("Module"));
        auto* buttons = new QHBoxLayout;
        auto* enter = makeButton(tr("Open"), ButtonKind::Normal, QStringLiteral("arrow-right"));
        auto* unique = makeButton(tr("Make unique"));
        unique->setToolTip(tr("Give this instance a structure of its own; the others stay linked."));
        setSmall(enter);
        setSmall(unique);
        buttons->addWidget(enter);
        buttons->addWidget(unique);
        buttons->addStretch();
        module->addLayout(buttons);
        connect(enter, &QPushButton::clicked, this, [this, id = node.id] { m_editor->enter(id); }, Qt::QueuedConnection);
        connect(unique, &QPushButton::clicked, this, [this, id = node.id] { m_editor->makeUniqueModule(id); });
    }
    buildParameters();
    if (m_form && !m_editor->definition().empty())
        buildExposing(node);
    if (m_form && node.type == kModuleType)
        buildExposed(node);
    buildTraining();
    buildFacts();
    if (type)
        buildWords(*type);
    else
        addSection(tr("What it does"))->addWidget(makeLabel(tr("This program does not know layers of type '%1'.").arg(QString::fromStdString(node.type)),
                                                            TextStyle::Body, Role::TextMuted));
}

void InspectorPanel::buildSeveral()
{
    QVBoxLayout* head = addSection({});
    head->addWidget(makeLabel(tr("%1 layers").arg(m_shown.size()), TextStyle::Heading));
    std::set<std::string> types;
    for (const NodeId id : m_shown)
        if (const Node* node = m_editor->level().find(id))
            types.insert(node->type);
    auto* row = new QHBoxLayout;
    m_freeze = makeButton(tr("Freeze"), ButtonKind::Normal, QStringLiteral("freeze"));
    m_bypass = makeButton(tr("Bypass"), ButtonKind::Normal, QStringLiteral("bypass"));
    for (QPushButton* button : {m_freeze, m_bypass}) {
        button->setCheckable(true);
        setSmall(button);
        row->addWidget(button);
    }
    row->addStretch();
    head->addLayout(row);
    connect(m_freeze, &QPushButton::clicked, this, [this] {
        m_editor->toggleFreeze();
        showValues();
    });
    connect(m_bypass, &QPushButton::clicked, this, [this] {
        m_editor->toggleBypass();
        showValues();
    });
    const LayerType* type = types.size() == 1 ? findLayer(*types.begin()) : nullptr;
    if (type) {
        head->addWidget(makeLabel(tr("All %1.").arg(QString::fromStdString(type->title)), TextStyle::Caption, Role::TextMuted));
        buildParameters();
    } else {
        auto* note = makeLabel(tr("Layers of different kinds have no parameters in common."), TextStyle::Body, Role::TextMuted);
        note->setWordWrap(true);
        head->addWidget(note);
    }
    buildTraining();
}

std::vector<Param> InspectorPanel::sharedParams() const
{
    const Node* first = m_shown.empty() ? nullptr : m_editor->level().find(*m_shown.begin());
    const LayerType* type = first ? findLayer(first->type) : nullptr;
    bool isOneModule = true;
    for (const NodeId id : m_shown)
        if (const Node* node = m_editor->level().find(id)) {
            if (!type || node->type != type->id)
                return {};
            isOneModule = isOneModule && node->definition == first->definition;
        }
    if (!type)
        return {};
    return isOneModule ? paramsOf(m_editor->graph(), *first) : type->params;
}

void InspectorPanel::buildParameters()
{
    m_params = sharedParams();
    if (m_params.empty())
        return;
    auto* reset = makeButton(tr("Reset"), ButtonKind::Quiet);
    setSmall(reset);
    connect(reset, &QPushButton::clicked, this, [this] { m_editor->resetParams(std::set<NodeId>(m_shown)); });
    reset->setVisible(!std::ranges::all_of(m_params, &Param::isFixed));
    QVBoxLayout* section = addSection(tr("Parameters"), reset);
    m_form = new LayerForm(m_params);
    section->addWidget(m_form);
    connect(m_form, &LayerForm::edited, this, [this](const QString& id, const ParamValue& value) {
        const Param* param = findParam(m_params, id.toStdString());
        if (!param)
            return;
        const QString key = QStringLiteral("param/%1/%2").arg(m_shown.begin()->value).arg(id);
        const auto status = m_editor->setParam(std::set<NodeId>(m_shown), Param(*param), value, key);
        if (m_form)
            m_form->setProblem(id.toStdString(), status ? QString() : sentenceText(status.error()));
    });
}

void InspectorPanel::buildTraining()
{
    m_training = new TrainingRules(m_editor->session());
    m_layout->addWidget(m_training);
}

/// Of layers that have weights; others have nothing to train.
void InspectorPanel::showTraining()
{
    if (!m_training)
        return;
    std::vector<std::string> paths;
    bool allFrozen = true;
    for (const NodeId id : m_shown) {
        const Node* node = m_editor->level().find(id);
        if (!node)
            continue;
        const std::string path = plainPath(m_editor->pathOf(*node));
        const NodeFacts* facts = m_editor->facts(*node);
        if ((facts && facts->parameters > 0) || m_training->hasOwn({path})) {
            paths.push_back(path);
            allFrozen = allFrozen && node->frozen;
        }
    }
    m_training->setVisible(!paths.empty());
    if (!paths.empty())
        m_training->show(paths, allFrozen);
}

void InspectorPanel::buildFacts()
{
    QVBoxLayout* section = addSection(tr("Derived"));
    m_facts = new QVBoxLayout;
    m_facts->setSpacing(7);
    section->addLayout(m_facts);
}

void InspectorPanel::buildWords(const LayerType& type)
{
    QVBoxLayout* section = addSection(tr("What it does"));
    auto* words = makeLabel(coreText(type.explanation.empty() ? type.summary : type.explanation), TextStyle::Body, Role::TextMuted);
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    section->addWidget(words);
    if (!type.formula.empty())
        section->addWidget(new FormulaBox(QString::fromStdString(type.formula)));
}

} // namespace nodegrad
