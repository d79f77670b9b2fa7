#pragma once

#include <QDialog>

#include "core/importers/importer.h"

namespace nodegrad {

/// What was imported of a model and what was not, with the reasons.
class ImportReportDialog : public QDialog {
    Q_OBJECT
public:
    ImportReportDialog(const QString& file, const ImportReport& report, QWidget* parent = nullptr);
};

} // namespace nodegrad
