#include "ui/theme/icons.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <QtDebug>

#include <memory>
#include <optional>

namespace nodegrad {

namespace {

constexpr const char* folder = ":/nodegrad/icons/";

/// The text of an icon with its colour put in. Empty for an unknown name, which is reported once.
QByteArray source(const QString& name)
{
    static QHash<QString, QByteArray> cache;
    if (const auto found = cache.constFind(name); found != cache.constEnd())
        return *found;
    theme(); // makes sure that the resources are there
    QFile file(folder + name + ".svg");
    QByteArray text;
    if (file.open(QIODevice::ReadOnly))
        text = file.readAll();
    else
        qWarning("There is no icon called '%s'.", qPrintable(name));
    cache.insert(name, text);
    return text;
}

std::shared_ptr<QSvgRenderer> renderer(const QString& name, const QColor& color)
{
    static QHash<QString, std::shared_ptr<QSvgRenderer>> cache;
    const QString key = name + color.name();
    if (const auto found = cache.constFind(key); found != cache.constEnd())
        return *found;
    QByteArray text = source(name);
    std::shared_ptr<QSvgRenderer> result;
    if (!text.isEmpty()) {
        text.replace("currentColor", color.name().toLatin1());
        result = std::make_shared<QSvgRenderer>(text);
    }
    if (cache.size() > 2000)
        cache.clear();
    cache.insert(key, result);
    return result;
}

/// Draws in the colour that the theme gives the role at that moment.
class ThemedIconEngine : public QIconEngine {
public:
    ThemedIconEngine(QString name, std::optional<Role> role, Role on, QColor fixed)
        : m_name(std::move(name)), m_role(role), m_on(on), m_fixed(std::move(fixed)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const int edge = std::min(rect.width(), rect.height());
        const QRectF square(rect.x() + (rect.width() - edge) / 2.0, rect.y() + (rect.height() - edge) / 2.0, edge, edge);
        paintIcon(*painter, square, m_name, colorFor(mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        // `size` is in device pixels already.
        return iconPixmap(m_name, colorFor(mode, state), std::min(size.width(), size.height()), 1.0);
    }

    QIconEngine* clone() const override { return new ThemedIconEngine(*this); }
    QString key() const override { return "nodegrad"; }
    QString iconName() override { return m_name; }
    bool isNull() override { return source(m_name).isEmpty(); }

private:
    QColor colorFor(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled)
            return theme()(Role::TextDisabled);
        if (!m_role)
            return m_fixed;
        return theme()(state == QIcon::On ? m_on : *m_role);
    }

    QString m_name;
    std::optional<Role> m_role;
    Role m_on;
    QColor m_fixed;
};

} // namespace

QIcon icon(const QString& name, Role role)
{
    return icon(name, role, role);
}

QIcon icon(const QString& name, Role role, Role on)
{
    return name.isEmpty() ? QIcon() : QIcon(new ThemedIconEngine(name, role, on, {}));
}

QIcon icon(const QString& name, const QColor& color)
{
    return name.isEmpty() ? QIcon() : QIcon(new ThemedIconEngine(name, std::nullopt, Role::Text, color));
}

QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio)
{
    const int pixels = std::max(1, qRound(size * devicePixelRatio));
    const QString key = QString("nodegrad-icon/%1/%2/%3/%4").arg(name, color.name()).arg(pixels).arg(devicePixelRatio);
    QPixmap result;
    if (QPixmapCache::find(key, &result))
        return result;
    result = QPixmap(pixels, pixels);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    paintIcon(painter, QRectF(0, 0, pixels, pixels), name, color);
    painter.end();
    result.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, result);
    return result;
}

void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& color)
{
    const auto svg = renderer(name, color);
    if (!svg)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (color.alpha() < 255)
        painter.setOpacity(painter.opacity() * color.alphaF());
    svg->render(&painter, rect);
    painter.restore();
}

QString categoryIconName(const QString& categoryId)
{
    static const QStringList categories = {"io", "conv", "dense", "norm", "activation", "pool", "recurrent", "attention",
                                           "regular", "merge", "reshape", "composite"};
    return categories.contains(categoryId) ? categoryId : QString("composite");
}

QIcon programIcon()
{
    theme();
    QIcon result;
    QSvgRenderer svg(QString(folder) + "nodegrad.svg");
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        svg.render(&painter);
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

QStringList iconNames()
{
    theme();
    QStringList names;
    for (const QString& file : QDir(folder).entryList({"*.svg"}, QDir::Files, QDir::Name))
        names << file.chopped(4);
    return names;
}

} // namespace nodegrad
