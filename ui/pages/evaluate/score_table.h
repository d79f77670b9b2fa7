#pragma once
#include <QTableWidget>

#include "core/evaluation/evaluation.h"

namespace nodegrad {

/// Precision, recall and F1 of each class, F1 also as a bar.
class ScoreTable : public QTableWidget {
    Q_OBJECT
public:
    explicit ScoreTable(QWidget* parent = nullptr);
    /// `word`: what one class is called.
    void setScores(const std::vector<ClassScore>& scores, double macroF1, const QString& word);
};

} // namespace nodegrad
