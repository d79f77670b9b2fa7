#pragma once

#include <QDialog>

#include "core/analysis/graph_diff.h"

namespace nodegrad {

/// What differs between two designs, a row a change, with its values below it.
class DiffDialog : public QDialog {
    Q_OBJECT
public:
    /// `before` and `after` name the two: "run 3", "the design now".
    DiffDialog(const QString& before, const QString& after, const std::vector<NodeChange>& changes, QWidget* parent = nullptr);
};

} // namespace nodegrad
