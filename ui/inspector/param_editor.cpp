#include "ui/inspector/param_editor.h"

#include <algorithm>
#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

#include "ui/language/core_text.h"
#include "ui/theme/styling.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/scientific_field.h"
#include "ui/widgets/segmented_control.h"

namespace nodegrad {

namespace {

constexpr double kLargestSpin = 1e9;

QHBoxLayout* rowIn(QWidget* owner)
{
    auto* row = new QHBoxLayout(owner);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    return row;
}

int spinMinimum(const Param& param)
{
    return static_cast<int>(std::max(-kLargestSpin, param.minimum.value_or(-kLargestSpin))) + (param.exclusiveMinimum ? 1 : 0);
}

int spinMaximum(const Param& param)
{
    return static_cast<int>(std::min(kLargestSpin, param.maximum.value_or(kLargestSpin)));
}

class FlagEditor : public ParamEditor {
public:
    FlagEditor(const Param& param, QWidget* parent) : ParamEditor(param, parent), m_box(new QCheckBox)
    {
        rowIn(this)->addWidget(m_box);
        layout()->setAlignment(Qt::AlignLeft);
        setFocusProxy(m_box);
        connect(m_box, &QCheckBox::clicked, this, [this](bool on) {
            m_box->setTristate(false);
            emit edited(ParamValue(on));
        });
    }
    void show(const std::optional<ParamValue>& value) override
    {
        const QSignalBlocker quiet(m_box);
        m_box->setTristate(!value);
        m_box->setCheckState(!value ? Qt::PartiallyChecked : std::get<bool>(*value) ? Qt::Checked : Qt::Unchecked);
    }

private:
    QCheckBox* m_box;
};

class IntegerEditor : public ParamEditor {
public:
    IntegerEditor(const Param& param, QWidget* parent) : ParamEditor(param, parent), m_field(new IntegerField(spinMinimum(param), spinMaximum(param)))
    {
        rowIn(this)->addWidget(m_field);
        if (!param.unit.empty())
            m_field->setSuffix(QStringLiteral(" ") + coreText(param.unit));
        setFocusProxy(m_field);
        connect(m_field, &QSpinBox::valueChanged, this, [this](int value) { emit edited(ParamValue(static_cast<std::int64_t>(value))); });
        connect(m_field, &IntegerField::limited, this, &ParamEditor::refused);
    }
    void show(const std::optional<ParamValue>& value) override
    {
        if (value)
            m_field->setValueQuietly(static_cast<int>(std::clamp<std::int64_t>(std::get<std::int64_t>(*value), m_field->minimum(), m_field->maximum())));
    }

private:
    IntegerField* m_field;
};

class RealEditor : public ParamEditor {
public:
    RealEditor(const Param& param, QWidget* parent)
        : ParamEditor(param, parent), m_field(new ScientificField(param.minimum.value_or(-1e12), param.maximum.value_or(1e12)))
    {
        rowIn(this)->addWidget(m_field);
        setFocusProxy(m_field);
        connect(m_field, &ScientificField::valueChanged, this, [this](double value) { emit edited(ParamValue(value)); });
    }
    void show(const std::optional<ParamValue>& value) override
    {
        if (value)
            m_field->setValueQuietly(std::holds_alternative<double>(*value) ? std::get<double>(*value) : static_cast<double>(std::get<std::int64_t>(*value)));
    }

private:
    ScientificField* m_field;
};

class ChoiceEditor : public ParamEditor {
public:
    ChoiceEditor(const Param& param, QWidget* parent) : ParamEditor(param, parent), m_box(new QComboBox)
    {
        rowIn(this)->addWidget(m_box, 1);
        for (const ParamChoice& choice : param.choices)
            m_box->addItem(coreText(choice.title), QString::fromStdString(choice.id));
        m_box->setPlaceholderText(tr("mixed"));
        m_box->setMinimumContentsLength(6);
        m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_box->setFocusPolicy(Qt::StrongFocus);
        setFocusProxy(m_box);
        connect(m_box, &QComboBox::activated, this, [this](int index) { emit edited(ParamValue(m_box->itemData(index).toString().toStdString())); });
    }
    void show(const std::optional<ParamValue>& value) override
    {
        const QSignalBlocker quiet(m_box);
        m_box->setCurrentIndex(value ? m_box->findData(QString::fromStdString(std::get<std::string>(*value))) : -1);
    }

private:
    QComboBox* m_box;
};

/// Text; also numbers and lists that are typed ("28, 28", "mixed" as placeholder).
class TextEditor : public ParamEditor {
public:
    TextEditor(const Param& param, QWidget* parent) : ParamEditor(param, parent), m_field(new QLineEdit)
    {
        rowIn(this)->addWidget(m_field);
        setFocusProxy(m_field);
        m_field->setReadOnly(param.isFixed);
        connect(m_field, &QLineEdit::textEdited, this, [this](const QString& text) {
            const auto parsed = parseParam(m_param, text.toStdString());
            emit refused(parsed ? QString() : sentenceText(parsed.error()));
        });
        connect(m_field, &QLineEdit::editingFinished, this, [this] {
            const auto parsed = parseParam(m_param, m_field->text().toStdString());
            if (parsed && (m_field->isModified() || m_mixed)) {
                m_field->setModified(false);
                if (!m_mixed || !m_field->text().isEmpty())
                    emit edited(*parsed);
            }
        });
    }
    void show(const std::optional<ParamValue>& value) override
    {
        m_mixed = !value;
        m_field->setPlaceholderText(m_mixed ? tr("mixed") : QString());
        const QString text = value ? QString::fromStdString(formatParam(*value)) : QString();
        if (text != m_field->text())
            m_field->setText(text);
        if (m_field->isReadOnly())
            m_field->setCursorPosition(0);
        emit refused({});
    }

private:
    QLineEdit* m_field;
    bool m_mixed = false;
};

/// Two numbers with a link between: while linked they are equal. Where the list may stay empty, 0 in both stands for that ("auto").
class PairEditor : public ParamEditor {
public:
    PairEditor(const Param& param, QWidget* parent) : ParamEditor(param, parent)
    {
        const auto* usual = std::get_if<std::vector<std::int64_t>>(&param.defaultValue);
        m_mayBeEmpty = usual && usual->empty();
        auto* row = rowIn(this);
        for (int i = 0; i < 2; ++i) {
            m_fields[i] = new IntegerField(m_mayBeEmpty ? 0 : spinMinimum(param), spinMaximum(param));
            if (m_mayBeEmpty)
                m_fields[i]->setSpecialValueText(tr("auto", "a number that the layer works out"));
            m_fields[i]->setMinimumWidth(44);
            if (i == 1)
                row->addWidget(makeLabel(QStringLiteral("×"), TextStyle::Body, Role::TextMuted));
            row->addWidget(m_fields[i], 1);
            m_fields[i]->setAccessibleName(QStringLiteral("%1 %2").arg(coreText(param.title)).arg(i + 1));
            connect(m_fields[i], &QSpinBox::valueChanged, this, [this, i] { changed(i); });
        }
        m_link = makeIconButton(QStringLiteral("link"), tr("Keep both equal"));
        setSmall(m_link);
        m_link->setCheckable(true);
        m_link->setChecked(true);
        row->addWidget(m_link);
        setFocusProxy(m_fields[0]);
        connect(m_link, &QToolButton::toggled, this, [this](bool on) {
            if (on)
                changed(0);
        });
    }
    void show(const std::optional<ParamValue>& value) override
    {
        const auto* list = value ? std::get_if<std::vector<std::int64_t>>(&*value) : nullptr;
        if (!list || (list->empty() && !m_mayBeEmpty))
            return;
        const std::int64_t a = list->empty() ? 0 : list->front(), b = list->size() > 1 ? (*list)[1] : a;
        const QSignalBlocker quiet(m_link);
        if (a != b)
            m_link->setChecked(false);
        m_fields[0]->setValueQuietly(static_cast<int>(a));
        m_fields[1]->setValueQuietly(static_cast<int>(b));
    }

private:
    void changed(int index)
    {
        if (m_link->isChecked() || m_fields[0]->value() == 0 || m_fields[1]->value() == 0)
            m_fields[1 - index]->setValueQuietly(m_fields[index]->value());
        const std::int64_t a = m_fields[0]->value(), b = m_fields[1]->value();
        const auto* usual = std::get_if<std::vector<std::int64_t>>(&m_param.defaultValue);
        const bool one = a == b && usual && usual->size() == 1;
        if (m_mayBeEmpty && a == 0)
            emit edited(ParamValue(std::vector<std::int64_t>()));
        else
            emit edited(ParamValue(one ? std::vector<std::int64_t>{a} : std::vector<std::int64_t>{a, b}));
    }
    IntegerField* m_fields[2] = {};
    QToolButton* m_link = nullptr;
    bool m_mayBeEmpty = false;
};

class PaddingEditor : public ParamEditor {
public:
    PaddingEditor(const Param& param, QWidget* parent) : ParamEditor(param, parent), m_mode(new SegmentedControl)
    {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(6);
        m_mode->setLook(SegmentedControl::Look::Accent);
        m_mode->setSmall(true);
        m_mode->setStretch(true);
        m_mode->setSegments({tr("Same"), tr("Valid"), tr("Custom")});
        column->addWidget(m_mode);
        Param numbers = param;
        numbers.kind = ParamKind::IntegerList;
        numbers.defaultValue = std::vector<std::int64_t>{0};
        numbers.minimum = 0;
        m_numbers = param.listSize == 2 ? static_cast<ParamEditor*>(new PairEditor(numbers, nullptr)) : new TextEditor(numbers, nullptr);
        column->addWidget(m_numbers);
        m_numbers->hide();
        setFocusProxy(m_mode);
        connect(m_mode, &SegmentedControl::chosen, this, [this](int index) {
            m_numbers->setVisible(index == 2);
            if (index == 2)
                emit edited(ParamValue(std::vector<std::int64_t>{1}));
            else
                emit edited(ParamValue(std::string(index == 0 ? "same" : "valid")));
        });
        connect(m_numbers, &ParamEditor::edited, this, &ParamEditor::edited);
        connect(m_numbers, &ParamEditor::refused, this, &ParamEditor::refused);
    }
    void show(const std::optional<ParamValue>& value) override
    {
        const QSignalBlocker quiet(m_mode);
        if (!value)
            return;
        const auto* word = std::get_if<std::string>(&*value);
        m_mode->setCurrentIndex(!word ? 2 : *word == "same" ? 0 : 1);
        m_numbers->setVisible(!word);
        if (!word)
            m_numbers->show(value);
    }

private:
    SegmentedControl* m_mode;
    ParamEditor* m_numbers;
};

} // namespace

ParamEditor* ParamEditor::make(const Param& param, QWidget* parent)
{
    const auto fitsSpin = [&] { return std::abs(param.minimum.value_or(0)) <= kLargestSpin; };
    if (param.isFixed)
        return new TextEditor(param, parent);
    switch (param.kind) {
    case ParamKind::Flag: return new FlagEditor(param, parent);
    case ParamKind::Integer: return fitsSpin() ? static_cast<ParamEditor*>(new IntegerEditor(param, parent)) : new TextEditor(param, parent);
    case ParamKind::Real: return new RealEditor(param, parent);
    case ParamKind::Choice: return new ChoiceEditor(param, parent);
    case ParamKind::IntegerList: return param.listSize == 2 ? static_cast<ParamEditor*>(new PairEditor(param, parent)) : new TextEditor(param, parent);
    case ParamKind::Padding: return new PaddingEditor(param, parent);
    case ParamKind::Text:
    case ParamKind::Path: break;
    }
    return new TextEditor(param, parent);
}

} // namespace nodegrad
