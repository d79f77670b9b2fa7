#include "ui/language/core_text.h"

#include <unordered_map>
#include <vector>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include "ui/language/core_phrases.h"

namespace nodegrad {

namespace {

constexpr int kDeepest = 4; ///< phrases within phrases

QString translated(const char* text)
{
    return QCoreApplication::translate("core", text);
}

/// Fills {names} of a translated pattern.
template <class ValueOf>
QString filled(const QString& pattern, const ValueOf& valueOf)
{
    static const QRegularExpression placeholder(QStringLiteral("\\{(\\w+)\\}"));
    QString out;
    qsizetype end = 0;
    for (auto places = placeholder.globalMatch(pattern); places.hasNext();) {
        const auto place = places.next();
        out += pattern.mid(end, place.capturedStart() - end) + valueOf(place.captured(1));
        end = place.capturedEnd();
    }
    return out + pattern.mid(end);
}

struct Phrase {
    const char* pattern;
    QRegularExpression form;
};

/// "at least {0}" as "^at least (.+?)$". A pattern that begins and ends with a value takes numbers only: it would fit too much.
QRegularExpression formOf(const char* pattern)
{
    static const QRegularExpression placeholder(QStringLiteral("\\\\\\{\\d\\\\\\}"));
    const QString text = QString::fromUtf8(pattern);
    const bool isOpen = text.startsWith(QLatin1Char('{')) && text.endsWith(QLatin1Char('}'));
    QString form = QRegularExpression::escape(text);
    form.replace(placeholder, isOpen ? QStringLiteral("([\\d\\s.×]+)") : QStringLiteral("(.+?)"));
    return QRegularExpression(QStringLiteral("^%1$").arg(form), QRegularExpression::DotMatchesEverythingOption);
}

const std::vector<Phrase>& phrases()
{
    static const std::vector<Phrase> all = [] {
        std::vector<Phrase> made;
        for (const char* pattern : corePhrases())
            made.push_back({pattern, formOf(pattern)});
        return made;
    }();
    return all;
}

/// Parts between `joint`, but not within parentheses: "(N, T), (N, F)" has two parts.
QStringList splitOutside(const QString& text, QLatin1String joint)
{
    QStringList parts;
    qsizetype begin = 0;
    int depth = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        depth += text[i] == QLatin1Char('(') ? 1 : text[i] == QLatin1Char(')') ? -1 : 0;
        if (depth > 0 || QStringView(text).mid(i, joint.size()) != joint)
            continue;
        parts << text.mid(begin, i - begin);
        begin = i + joint.size();
        i = begin - 1;
    }
    return parts << text.mid(begin);
}

QString phraseText(const QString& text, int depth);

/// The text with all that is known of it translated; null when nothing is.
QString knownText(const QString& text, int depth)
{
    const QByteArray source = text.toUtf8();
    if (const QString whole = translated(source.constData()); whole != text)
        return whole;
    if (depth >= kDeepest)
        return {};
    for (const Phrase& phrase : phrases()) {
        const auto match = phrase.form.match(text);
        if (!match.hasMatch())
            continue;
        // The placeholders of a pattern are numbered in its order.
        return filled(translated(phrase.pattern), [&](const QString& name) { return phraseText(match.captured(name.toInt() + 1), depth + 1); });
    }
    for (const char* joint : {" or ", ", ", " and "}) {
        const QStringList parts = splitOutside(text, QLatin1String(joint));
        if (parts.size() < 2)
            continue;
        QStringList shown;
        bool someKnown = false;
        for (const QString& part : parts) {
            const QString known = knownText(part, depth + 1);
            someKnown |= !known.isNull();
            shown << (known.isNull() ? part : known);
        }
        if (someKnown)
            return shown.join(translated(joint));
    }
    return {};
}

QString phraseText(const QString& text, int depth)
{
    const QString known = knownText(text, depth);
    return known.isNull() ? text : known;
}

/// Is a language other than the texts' own in use?
bool isTranslated()
{
    return translated(" or ") != QLatin1String(" or ");
}

const ErrorText* wordsOf(const Error& error)
{
    static const auto* const byCode = [] {
        auto* map = new std::unordered_map<std::string_view, const ErrorText*>;
        for (const ErrorText& text : errorTexts())
            map->emplace(text.code, &text);
        return map;
    }();
    const auto found = byCode->find(error.code);
    return found == byCode->end() ? nullptr : found->second;
}

/// Arguments of errors that hold words of core. The others are names, paths and numbers, which stay as they are: a layer may be
/// called "input".
bool holdsWords(const QString& argument)
{
    static const QSet<QString> those{"advice", "compares", "cure", "expected", "first", "gives", "got", "inputs", "kernel", "kind", "metric", "needed", "param",
                                     "problem", "reason", "second", "state", "target", "title", "value", "wanted", "what", "why"};
    return those.contains(argument);
}

QString errorText(const Error& error, std::string_view pattern)
{
    const QString shown = translated(std::string(pattern).c_str());
    return filled(shown, [&](const QString& name) {
        const auto argument = error.arguments.find(name.toStdString());
        const QString value = argument == error.arguments.end() ? QString() : QString::fromStdString(argument->second);
        return holdsWords(name) ? phraseText(value, 0) : value;
    });
}

} // namespace

QString coreText(const std::string& text)
{
    const QString plain = QString::fromStdString(text);
    return plain.isEmpty() || !isTranslated() ? plain : phraseText(plain, 0);
}

QString messageText(const Error& error)
{
    const ErrorText* words = isTranslated() ? wordsOf(error) : nullptr;
    return words ? errorText(error, words->message) : QString::fromStdString(message(error));
}

QString hintText(const Error& error)
{
    const ErrorText* words = isTranslated() ? wordsOf(error) : nullptr;
    if (!words)
        return QString::fromStdString(hint(error));
    return words->hint.empty() ? QString() : errorText(error, words->hint);
}

QString sentenceText(const Error& error)
{
    const QString cure = hintText(error), fact = messageText(error);
    return cure.isEmpty() ? fact : QCoreApplication::translate("core", "%1 %2", "the fact and the cure").arg(fact, cure);
}

} // namespace nodegrad
