#include "ui/pages/data/preparation_panel.h"

#include <algorithm>

#include <QPainter>
#include <QVBoxLayout>

#include "ui/language/core_text.h"
#include "ui/pages/data/sample_picture.h"
#include "ui/theme/styling.h"

namespace nodegrad {

namespace {

constexpr int left = 28, mark = 14;

QString rangeText(const std::vector<float>& values, bool inverse)
{
    const auto shown = [&](float value) { return QString::number(inverse ? 1.0 / static_cast<double>(value) : static_cast<double>(value), 'g', 4); };
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    if (low == values.end())
        return {};
    if (*low == *high)
        return shown(*low);
    return inverse ? PreparationPanel::tr("%1 to %2").arg(shown(*high), shown(*low)) : PreparationPanel::tr("%1 to %2").arg(shown(*low), shown(*high));
}

} // namespace

QString preparationText(const Preparation& preparation, bool isStandardized)
{
    if (preparation.empty())
        return {};
    const PreparationStep& step = preparation.front();
    const auto most = std::max(step.offset.size(), step.factor.size());
    const QString first = rangeText(step.offset, false), second = rangeText(step.factor, true);
    QString text = isStandardized ? PreparationPanel::tr("mean %1, deviation %2").arg(first, second) : PreparationPanel::tr("subtract %1, divide by %2").arg(first, second);
    if (most > 1)
        text += PreparationPanel::tr(" (%1 features)").arg(most);
    return text;
}

PreparationRow::PreparationRow(const QString& title, const QString& summary, QWidget* parent) : QAbstractButton(parent), m_summary(summary)
{
    setText(title);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(title);
    setAccessibleDescription(summary);
}

void PreparationRow::setDetail(const QString& detail)
{
    m_detail = detail;
    setAccessibleDescription(detail.isEmpty() ? m_summary : m_summary + QLatin1Char(' ') + detail);
    setFixedHeight(heightFor(width()));
    update();
}

void PreparationRow::resizeEvent(QResizeEvent* event)
{
    QAbstractButton::resizeEvent(event);
    setFixedHeight(heightFor(width()));
}

int PreparationRow::heightFor(int width) const
{
    const QFontMetrics strong(textFont(TextStyle::BodyStrong)), small(textFont(TextStyle::Caption));
    int height = strong.height() + 10;
    for (const QString& line : {m_summary, m_detail})
        if (!line.isEmpty())
            height += small.boundingRect(QRect(0, 0, std::max(40, width - left - 8), 1000), Qt::TextWordWrap, line).height();
    return height;
}

QSize PreparationRow::sizeHint() const
{
    return {280, heightFor(std::max(width(), 200))};
}

void PreparationRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    if (isChecked() || underMouse())
        paintBox(painter, rect(), measure::radiusTile, isChecked() ? t(Role::Selection) : t(Role::Hover));
    const QFont strong = textFont(TextStyle::BodyStrong), small = textFont(TextStyle::Caption);
    const int line = QFontMetrics(strong).height();
    const QRectF circle(7.5, 5 + (line - mark) / 2.0, mark - 1, mark - 1);
    painter.setPen(QPen(isChecked() ? t(Role::Accent) : t(Role::ControlBorder), isChecked() ? 1.5 : 1));
    painter.setBrush(t(Role::Sunken));
    painter.drawEllipse(circle);
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t(Role::Accent));
        painter.drawEllipse(circle.adjusted(3.5, 3.5, -3.5, -3.5));
    }
    painter.setFont(strong);
    painter.setPen(t(Role::Text));
    painter.drawText(QRect(left, 5, width() - left - 8, line), Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.setFont(small);
    QRect rest(left, 5 + line, width() - left - 8, height() - 5 - line);
    for (const auto& [words, role] : {std::pair{m_summary, Role::TextMuted}, std::pair{m_detail, Role::Text}}) {
        if (words.isEmpty())
            continue;
        painter.setPen(t(role));
        QRect used;
        painter.drawText(rest, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, words, &used);
        rest.setTop(used.bottom() + 1);
    }
    if (hasFocus())
        paintFocusRing(painter, rect(), measure::radiusTile);
}

PreparationPanel::PreparationPanel(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (const PreparationType& type : preparationTypes()) {
        auto* row = new PreparationRow(coreText(type.title), coreText(type.summary));
        connect(row, &QAbstractButton::clicked, this, [this, row, type] {
            row->setChecked(!row->isChecked()); // the project decides what is marked
            emit chosen(type.id, coreText(type.title));
        });
        m_rows.push_back(row);
        column->addWidget(row);
    }
}

void PreparationPanel::show(const std::string& chosen, const PreparedData* prepared)
{
    const auto& types = preparationTypes();
    for (std::size_t i = 0; i < types.size(); ++i) {
        const bool on = types[i].id == chosen;
        m_rows[i]->setChecked(on);
        QString detail;
        if (on && prepared && prepared->data) {
            detail = preparationText(prepared->preparation, chosen == "standardize");
            if (detail.isEmpty() && prepared->data->inputSpec.kind == Kind::Tokens)
                detail = tr("Tokens go to the network as they are.");
        }
        m_rows[i]->setDetail(detail);
    }
}

PreparationRow* PreparationPanel::row(const std::string& id) const
{
    const auto& types = preparationTypes();
    for (std::size_t i = 0; i < types.size(); ++i)
        if (types[i].id == id)
            return m_rows[i];
    return nullptr;
}

} // namespace nodegrad
