#include "core/graph/history.h"
#include "tests/support/catch.h"

using nodegrad::History;

TEST_CASE("undo and redo walk over the recorded values")
{
    History<int> history(1);
    history.push(2, "Two");
    history.push(3, "Three");
    REQUIRE(history.undoName() == "Three");
    history.undo();
    REQUIRE(history.current() == 2);
    REQUIRE(history.redoName() == "Three");
    history.redo();
    REQUIRE(history.current() == 3);
    REQUIRE_FALSE(history.canRedo());
}

TEST_CASE("a step that changes nothing keeps the redo list")
{
    History<int> history(1);
    history.push(2, "Two");
    history.undo();
    history.push(1, "Nothing");
    REQUIRE(history.canRedo());
}

TEST_CASE("steps of one gesture join until it ends")
{
    History<int> history(1);
    history.push(2, "Move", "drag");
    history.push(3, "Move", "drag");
    history.closeStep();
    history.push(4, "Move", "drag");
    history.undo();
    REQUIRE(history.current() == 3);
    history.undo();
    REQUIRE(history.current() == 1);
}

TEST_CASE("every kept step has its name, and one can go to any of them")
{
    History<int> history(1);
    history.push(2, "Two");
    history.push(3, "Three");
    REQUIRE(history.size() == 3);
    REQUIRE(history.name(0).empty());
    REQUIRE(history.name(2) == "Three");
    history.goTo(0);
    REQUIRE(history.current() == 1);
    REQUIRE(history.redoName() == "Two");
    history.goTo(2);
    REQUIRE(history.current() == 3);
    REQUIRE_FALSE(history.canRedo());
    history.goTo(99);
    REQUIRE(history.index() == 2);
}
