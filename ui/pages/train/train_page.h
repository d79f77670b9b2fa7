#pragma once

#include <QWidget>

#include "ui/session/page_context.h"

namespace nodegrad {

/// The Train page. Reads the session, hands it new projects; owns nothing of it.
class TrainPage : public QWidget {
    Q_OBJECT
public:
    explicit TrainPage(const PageContext& context, QWidget* parent = nullptr);

private:
    PageContext m_context;
};

} // namespace nodegrad
