#include "ui/theme/theme_controller.h"

#include "ui/theme/style.h"

#include <QApplication>
#include <QEvent>
#include <QPalette>
#include <QStyle>
#include <QToolTip>

namespace nodegrad {

namespace {

ThemeController* liveController = nullptr;

QPalette paletteFor(const Theme& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t(Role::Panel));
    p.setColor(QPalette::WindowText, t(Role::Text));
    p.setColor(QPalette::Base, t(Role::Sunken));
    p.setColor(QPalette::AlternateBase, t(Role::Panel));
    p.setColor(QPalette::Text, t(Role::Text));
    p.setColor(QPalette::PlaceholderText, t(Role::TextMuted));
    p.setColor(QPalette::Button, t(Role::Raised));
    p.setColor(QPalette::ButtonText, t(Role::Text));
    p.setColor(QPalette::BrightText, t(Role::Danger));
    p.setColor(QPalette::Highlight, t(Role::AccentFill));
    p.setColor(QPalette::HighlightedText, t(Role::OnAccent));
    p.setColor(QPalette::Link, t(Role::Accent));
    p.setColor(QPalette::LinkVisited, t(Role::Accent));
    p.setColor(QPalette::ToolTipBase, t(Role::Tooltip));
    p.setColor(QPalette::ToolTipText, t(Role::Text));
    p.setColor(QPalette::Light, t(Role::Raised));
    p.setColor(QPalette::Midlight, t(Role::Hover));
    p.setColor(QPalette::Mid, t(Role::Border));
    p.setColor(QPalette::Dark, t(Role::ControlBorder));
    p.setColor(QPalette::Shadow, t(Role::Window));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, t(Role::TextDisabled));
    p.setColor(QPalette::Disabled, QPalette::Highlight, t(Role::Border));
    return p;
}

/// A selected row is tinted, its text keeps its colour.
QPalette itemViewPalette(const Theme& t, QPalette p)
{
    p.setColor(QPalette::Base, t(Role::Panel));
    p.setColor(QPalette::Highlight, t(Role::Selection));
    p.setColor(QPalette::HighlightedText, t(Role::Text));
    return p;
}

} // namespace

ThemeMode themeModeFromId(const QString& id)
{
    if (id == "light")
        return ThemeMode::Light;
    if (id == "dark")
        return ThemeMode::Dark;
    return id == "high_contrast" ? ThemeMode::HighContrast : ThemeMode::System;
}

QString themeModeId(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::Light: return "light";
    case ThemeMode::Dark: return "dark";
    case ThemeMode::HighContrast: return "high_contrast";
    case ThemeMode::System: break;
    }
    return "system";
}

ThemeController::ThemeController(QApplication& application, ThemeMode mode, QObject* parent)
    : QObject(parent), m_application(application), m_mode(mode)
{
    m_systemDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    liveController = this;
    application.installEventFilter(this);
    apply();
}

ThemeController::~ThemeController()
{
    if (liveController == this)
        liveController = nullptr;
}

ThemeController* ThemeController::instance()
{
    return liveController;
}

void ThemeController::setMode(ThemeMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    apply();
}

bool ThemeController::systemIsDark() const
{
    return m_systemDark;
}

void ThemeController::apply()
{
    ThemeName name = ThemeName::Light;
    switch (m_mode) {
    case ThemeMode::Light: break;
    case ThemeMode::Dark: name = ThemeName::Dark; break;
    case ThemeMode::HighContrast: name = ThemeName::HighContrast; break;
    case ThemeMode::System: name = systemIsDark() ? ThemeName::Dark : ThemeName::Light; break;
    }
    m_theme = Theme::load(name);
    m_applying = true;
    QApplication::setFont(font(TextStyle::Body));
    const QPalette palette = paletteFor(m_theme);
    QToolTip::setPalette(palette);
    QToolTip::setFont(font(TextStyle::Body));
    QApplication::setStyle(new Style); // polishes every widget again, so that roles given by properties follow
    QApplication::setPalette(palette);
    QApplication::setPalette(itemViewPalette(m_theme, palette), "QAbstractItemView");
    m_applying = false;
    emit changed();
}

bool ThemeController::eventFilter(QObject* watched, QEvent* event)
{
    // The desktop changed between light and dark. Our own palette sends the same event, hence the flag.
    if (watched == &m_application && event->type() == QEvent::ThemeChange && !m_applying) {
        const bool dark = QApplication::style()->standardPalette().color(QPalette::Window).lightness() < 128;
        if (dark != m_systemDark) {
            m_systemDark = dark;
            if (m_mode == ThemeMode::System)
                apply();
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace nodegrad
