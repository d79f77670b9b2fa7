#pragma once
#include <QWidget>
#include "ui/theme/theme.h"

namespace nodegrad {

/// One line of text that is cut with "…" when it does not fit; then the tool tip shows all of it.
class ElidedLabel : public QWidget {
    Q_OBJECT
public:
    explicit ElidedLabel(const QString& text = {}, TextStyle style = TextStyle::Body, Role role = Role::Text, QWidget* parent = nullptr);
    void setText(const QString& text);
    QString text() const { return m_text; }
    void setStyleAndRole(TextStyle style, Role role);
    void setMono(bool mono);
    void setElideMode(Qt::TextElideMode mode);
    void setAlignment(Qt::Alignment alignment);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    TextStyle m_style;
    Role m_role;
    bool m_mono = false;
    Qt::TextElideMode m_mode = Qt::ElideRight;
    Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
};

} // namespace nodegrad
