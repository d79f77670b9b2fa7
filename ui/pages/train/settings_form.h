#pragma once
// The training settings, made from the catalogues' declarations.

#include <functional>

#include <QWidget>

#include "core/training/settings.h"
#include "ui/session/page_context.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace nodegrad {

class LineChart;
class MoreSettings;
class ParamForm;

class SettingsForm : public QWidget {
    Q_OBJECT
public:
    explicit SettingsForm(const PageContext& context, QWidget* parent = nullptr);

private:
    void refresh();
    void drawSchedule();
    void change(const QString& what, const std::string& key, const std::function<void(TrainingSettings&)>& change);
    PageContext m_context;
    QComboBox *m_optimizer, *m_schedule, *m_device;
    ParamForm *m_optimizerForm, *m_scheduleForm, *m_loopForm;
    MoreSettings* m_more;
    LineChart* m_preview;
    QPushButton *m_findRate, *m_findBatch;
    QLabel *m_memory, *m_inUse;
};

} // namespace nodegrad
