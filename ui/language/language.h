#pragma once
// Which language the window speaks, and its texts.

#include <QStringList>
#include <QTranslator>

#include "ui/language/english.h"

namespace nodegrad {

enum class Language { System, English, Chinese };

/// "system", "en", "zh_CN": as settings and the command line name them.
QString languageId(Language language);
/// Also "zh", "zh-CN" and other capitals. System for a name that is not known.
Language languageFromId(const QString& id);
bool isLanguageId(const QString& id);
/// What `chosen` comes to: English or Chinese. The system's languages are asked in order ("de-DE", "zh-Hans-CN"); Chinese means the
/// simplified script. Where none of them is there, English.
Language spokenLanguage(Language chosen, const QStringList& systemLanguages);

/// The texts of one language, installed as long as this lives: the program's and Qt's own (buttons of dialogs). It also puts
/// numbers of C's library back to "." after QApplication has taken the user's locale: files are written in the C locale.
class Translations {
public:
    explicit Translations(Language language);
    Language language() const { return m_language; }

private:
    /// Our texts lie in two contexts, the window's and core's, so that a text that stands in two places is translated once.
    class Texts : public QTranslator {
    public:
        using QTranslator::QTranslator;
        QString translate(const char* context, const char* text, const char* disambiguation, int n) const override;
    };

    Language m_language;
    English m_english;
    QTranslator m_qt;
    Texts m_texts;
};

} // namespace nodegrad
