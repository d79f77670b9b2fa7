#include "ui/pages/data/split_panel.h"

#include <algorithm>
#include <cmath>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/theme/styling.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/switch.h"

namespace nodegrad {

namespace {

constexpr int mostOfOnePart = 90, mostOfBoth = 98, grabDistance = 8;
constexpr Role partRoles[] = {Role::SplitTrain, Role::SplitVal, Role::SplitTest};

int percentOf(double share)
{
    return static_cast<int>(std::lround(share * 100));
}

/// A small square in the colour of a part.
class PartMark : public QWidget {
public:
    explicit PartMark(Role role) : m_role(role) { setFixedSize(10, 10); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintBox(painter, rect(), 2, theme()(m_role));
    }

private:
    Role m_role;
};

} // namespace

SplitBar::SplitBar(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    setAccessibleName(tr("Shares of training, validation and test"));
}

QSize SplitBar::sizeHint() const
{
    return {240, std::max(34, QFontMetrics(font()).height() + 18)};
}

void SplitBar::setShares(int validation, int test)
{
    m_validation = std::clamp(validation, 1, mostOfOnePart);
    m_test = std::clamp(test, 1, std::min(mostOfOnePart, mostOfBoth - m_validation));
    setAccessibleDescription(tr("Training %1 %, validation %2 %, test %3 %").arg(100 - m_validation - m_test).arg(m_validation).arg(m_test));
    update();
}

double SplitBar::handleX(int handle) const
{
    return width() * (100.0 - m_test - (handle == 0 ? m_validation : 0)) / 100.0;
}

void SplitBar::moveHandle(int handle, int percent)
{
    if (handle == 0) {
        m_validation = std::clamp(100 - m_test - percent, 1, std::min(mostOfOnePart, mostOfBoth - m_test));
    } else {
        const int both = m_validation + m_test; // training keeps its share
        m_test = std::clamp(100 - percent, 1, both - 1);
        m_validation = both - m_test;
    }
    setShares(m_validation, m_test);
}

void SplitBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const double edges[] = {0, handleX(0), handleX(1), static_cast<double>(width())};
    const QString names[] = {tr("Train %1 %").arg(100 - m_validation - m_test), QString::number(m_validation), QString::number(m_test)};
    for (int part = 0; part < 3; ++part) {
        const QRectF box(edges[part] + (part ? 3 : 0), 0, std::max(1.0, edges[part + 1] - edges[part] - (part ? 3 : 0) - (part < 2 ? 3 : 0)), height());
        painter.fillRect(box, t(Role::Raised));
        painter.fillRect(QRectF(box.left(), box.bottom() - 4, box.width(), 4), t(partRoles[part]));
        painter.setPen(t(Role::Text));
        painter.setFont(font());
        if (QFontMetrics(font()).horizontalAdvance(names[part]) + 4 < box.width())
            painter.drawText(box.adjusted(part ? 0 : 10, 0, 0, -4), part ? Qt::AlignCenter : Qt::AlignLeft | Qt::AlignVCenter, names[part]);
    }
    for (int handle = 0; handle < 2; ++handle)
        paintBox(painter, {handleX(handle) - 1.5, 0, 3, static_cast<double>(height())}, 1.5, hasFocus() ? t(Role::Accent) : t(Role::Text));
    if (hasFocus())
        paintFocusRing(painter, rect(), measure::radiusCheck);
}

void SplitBar::mousePressEvent(QMouseEvent* event)
{
    const double x = event->position().x(), first = std::abs(x - handleX(0)), second = std::abs(x - handleX(1));
    m_handle = std::min(first, second) <= grabDistance ? (first < second ? 0 : 1) : -1;
}

void SplitBar::mouseMoveEvent(QMouseEvent* event)
{
    const double x = event->position().x();
    if (m_handle >= 0)
        moveHandle(m_handle, static_cast<int>(std::lround(x / std::max(1, width()) * 100)));
    setCursor(m_handle >= 0 || std::min(std::abs(x - handleX(0)), std::abs(x - handleX(1))) <= grabDistance ? Qt::SplitHCursor : Qt::ArrowCursor);
}

void SplitBar::mouseReleaseEvent(QMouseEvent*)
{
    if (std::exchange(m_handle, -1) >= 0)
        emit chosen(m_validation, m_test);
}

void SplitBar::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    // Shift moves the border between validation and test.
    const bool second = event->modifiers() & Qt::ShiftModifier;
    moveHandle(second ? 1 : 0, 100 - m_test - (second ? 0 : m_validation) + step);
    emit chosen(m_validation, m_test);
}

