// Where one was: bookmarks, and the way back through the levels.
#include "ui/canvas/canvas_view.h"

#include <QVariantAnimation>

#include "ui/session/session.h"

namespace nodegrad {

void CanvasView::setBookmark(int key)
{
    Project project = m_editor->session()->project();
    project.bookmarks[key] = place();
    m_editor->session()->apply(std::move(project), tr("Set bookmark %1").arg(key));
    m_editor->notify(tr("Bookmark %1 is here: press %1 to come back.").arg(key));
}

void CanvasView::goToBookmark(int key)
{
    const auto& bookmarks = m_editor->session()->project().bookmarks;
    const auto found = bookmarks.find(key);
    if (found == bookmarks.end()) {
        m_editor->notify(tr("There is no bookmark %1. Ctrl+%1 sets one where you are.").arg(key));
        return;
    }
    const Bookmark mark = found->second;
    if (m_editor->graph().definitionAt(mark.path))
        goTo(mark);
    else
        m_editor->notify(tr("The module of bookmark %1 is not in the design any more.").arg(key));
}

Bookmark CanvasView::place() const
{
    const bool moves = m_animation->state() == QAbstractAnimation::Running;
    const double zoom = moves ? m_wanted.zoom : m_zoom;
    const QPointF center = (QRectF(rect()).center() - (moves ? m_wanted.origin : m_origin)) / zoom;
    return {m_editor->path(), {center.x(), center.y()}, zoom};
}

void CanvasView::goTo(const Bookmark& place)
{
    if (!m_editor->graph().definitionAt(place.path))
        return;
    m_editor->setPath(place.path);
    animateTo(place.zoom, QRectF(rect()).center() - QPointF(place.center.x, place.center.y) * place.zoom);
}

void CanvasView::goBack()
{
    travel(m_back, m_forth);
}

void CanvasView::goForth()
{
    travel(m_forth, m_back);
}

void CanvasView::travel(std::vector<std::vector<std::string>>& from, std::vector<std::vector<std::string>>& to)
{
    while (!from.empty()) {
        const auto path = std::move(from.back());
        from.pop_back();
        if (path == m_editor->path() || !m_editor->graph().definitionAt(path))
            continue;
        to.push_back(m_editor->path());
        m_isTravelling = true;
        m_editor->setPath(path);
        m_isTravelling = false;
        return;
    }
}

} // namespace nodegrad
