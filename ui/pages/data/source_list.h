#pragma once
#include <QAbstractButton>
#include <QWidget>

#include <map>

class QMenu;

namespace nodegrad {

/// One source in the list: icon tile, title, one line of summary.
class SourceRow : public QAbstractButton {
    Q_OBJECT
public:
    SourceRow(const QString& iconName, const QString& title, const QString& summary, QWidget* parent = nullptr);
    void setSummary(const QString& summary);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName, m_summary;
};

/// All sources of the catalogue: the bundled ones, and below them the kinds of files a user can bring.
class SourceList : public QWidget {
    Q_OBJECT
public:
    explicit SourceList(QWidget* parent = nullptr);
    /// Marks the source of the project; `facts` stands in place of its summary when not empty ("1 797 images, 10 classes").
    void setCurrent(const QString& sourceId, const QString& facts);
    SourceRow* row(const QString& sourceId) const;

signals:
    void bundledChosen(const QString& sourceId);
    void kindChosen(const QString& sourceId); ///< a source that needs a file: the page asks for it
    void fileRequested();
    void folderRequested();

private:
    std::map<QString, SourceRow*> m_rows;
};

} // namespace nodegrad
