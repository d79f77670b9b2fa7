// The wheel scrolls what is looked at.
#include "tests/ui/shell/window_fixture.h"

#include <QComboBox>
#include <QWheelEvent>

using namespace nodegrad;

TEST_CASE("The wheel over a choice or a number leaves it as it is")
{
    test::User user;
    REQUIRE(user.tabTo("example.iris"));
    user.key(Qt::Key_Return);
    user.settle();
    user.key(Qt::Key_3, Qt::AltModifier);
    auto* optimizer = user.need<QComboBox>("train.optimizer");
    auto* epochs = user.need<QWidget>("param.epochs");
    const QString before = optimizer->currentText();
    const Project project = user.session().project();
    for (QWidget* field : {static_cast<QWidget*>(optimizer), epochs}) {
        const QPointF at = field->rect().center();
        QWheelEvent event(at, field->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(field, &event);
        CHECK(field->focusPolicy() == Qt::StrongFocus);
    }
    CHECK(optimizer->currentText() == before);
    CHECK(user.session().project().training.epochs == project.training.epochs);
    CHECK(user.session().project().training.optimizer == project.training.optimizer);
}
