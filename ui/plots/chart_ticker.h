#pragma once
#include <QString>

#include <qcustomplot.h>

namespace nodegrad {

/// Three to five labels an axis at 1, 2, 2.5 or 5 times a power of ten; on log axes at 1, 2, 5, at 1, 3, or at powers only.
class ChartTicker : public QCPAxisTicker {
public:
    enum class Style {
        Number,    ///< 0.25, 1e-3, 20 000
        Percent,   ///< shares 0..1 as "85 %"
        Time,      ///< seconds as 2:07
        Exponent,  ///< the number is log10 of what is shown
    };
    void setStyle(Style style) { m_style = style; }
    void setLogarithmic(bool log) { m_log = log; }
    void setWanted(int ticks) { m_wanted = ticks; } ///< 4 by default

    /// `largest`: of the axis, whose numbers are all written alike; 0: of one number alone.
    static QString numberLabel(double value, double largest = 0);

protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;

private:
    QVector<double> logTicks(const QCPRange& range) const;

    Style m_style = Style::Number;
    bool m_log = false;
    double m_largest = 0; ///< of equal steps; 0: each number by itself
    int m_wanted = 4;
};

} // namespace nodegrad
