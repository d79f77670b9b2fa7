#include "ui/language/language.h"

#include <clocale>
#include <cstring>

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

/// Qt's macro does not work within a namespace.
static void initTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace nodegrad {

QString languageId(Language language)
{
    switch (language) {
    case Language::System: break;
    case Language::English: return QStringLiteral("en");
    case Language::Chinese: return QStringLiteral("zh_CN");
    }
    return QStringLiteral("system");
}

bool isLanguageId(const QString& id)
{
    return id.compare(QLatin1String("system"), Qt::CaseInsensitive) == 0 || languageFromId(id) != Language::System;
}

Language languageFromId(const QString& id)
{
    const QString plain = id.toLower().replace(QLatin1Char('-'), QLatin1Char('_'));
    if (plain == QLatin1String("en"))
        return Language::English;
    if (plain == QLatin1String("zh") || plain == QLatin1String("zh_cn") || plain == QLatin1String("zh_hans"))
        return Language::Chinese;
    return Language::System;
}

Language spokenLanguage(Language chosen, const QStringList& systemLanguages)
{
    if (chosen != Language::System)
        return chosen;
    for (const QString& name : systemLanguages) {
        const QLocale locale(name);
        if (locale.language() == QLocale::English)
            return Language::English;
        if (locale.language() == QLocale::Chinese && locale.script() == QLocale::SimplifiedHanScript)
            return Language::Chinese;
    }
    return Language::English;
}

Translations::Translations(Language language) : m_language(spokenLanguage(language, QLocale::system().uiLanguages()))
{
    initTranslations();
    std::setlocale(LC_NUMERIC, "C");
    if (m_language != Language::Chinese)
        return;
    if (m_qt.load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_texts.load(QStringLiteral(":/nodegrad/translations/nodegrad_zh_CN.qm")))
        QCoreApplication::installTranslator(&m_texts);
}

QString Translations::Texts::translate(const char* context, const char* text, const char* disambiguation, int n) const
{
    if (std::strcmp(context, "core") == 0)
        return QTranslator::translate("core", text, disambiguation, n);
    return QTranslator::translate("nodegrad", text, disambiguation, n);
}

} // namespace nodegrad
