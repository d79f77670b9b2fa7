#include "ui/language/english.h"

#include <QCoreApplication>

namespace nodegrad {

English::English(QObject* parent) : QTranslator(parent)
{
    QCoreApplication::installTranslator(this);
}

QString English::translate(const char*, const char* text, const char*, int n) const
{
    if (n < 0)
        return {}; // the text as it is
    return QString::fromUtf8(text).replace(QStringLiteral("(s)"), n == 1 ? QString() : QStringLiteral("s"));
}

} // namespace nodegrad
