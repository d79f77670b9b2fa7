#pragma once
#include <map>
#include <string>
#include <vector>

#include "ui/session/page_context.h"
#include "ui/widgets/card.h"

class QTableWidget;

namespace nodegrad {


/// "Against other runs": what the runs of this project reached on their validation parts.
class OtherRunsCard : public Card {
    Q_OBJECT
public:
    explicit OtherRunsCard(const PageContext& context, QWidget* parent = nullptr);

signals:
    void runActivated(const std::string& runId); ///< double click or Enter

private:
    void refresh();
    void countParameters();
    PageContext m_context;
    QTableWidget* m_table;
    std::vector<std::string> m_shown;
    std::map<std::string, std::int64_t> m_parameters; ///< by run id; -1 while it is counted
};

} // namespace nodegrad
