#pragma once
#include <memory>

#include "ui/pages/data/data_figures.h"
#include "ui/widgets/card.h"

class QComboBox;
class QLabel;
class QTableWidget;

namespace nodegrad {

class HistogramChart;

/// "What the network sees": one sample as stored and as prepared, the values of the training samples before and after,
/// and the tensor that the network gets.
class NetworkCard : public Card {
    Q_OBJECT
public:
    explicit NetworkCard(QWidget* parent = nullptr);
    /// `figures` may be null while they are being counted.
    void setData(const PreparedData& prepared, std::shared_ptr<const DataFigures> figures);
    void setSample(std::int64_t sample);
    std::int64_t sample() const { return m_sample; }
    QString tensorText() const;

signals:
    void sampleChosen(std::int64_t sample); ///< by the card's own button

private:
    void updateSample();
    void updateHistograms();
    PreparedData m_prepared;
    std::shared_ptr<const DataFigures> m_figures;
    std::int64_t m_sample = 0;
    QWidget* m_pictures;
    QLabel *m_stored, *m_after, *m_storedTitle, *m_afterTitle, *m_tensor;
    QTableWidget* m_values;
    QComboBox* m_feature;
    HistogramChart *m_storedChart, *m_afterChart;
};

} // namespace nodegrad
