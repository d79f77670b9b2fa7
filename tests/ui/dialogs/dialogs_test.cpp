#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

#include "core/layers/graph_text.h"
#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/dialogs/diff_dialog.h"
#include "ui/dialogs/summary_dialog.h"
#include "ui/session/session.h"

using namespace nodegrad;

namespace {

void open(Session& session, const std::string& text)
{
    const auto graph = parseGraphText(text);
    REQUIRE(graph);
    Project project;
    project.graph = *graph;
    session.open(std::move(project), {});
    REQUIRE(QTest::qWaitFor([&] { return session.isDesignCurrent(); }, 10000));
}

QString allText(const QWidget& widget)
{
    QString text;
    for (const QLabel* label : widget.findChildren<QLabel*>())
        text += label->text() + QLatin1Char('\n');
    return text;
}

void press(QWidget& dialog, const QString& text)
{
    for (auto* button : dialog.findChildren<QPushButton*>())
        if (button->text() == text)
            QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace

TEST_CASE("The summary lists each layer with its cost, and sorts by numbers")
{
    test::application();
    Session session;
    open(session, "in1 = input(4); a = in1 > dense(8); r = a > relu; b = r > dense(100); b > output(mse)");
    SummaryDialog dialog(&session);
    dialog.show();
    auto* table = dialog.findChild<QTreeWidget*>();
    REQUIRE(table);
    const auto texts = [&](int column) {
        QStringList all;
        for (int i = 0; i < table->topLevelItemCount(); ++i)
            all << table->topLevelItem(i)->text(column);
        return all;
    };
    CHECK(texts(0).mid(0, 3) == QStringList{"a", "r", "b"});
    CHECK(texts(2).mid(0, 3) == QStringList{"40", "", "900"}); // 4 * 8 + 8 and 8 * 100 + 100
    CHECK(texts(3).mid(0, 3) == QStringList{"4.3 %", "", "95.7 %"});
    CHECK(texts(4).mid(0, 3) == QStringList{"32", "", "800"});
    table->sortByColumn(2, Qt::DescendingOrder);
    CHECK(texts(0).front() == "b");
    CHECK(allText(dialog).contains("940 parameters"));
    CHECK(QTest::qWaitFor([&] { return allText(dialog).contains("larger ones were not tried"); }, 10000));

    QSignalSpy chosen(&dialog, &SummaryDialog::nodeChosen);
    table->setCurrentItem(table->topLevelItem(0));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    REQUIRE(chosen.count() == 1);
    CHECK(chosen.front().front().toString() == "b");

    press(dialog, "Copy as text");
    CHECK(QGuiApplication::clipboard()->text().contains("b\tN × 100\t900"));
}

TEST_CASE("A largest batch that was not searched to its end is said to be one")
{
    test::application();
    Session session;
    open(session, "input(1) > dense(1) > output(mse)"); // a sample needs a few bytes: any number of them fits
    SummaryDialog dialog(&session);
    dialog.show();
    CHECK(QTest::qWaitFor([&] { return allText(dialog).contains(QString::fromUtf8("A batch of 65\u2009536 fits into the free memory; larger ones were not tried.")); }, 10000));
}

TEST_CASE("The summary follows the design")
{
    test::application();
    Session session;
    open(session, "input(4) > dense(8) > output(mse)");
    SummaryDialog dialog(&session);
    dialog.show();
    CHECK(allText(dialog).contains("40 parameters"));
    open(session, "input(4) > dense(9) > output(mse)");
    CHECK(QTest::qWaitFor([&] { return allText(dialog).contains("45 parameters"); }, 10000));
}

TEST_CASE("Differences stand in a tree, their values below")
{
    test::application();
    const auto before = parseGraphText("input(4) > dense(8) > output"), after = parseGraphText("input(4) > dense(16) > relu > output");
    REQUIRE(before);
    REQUIRE(after);
    DiffDialog dialog("run 1", "now", graphDiff(*before, *after));
    dialog.show();
    CHECK(allText(dialog).contains("1 added, 0 removed, 2 changed"));
    auto* tree = dialog.findChild<QTreeWidget*>();
    REQUIRE(tree);
    REQUIRE(tree->topLevelItemCount() == 3);
    const QTreeWidgetItem* dense = tree->topLevelItem(0);
    CHECK(dense->text(0).startsWith("dense1"));
    REQUIRE(dense->childCount() == 1);
    CHECK(dense->child(0)->text(1) == "Units");
    CHECK(dense->child(0)->text(2) == "8");
    CHECK(dense->child(0)->text(3) == "16");
    press(dialog, "Copy as text");
    CHECK(QGuiApplication::clipboard()->text().contains("+ relu1 (ReLU)"));
}
