#pragma once
// A canvas with an inspector beside it.

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/inspector/layer_form.h"
#include "ui/widgets/segmented_control.h"

namespace nodegrad::test {

struct InspectorFixture : CanvasFixture {
    explicit InspectorFixture(const std::string& text = "in1 = input(1,8,8); c1 = in1 > conv2d(16, kernel=3, padding=same); c2 = c1 > conv2d(8); flat = c2 > flatten; "
                                                        "fc = flat > dense(10); end = fc > output(cross_entropy)")
        : CanvasFixture(text)
    {
        panel = new InspectorPanel(editor, &window);
        panel->setGeometry(580, 0, 312, 780);
        panel->show();
        panel->raise();
    }
    ~InspectorFixture() { delete panel; }
    void choose(std::initializer_list<const char*> names)
    {
        std::set<NodeId> ids;
        for (const char* name : names)
            ids.insert(id(name));
        editor->select(ids);
        QTest::qWait(5);
    }
    template <class Field> Field* field(const char* param, int index = 0)
    {
        ParamEditor* made = panel->form() ? panel->form()->editor(param) : nullptr;
        REQUIRE(made);
        const auto fields = made->findChildren<Field*>();
        REQUIRE(fields.size() > index);
        return fields[index];
    }
    std::vector<std::int64_t> list(const char* name, const char* param)
    {
        const Node& chosen = node(name);
        return completed(chosen.params, findLayer(chosen.type)->params).list(param);
    }
    QPushButton* button(const QString& text)
    {
        for (QPushButton* one : panel->findChildren<QPushButton*>())
            if (one->isVisible() && one->text() == text)
                return one;
        return nullptr;
    }
    InspectorPanel* panel;
};

/// Types a number into a spin box and leaves it with Enter.
inline void type(QSpinBox* box, const QString& text)
{
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, text);
    QTest::keyClick(box, Qt::Key_Return);
}

} // namespace nodegrad::test
