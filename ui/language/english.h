#pragma once
// The English of the program's own texts.

#include <QTranslator>

namespace nodegrad {

/// Numbers in the texts: tr("%n run(s)", nullptr, n) becomes "1 run" or "2 runs". Translations into other languages, installed
/// later, come first.
class English : public QTranslator {
    Q_OBJECT
public:
    explicit English(QObject* parent = nullptr);
    QString translate(const char* context, const char* text, const char* disambiguation = nullptr, int n = -1) const override;
    bool isEmpty() const override { return false; }
};

} // namespace nodegrad
