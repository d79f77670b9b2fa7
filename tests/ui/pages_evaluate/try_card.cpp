#include "tests/ui/pages_evaluate/support.h"

#include <QComboBox>

#include "core/data/dataset.h"
#include "ui/pages/evaluate/try_card.h"
#include "ui/widgets/bar_row.h"
#include "ui/widgets/draw_pad.h"
#include "ui/widgets/number_field.h"

using namespace nodegrad;

namespace {

DatasetPtr load(const std::string& source)
{
    DataSettings settings;
    settings.source = source;
    auto loaded = loadDataset(settings, {}, Task());
    REQUIRE(loaded);
    return *loaded;
}

} // namespace

TEST_CASE("A white pixel on the pad is the highest raw value, the rest is the lowest")
{
    test::application();
    TryCard card;
    card.setData(load("digits"));
    HostTensor sent;
    QObject::connect(&card, &TryCard::inputMade, &card, [&](const HostTensor& input) { sent = input; });
    auto* pad = card.findChild<DrawPad*>();
    std::vector<float> values(64, 0.0F);
    values[9] = 1;
    pad->setValues(values);
    REQUIRE(sent.shape() == std::vector<std::int64_t>{1, 1, 8, 8});
    CHECK(sent.floats()[9] == 16.0F); // Digits: 0..16
    CHECK(sent.floats()[10] == 0.0F);
}

TEST_CASE("A row of a table is a form, and an edit sends it")
{
    test::application();
    TryCard card;
    card.setData(load("iris"));
    HostTensor sent;
    QObject::connect(&card, &TryCard::inputMade, &card, [&](const HostTensor& input) { sent = input; });
    card.useSample(0);
    REQUIRE(sent.count() == 4);
    CHECK(sent.floats()[0] == 5.1F); // the first flower of Fisher's table
    auto fields = card.findChildren<DecimalField*>();
    REQUIRE(fields.size() == 4);
    fields[0]->setValue(6.25);
    CHECK(sent.floats()[0] == 6.25F);
    CHECK(sent.floats()[1] == 3.5F);
}

TEST_CASE("The likeliest class stands above its bars")
{
    test::application();
    TryCard card;
    card.setData(load("iris"));
    const float shares[] = {0.1F, 0.7F, 0.2F};
    card.showAnswer(HostTensor::ofFloats({1, 3}, shares), 1.8);
    CHECK(card.answerText() == "versicolor");
    const auto& bars = card.findChild<BarList*>()->bars();
    REQUIRE(bars.size() == 3);
    CHECK(bars[1].strong);
    CHECK_FALSE(bars[0].strong);
    CHECK(bars[1].share == Approx(0.7));
}

TEST_CASE("A problem stands in place of the answer")
{
    test::application();
    TryCard card;
    card.setData(load("iris"));
    card.showProblem(makeError("file.missing", {{"path", "cat.png"}}));
    CHECK(card.answerText().isEmpty());
    CHECK(card.findChild<BarList*>()->bars().empty());
}
