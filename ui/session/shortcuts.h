#pragma once
// The keys that the user gave to actions; what is not changed keeps the keys it was made with.

#include <map>

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

namespace nodegrad {

/// Read from the settings once and written at each change. One for all windows and documents. UI thread.
class Shortcuts : public QObject {
    Q_OBJECT
public:
    explicit Shortcuts(QObject* parent = nullptr);
    QList<QKeySequence> keys(const QString& id, const QList<QKeySequence>& defaults) const;
    bool isChanged(const QString& id) const { return m_changed.contains(id); }
    bool isAnyChanged() const { return !m_changed.empty(); }
    void set(const QString& id, const QList<QKeySequence>& keys); ///< no keys: the action has none
    void reset(const QString& id);
    void resetAll();

signals:
    void changed();

private:
    std::map<QString, QList<QKeySequence>> m_changed;
};

/// "Ctrl+S" or "Del, Backspace", as the platform writes it.
QString keysText(const QList<QKeySequence>& keys);

} // namespace nodegrad
