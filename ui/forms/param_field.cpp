#include "ui/forms/param_field.h"

#include <limits>

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

#include "ui/language/core_text.h"
#include "ui/theme/styling.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/scientific_field.h"

namespace nodegrad {

namespace {

int clampedInt(double value)
{
    return static_cast<int>(std::clamp(value, static_cast<double>(std::numeric_limits<int>::min()), static_cast<double>(std::numeric_limits<int>::max())));
}

template <class T> T valueOr(const ParamValue& value, T fallback)
{
    const T* found = std::get_if<T>(&value);
    return found ? *found : fallback;
}

} // namespace

ParamField::ParamField(const Param& param, QWidget* parent) : QWidget(parent), m_param(param)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    const QString help = coreText(param.doc);
    QWidget* editor = nullptr;
    switch (param.kind) {
    case ParamKind::Flag: {
        auto* box = new QCheckBox;
        m_show = [box](const ParamValue& value) {
            const QSignalBlocker quiet(box);
            box->setChecked(valueOr(value, false));
        };
        connect(box, &QCheckBox::toggled, this, [this](bool on) { commit(on); });
        editor = box;
        break;
    }
    case ParamKind::Integer: {
        auto* field = new IntegerField(clampedInt(param.minimum.value_or(-1e9)), clampedInt(param.maximum.value_or(1e9)));
        m_show = [field](const ParamValue& value) { field->setValueQuietly(clampedInt(static_cast<double>(valueOr<std::int64_t>(value, 0)))); };
        connect(field, &QSpinBox::valueChanged, this, [this](int number) { commit(std::int64_t(number)); });
        connect(field, &IntegerField::limited, this, &ParamField::problem);
        editor = field;
        break;
    }
    case ParamKind::Real: {
        auto* field = new ScientificField(param.minimum.value_or(-1e12), param.maximum.value_or(1e12));
        m_show = [field](const ParamValue& value) { field->setValueQuietly(valueOr(value, 0.0)); };
        connect(field, &ScientificField::valueChanged, this, [this](double number) { commit(number); });
        editor = field;
        break;
    }
    case ParamKind::Choice: {
        auto* box = new QComboBox;
        for (const ParamChoice& choice : param.choices)
            box->addItem(coreText(choice.title), QString::fromStdString(choice.id));
        m_show = [box](const ParamValue& value) {
            const QSignalBlocker quiet(box);
            box->setCurrentIndex(box->findData(QString::fromStdString(valueOr(value, std::string()))));
        };
        connect(box, &QComboBox::activated, this, [this, box] { commit(box->currentData().toString().toStdString()); });
        editor = box;
        break;
    }
    case ParamKind::Text:
    case ParamKind::IntegerList:
    case ParamKind::Padding:
    case ParamKind::Path: {
        auto* line = new QLineEdit;
        if (param.kind == ParamKind::IntegerList)
            line->setPlaceholderText(tr("for example 3 or 3x3"));
        if (param.kind == ParamKind::Padding)
            line->setPlaceholderText(tr("same, valid or a number"));
        m_show = [line](const ParamValue& value) {
            const QSignalBlocker quiet(line);
            line->setText(QString::fromStdString(formatParam(value)));
        };
        connect(line, &QLineEdit::editingFinished, this, [this, line] {
            line->setModified(false);
            commitText(line->text());
        });
        editor = line;
        break;
    }
    }
    editor->setToolTip(help);
    editor->setAccessibleName(coreText(param.title));
    editor->setObjectName(QStringLiteral("param.") + QString::fromStdString(param.id));
    setFocusProxy(editor);
    layout->addWidget(editor, param.kind == ParamKind::Flag ? 0 : 1);
    if (param.kind == ParamKind::Flag)
        layout->addStretch();
    if (param.kind == ParamKind::Path) {
        auto* browse = makeIconButton(QStringLiteral("folder"), tr("Choose %1").arg(coreText(param.title)));
        connect(browse, &QToolButton::clicked, this, [this, editor] {
            const QString file = QFileDialog::getOpenFileName(this, coreText(m_param.title));
            if (!file.isEmpty()) {
                static_cast<QLineEdit*>(editor)->setText(file);
                commitText(file);
            }
        });
        layout->addWidget(browse);
    }
    setValue(param.defaultValue);
}

void ParamField::setValue(const ParamValue& value)
{
    m_show(value.index() == m_param.defaultValue.index() || m_param.kind == ParamKind::Padding ? value : m_param.defaultValue);
}

void ParamField::commit(const ParamValue& value)
{
    const Status fits = checkParam(m_param, value);
    emit problem(fits ? QString() : sentenceText(fits.error()));
    if (fits)
        emit committed(value);
}

void ParamField::commitText(const QString& text)
{
    const auto value = parseParam(m_param, text.toStdString());
    if (value)
        commit(*value);
    else
        emit problem(sentenceText(value.error()));
}

} // namespace nodegrad
