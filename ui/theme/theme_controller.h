#pragma once
#include "ui/theme/theme.h"

#include <QObject>

class QApplication;

namespace nodegrad {

/// Light, Dark, HighContrast, or what the system shows (told by the lightness of the system's palette).
enum class ThemeMode { System, Light, Dark, HighContrast };
/// "system", "light", "dark", "high_contrast": as settings keep it. An unknown text gives System.
ThemeMode themeModeFromId(const QString& id);
QString themeModeId(ThemeMode mode);

/// Puts a theme on the application: our style over Fusion, palette and fonts, all made from the tokens.
/// Made once in main(), after QApplication; `theme()` then answers with its theme. UI thread only.
/// Widgets that paint themselves repaint on QEvent::PaletteChange, which every widget gets.
class ThemeController : public QObject {
    Q_OBJECT
public:
    explicit ThemeController(QApplication& application, ThemeMode mode = ThemeMode::System, QObject* parent = nullptr);
    ~ThemeController() override;

    /// The one that lives now; nullptr before and after. For connecting to changed().
    static ThemeController* instance();

    const Theme& current() const { return m_theme; }
    ThemeMode mode() const { return m_mode; }
    void setMode(ThemeMode mode);

signals:
    /// The colours are different now. Sent after palette and style are in place.
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    bool systemIsDark() const;

    QApplication& m_application;
    ThemeMode m_mode;
    Theme m_theme;
    bool m_systemDark = false;
    bool m_applying = false;
};

} // namespace nodegrad
