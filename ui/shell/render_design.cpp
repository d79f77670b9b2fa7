#include <cstdio>

#include <QApplication>
#include <QElapsedTimer>

#include "core/base/text.h"
#include "core/project/project.h"
#include "ui/canvas/design_editor.h"
#include "ui/canvas/picture_file.h"
#include "ui/session/session.h"
#include "ui/shell/run_window.h"
#include "ui/theme/theme_controller.h"

namespace nodegrad {

namespace {

constexpr int kLongestWaitMs = 60000; ///< for data that give the shapes

int failure(const Error& error)
{
    std::fprintf(stderr, "%s\n", sentence(error).c_str());
    return 1;
}

ThemeName themeNamed(const std::string& id)
{
    return id == "dark" ? ThemeName::Dark : id == "high_contrast" ? ThemeName::HighContrast : ThemeName::Light;
}

} // namespace

int renderDesign(int& argc, char** argv, const RenderOptions& options)
{
    auto project = readProject(options.file);
    if (!project)
        return failure(project.error());
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ThemeController theme(application, ThemeMode::Light);
    Session session;
    PageContext context;
    context.session = &session;
    DesignEditor editor(context);
    session.open(std::move(*project), options.file);
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kLongestWaitMs && (session.data()->phase == DataState::Phase::Loading || !session.isDesignCurrent()))
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    if (!options.module.empty()) {
        std::vector<std::string> path;
        for (const std::string_view part : split(options.module, '.'))
            path.emplace_back(part);
        if (!editor.graph().definitionAt(path))
            return failure(makeError("render.no_module", {{"module", options.module}}));
        editor.setPath(std::move(path));
    }
    CanvasScene scene;
    scene.rebuild(editor);
    PictureLook look;
    look.theme = themeNamed(options.theme);
    look.scale = options.scale;
    const Status written = writePicture(scene, look, options.output);
    return written ? 0 : failure(written.error());
}

} // namespace nodegrad
