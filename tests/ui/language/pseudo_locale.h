#pragma once
// A language for tests: every text of the translations, accented, 40 % longer and in brackets. What shows no brackets escaped tr(), or
// is missing in the .ts files.

#include <set>
#include <tuple>

#include <QTranslator>

namespace nodegrad::test {

class PseudoLocale : public QTranslator {
public:
    /// Knows the texts of this .ts file.
    explicit PseudoLocale(const QString& file);
    QString translate(const char* context, const char* text, const char* comment, int n) const override;
    bool isEmpty() const override { return false; }
    qsizetype size() const { return static_cast<qsizetype>(m_texts.size()); }

    /// "[Öpen·····]": places (%1, %n, {node}) and key marks stay as they are.
    static QString shown(const QString& text);
    /// `text` without what stands in brackets.
    static QString outside(const QString& text);

private:
    std::set<std::tuple<QString, QString, QString>> m_texts; ///< context, text, comment
};

} // namespace nodegrad::test