SplitPanel::SplitPanel(QWidget* parent)
    : QWidget(parent), m_bar(new SplitBar), m_validation(new IntegerField(1, mostOfOnePart)), m_test(new IntegerField(1, mostOfOnePart)),
      m_seed(new IntegerField(0, 2'000'000'000)), m_stratified(new Switch), m_seedRow(new FormRow(tr("Seed"), m_seed, tr("Equal seeds give equal splits on every machine.")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_bar);
    auto* counts = new QHBoxLayout;
    counts->setSpacing(6);
    for (int part = 0; part < 3; ++part) {
        if (part > 0)
            counts->addStretch(1);
        counts->addWidget(new PartMark(partRoles[part]));
        m_counts[part] = makeLabel({}, TextStyle::Body);
        counts->addWidget(m_counts[part]);
    }
    column->addLayout(counts);
    m_validation->setSuffix(QStringLiteral(" %"));
    m_test->setSuffix(QStringLiteral(" %"));
    m_validation->setObjectName(QStringLiteral("validationShare"));
    m_test->setObjectName(QStringLiteral("testShare"));
    m_seed->setObjectName(QStringLiteral("splitSeed"));
    m_stratified->setObjectName(QStringLiteral("stratified"));
    column->addWidget(new FormRow(tr("Validation"), m_validation, tr("Samples that choose the best weights and stop a run early; never trained on.")));
    column->addWidget(new FormRow(tr("Test"), m_test, tr("Samples that judge the result; neither trained on nor chosen by.")));
    column->addWidget(m_seedRow);
    column->addWidget(new FormRow(tr("Keep class mix"), m_stratified, tr("Each part holds the classes in the same proportion.")));

    const auto shares = [this](int validation, int test) {
        SplitSettings changed = m_settings;
        changed.validationShare = validation / 100.0;
        changed.testShare = test / 100.0;
        emit edited(changed, tr("Change the split"));
    };
    connect(m_bar, &SplitBar::chosen, this, shares);
    connect(m_validation, &QSpinBox::valueChanged, this, [this, shares](int value) { shares(value, m_test->value()); });
    connect(m_test, &QSpinBox::valueChanged, this, [this, shares](int value) { shares(m_validation->value(), value); });
    connect(m_seed, &QSpinBox::valueChanged, this, [this](int value) {
        SplitSettings changed = m_settings;
        changed.seed = static_cast<std::uint64_t>(value);
        emit edited(changed, tr("Change the seed of the split"));
    });
    connect(m_stratified, &Switch::clicked, this, [this](bool on) {
        SplitSettings changed = m_settings;
        changed.stratified = on;
        emit edited(changed, on ? tr("Keep the class mix") : tr("Do not keep the class mix"));
    });
}

void SplitPanel::show(const SplitSettings& settings, const PreparedData* prepared)
{
    m_settings = settings;
    const int validation = percentOf(settings.validationShare), test = percentOf(settings.testShare);
    m_bar->setShares(validation, test);
    const QSignalBlocker quietValidation(m_validation), quietTest(m_test);
    m_validation->setMaximum(std::max(1, std::min(mostOfOnePart, mostOfBoth - test)));
    m_test->setMaximum(std::max(1, std::min(mostOfOnePart, mostOfBoth - validation)));
    m_validation->setValueQuietly(validation);
    m_test->setValueQuietly(test);
    m_seed->setValueQuietly(static_cast<int>(std::min<std::uint64_t>(settings.seed, 2'000'000'000)));
    m_stratified->setChecked(settings.stratified);
    m_stratified->setEnabled(!prepared || !prepared->data || prepared->data->isClassification());
    m_stratified->setToolTip(m_stratified->isEnabled() ? tr("Each part holds the classes in the same proportion.") : tr("These data have no classes."));
    const bool known = prepared && prepared->data;
    const QString names[] = {tr("train"), tr("validation"), tr("test")};
    const std::size_t counts[] = {known ? prepared->split.train.size() : 0, known ? prepared->split.validation.size() : 0, known ? prepared->split.test.size() : 0};
    for (int part = 0; part < 3; ++part)
        m_counts[part]->setText(known ? thousandsText(static_cast<std::int64_t>(counts[part])) + QLatin1Char(' ') + names[part] : names[part]);
}

void SplitPanel::setProblem(const QString& text)
{
    m_seedRow->setProblem(text);
}

} // namespace nodegrad
