#include "core/analysis/repeat_module.h"
#include "core/project/moved_nodes.h"
#include "ui/canvas/design_editor.h"
#include "ui/session/background.h"
#include "ui/session/session.h"

namespace nodegrad {

void DesignEditor::makeRepeat(const std::string& definition, const Repeat& repeat)
{
    const Level* level = graph().level(definition);
    const Node* first = level ? level->find(repeat.copies.front().front()) : nullptr;
    if (!first)
        return;
    const std::string title = tr("%1 block").arg(titleOf(*first)).toStdString();
    Job* job = Job::start(this, tr("Make a module"),
        [before = graph(), definition, repeat, title, across = leftToRight()](const Task&) { return makeRepeatModule(before, definition, repeat, title, across); },
        [this, before = graph(), definition, count = repeat.copies.size()](Result<MadeRepeat> made) {
            if (!made) {
                notify(made.error());
                return;
            }
            if (!(before == graph()))
                return; // edited meanwhile: the edit wins
            Project project = withMovedNodes(session()->project(), made->renamed);
            project.graph = std::move(made->graph);
            session()->apply(std::move(project), tr("Make a module of %n repeats", "", static_cast<int>(count)));
            if (m_definition == definition)
                select({made->instances.begin(), made->instances.end()});
        });
    if (m_context.showJob)
        m_context.showJob(job);
}

} // namespace nodegrad
