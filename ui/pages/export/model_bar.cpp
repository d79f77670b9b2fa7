#include "ui/pages/export/model_bar.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include "ui/session/run_controller.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/color_swatch.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr int kRunRole = Qt::UserRole, kCheckpointRole = Qt::UserRole + 1;

/// The lock in the colour of the theme.
class LockLabel : public QLabel {
public:
    LockLabel() { setPicture(); }

protected:
    void changeEvent(QEvent* event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            setPicture();
    }

private:
    void setPicture() { setPixmap(icon(QStringLiteral("lock"), Role::TextMuted).pixmap(QSize(14, 14), devicePixelRatioF())); }
};

} // namespace

ModelBar::ModelBar(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setFixedHeight(measure::pageToolbar);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, measure::pageMargin, 0);
    layout->setSpacing(10);
    layout->addWidget(makeLabel(tr("Export"), TextStyle::Body, Role::TextMuted));
    m_models = new QComboBox;
    m_models->setObjectName(QStringLiteral("export.model"));
    m_models->setAccessibleName(tr("Weights to export"));
    m_models->setToolTip(tr("The run and the checkpoint whose weights are written. Evaluate shows the same."));
    m_models->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_models->setMinimumWidth(200);
    layout->addWidget(m_models);
    m_facts = new ElidedLabel({}, TextStyle::Body, Role::TextMuted);
    layout->addWidget(m_facts, 1);
    m_lock = new LockLabel;
    layout->addWidget(m_lock);
    m_note = new ElidedLabel({}, TextStyle::Body, Role::TextMuted);
    m_note->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    layout->addWidget(m_note);
    connect(m_models, &QComboBox::activated, this, [this](int index) {
        m_context.runs->showModel(m_models->itemData(index, kRunRole).toString().toStdString(), m_models->itemData(index, kCheckpointRole).toString().toStdString());
    });
    connect(context.runs, &RunController::runsChanged, this, &ModelBar::refresh);
    connect(context.runs, &RunController::stateChanged, this, &ModelBar::refresh);
    connect(context.runs, &RunController::modelChanged, this, &ModelBar::refresh);
    connect(context.session, &Session::projectChanged, this, &ModelBar::showFacts);
    refresh();
}

void ModelBar::refresh()
{
    const QSignalBlocker quiet(m_models);
    const auto model = m_context.runs->shownModel();
    m_models->clear();
    const auto& runs = m_context.runs->runs();
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const QString name = QString::fromStdString(run->name);
        const auto add = [&](const QString& text, const std::string& checkpoint) {
            m_models->addItem(swatchIcon(theme().runColor(run->color)), text);
            const int index = m_models->count() - 1;
            m_models->setItemData(index, QString::fromStdString(run->id), kRunRole);
            m_models->setItemData(index, QString::fromStdString(checkpoint), kCheckpointRole);
            if (model && model->run.id == run->id && model->checkpoint == checkpoint)
                m_models->setCurrentIndex(index);
        };
        if (run->id == m_context.runs->activeRun())
            add(tr("%1, as it is now").arg(name), "live");
        if (hasCheckpoint(run->folder, "best"))
            add(tr("%1, best (epoch %2)").arg(name).arg(run->bestEpoch), "best");
        if (hasCheckpoint(run->folder, "last"))
            add(tr("%1, last (epoch %2)").arg(name).arg(run->epochsDone), "last");
        for (const std::int64_t epoch : keptEpochs(run->folder))
            add(tr("%1, kept (epoch %2)").arg(name).arg(epoch), "epoch-" + std::to_string(epoch));
        for (const std::int64_t step : keptSteps(run->folder))
            add(tr("%1, kept (step %2)").arg(name).arg(step), "step-" + std::to_string(step));
    }
    if (!model)
        m_models->setCurrentIndex(-1);
    else if (m_models->currentIndex() >= 0)
        m_models->setItemText(m_models->currentIndex(), model->label());
    showFacts();
}

void ModelBar::setAccuracy(const QString& text)
{
    m_accuracy = text;
    showFacts();
}

void ModelBar::showFacts()
{
    const auto model = m_context.runs->shownModel();
    const bool edited = model && m_context.runs->isDesignEditedSince();
    m_lock->setVisible(edited);
    m_note->setVisible(edited);
    if (!model) {
        m_facts->setText({});
        return;
    }
    m_note->setText(tr("Uses the design of %1, not the one being edited").arg(QString::fromStdString(model->run.name)));
    const QString parameters = tr("%1 parameters").arg(thousandsText(model->program->parameterCount()));
    m_facts->setText(m_accuracy.isEmpty() ? parameters : m_accuracy + QStringLiteral(", ") + parameters);
}

} // namespace nodegrad
