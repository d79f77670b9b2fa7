#include "tests/ui/language/pseudo_locale.h"

#include <cmath>
#include <cstring>

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace nodegrad::test {

namespace {

constexpr QChar kOpen(0x27e6), kClose(0x27e7), kFill(0x00b7);
constexpr double kLonger = 0.4;

QChar accented(QChar letter)
{
    static const QString plain = QStringLiteral("aeiouAEIOUncyNC"), marked = QString::fromUtf8("áëîöüÁËÎÖÜñçýÑÇ");
    const qsizetype place = plain.indexOf(letter);
    return place < 0 ? letter : marked[place];
}

} // namespace

PseudoLocale::PseudoLocale(const QString& file)
{
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly))
        return;
    QXmlStreamReader xml(&input);
    QString context, source, comment;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("message"))
            source = comment = QString();
        else if (xml.isStartElement() && xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == QLatin1String("source"))
            source = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == QLatin1String("comment"))
            comment = xml.readElementText();
        else if (xml.isEndElement() && xml.name() == QLatin1String("message"))
            m_texts.insert({context, source, comment});
    }
}

QString PseudoLocale::translate(const char* context, const char* text, const char* comment, int n) const
{
    const QString ours = std::strcmp(context, "core") == 0 ? QStringLiteral("core") : QStringLiteral("nodegrad");
    QString plain = QString::fromUtf8(text);
    if (!m_texts.contains({ours, plain, QString::fromUtf8(comment ? comment : "")}))
        return {};
    if (n >= 0)
        plain.replace(QStringLiteral("(s)"), n == 1 ? QString() : QStringLiteral("s"));
    return shown(plain);
}

QString PseudoLocale::shown(const QString& text)
{
    static const QRegularExpression kept(QStringLiteral("%L?(?:\\d+|n)|\\{\\w*\\}|&\\w|\\n|\\t|\\(\\*\\.[^)]*\\)|;;"));
    QString out;
    qsizetype end = 0;
    const auto addPlain = [&](QStringView plain) {
        for (const QChar letter : plain)
            out += accented(letter);
    };
    for (auto places = kept.globalMatch(text); places.hasNext();) {
        const auto place = places.next();
        addPlain(QStringView(text).mid(end, place.capturedStart() - end));
        out += place.captured();
        end = place.capturedEnd();
    }
    addPlain(QStringView(text).mid(end));
    return kOpen + out + QString(static_cast<qsizetype>(std::ceil(static_cast<double>(text.size()) * kLonger)), kFill) + kClose;
}

QString PseudoLocale::outside(const QString& text)
{
    QString out;
    int depth = 0;
    for (const QChar letter : text) {
        if (letter == kOpen)
            ++depth;
        else if (letter == kClose)
            depth -= depth > 0 ? 1 : 0;
        else if (depth == 0)
            out += letter;
    }
    return out;
}

} // namespace nodegrad::test
