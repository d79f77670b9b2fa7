#include "ui/pages/train/run_acts.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/session/actions.h"
#include "ui/session/run_controller.h"
#include "ui/theme/styling.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/scientific_field.h"

namespace nodegrad {

namespace {

constexpr double kSmallestRate = 1e-12, kLargestRate = 1e6;
constexpr int kMoreEpochs = 10, kMostEpochs = 1'000'000;

/// The rate of the last step that was logged; 0 when there is none.
double presentRate(RunController& runs)
{
    const RunSeries* series = runs.series(runs.activeRun());
    const auto logged = series ? series->train.find("learning_rate") : std::map<std::string, std::vector<LoggedPoint>>::const_iterator();
    return series && logged != series->train.end() && !logged->second.empty() ? static_cast<double>(logged->second.back().value) : 0;
}

void askForRate(RunController* runs, QWidget* parent)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QCoreApplication::translate("RunActs", "Set the learning rate"));
    auto* layout = new QVBoxLayout(dialog);
    auto* text = makeLabel(QCoreApplication::translate("RunActs", "The run takes this rate from its next step on; its schedule goes on in proportion."));
    text->setWordWrap(true);
    layout->addWidget(text);
    auto* field = new ScientificField(kSmallestRate, kLargestRate);
    field->setObjectName(QStringLiteral("act.rate"));
    field->setAccessibleName(QCoreApplication::translate("RunActs", "Learning rate"));
    // A float of the log, as a person would write it.
    field->setValueQuietly(QString::number(std::max(kSmallestRate, presentRate(*runs)), 'g', 4).toDouble());
    layout->addWidget(field);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* set = buttons->addButton(QCoreApplication::translate("RunActs", "Set rate"), QDialogButtonBox::AcceptRole);
    set->setObjectName(QStringLiteral("act.rate.set"));
    auto* wrong = makeLabel(QCoreApplication::translate("RunActs", "A number from %1 to %2.").arg(scientificText(kSmallestRate), scientificText(kLargestRate)), TextStyle::Caption, Role::Danger);
    wrong->setObjectName(QStringLiteral("act.rate.wrong"));
    wrong->setVisible(false);
    layout->addWidget(wrong);
    layout->addWidget(buttons);
    // Else the field would put its old value back, and the button would set that.
    QObject::connect(field->findChild<QLineEdit*>(), &QLineEdit::textChanged, dialog, [set, wrong](const QString& typed) {
        const auto rate = numberFromText(typed);
        const bool isSound = rate && *rate >= kSmallestRate && *rate <= kLargestRate;
        set->setEnabled(isSound);
        wrong->setVisible(!isSound);
    });
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, [dialog, field, runs] {
        runs->act({ActKind::LearningRate, field->value()});
        dialog->accept();
    });
    dialog->open();
    field->setFocus();
    field->selectAll();
}

void askForEpochs(RunController* runs, QWidget* parent)
{
    const RunInfo* run = runs->run(runs->activeRun());
    if (!run)
        return;
    const auto now = static_cast<int>(std::max(runs->progress().epochs, run->epochs()));
    bool ok = false;
    const int total = QInputDialog::getInt(parent, QCoreApplication::translate("RunActs", "More epochs"), QCoreApplication::translate("RunActs", "Epochs in all (the run has %1). A schedule stretches over them, so that its rate may change at once.").arg(now), now + kMoreEpochs, now + 1, kMostEpochs, 1, &ok);
    if (ok)
        runs->act({ActKind::TotalEpochs, static_cast<double>(total)});
}

} // namespace

QStringList runActIds()
{
    return {QStringLiteral("run.set_rate"), QStringLiteral("run.validate"), QStringLiteral("run.finish_epoch"), QStringLiteral("run.save_checkpoint"),
            QStringLiteral("run.more_epochs")};
}

void addRunActs(const PageContext& context, QWidget* parent)
{
    RunController* runs = context.runs;
    const QString group = QCoreApplication::translate("RunActs", "Run");
    const auto add = [&](const char* id, const char* text, const char* iconName, std::function<void()> work) {
        context.actions->add(QString::fromLatin1(id), group, QCoreApplication::translate("RunActs", text), QString::fromLatin1(iconName), {}, std::move(work));
        context.actions->setCondition(QString::fromLatin1(id), [runs] { return runs->activeRun().empty() ? QCoreApplication::translate("RunActs", "No run is training.") : QString(); });
    };
    add("run.set_rate", QT_TRANSLATE_NOOP("RunActs", "Set the learning rate of the run…"), "", [runs, parent] { askForRate(runs, parent); });
    add("run.validate", QT_TRANSLATE_NOOP("RunActs", "Validate now"), "evaluate", [runs] { runs->act({ActKind::Validate}); });
    add("run.finish_epoch", QT_TRANSLATE_NOOP("RunActs", "Skip the rest of the epoch"), "", [runs] { runs->act({ActKind::FinishEpoch}); });
    add("run.save_checkpoint", QT_TRANSLATE_NOOP("RunActs", "Save a checkpoint now"), "", [runs] { runs->act({ActKind::SaveCheckpoint}); });
    add("run.more_epochs", QT_TRANSLATE_NOOP("RunActs", "Give the run more epochs…"), "", [runs, parent] { askForEpochs(runs, parent); });
}

} // namespace nodegrad
