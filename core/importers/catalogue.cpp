#include <algorithm>
#include <fstream>

#include "core/base/text.h"
#include "core/importers/families.h"
#include "core/importers/weights_reader.h"
#include "core/project/initial_weights.h"

namespace nodegrad {

const std::vector<Importer>& importers()
{
    static const std::vector<Importer> all{onnxImporter(), torchScriptImporter()};
    return all;
}

bool hasExtension(const std::filesystem::path& path, const std::vector<std::string>& extensions)
{
    const std::string name = lowered(path.filename().string());
    return std::ranges::any_of(extensions, [&](const std::string& extension) { return name.ends_with(extension); });
}

Result<std::string> headOf(const std::filesystem::path& path)
{
    std::error_code problem;
    if (!std::filesystem::exists(path, problem))
        return fail("file.missing", {{"path", path.string()}});
    std::ifstream in(path, std::ios::binary);
    std::string head(kHeadSize, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (std::filesystem::is_directory(path, problem) || (in.bad() || (in.fail() && !in.eof())))
        return fail("file.unreadable", {{"path", path.string()}, {"reason", "it cannot be opened as a file"}});
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head;
}

Result<Imported> importModel(const std::filesystem::path& path, const ImportOptions& options, const Task& task)
{
    const auto head = headOf(path);
    if (!head)
        return fail(head.error());
    std::vector<std::string> known;
    for (const Importer& importer : importers()) {
        if (importer.match(path, *head))
            return importer.open(path, options, task);
        known.push_back(importer.title + " (" + joined(importer.extensions, ", ") + ")");
    }
    if (weightsReaderFor(path)) { // or what is left of a file that was a model
        const auto weights = readWeights(path);
        const bool isArchive = head->starts_with("PK") || !hasExtension(path, {".pt", ".pth", ".ckpt"});
        if (weights || isArchive)
            return weights ? fail("import.needs_target") : fail(weights.error());
    }
    return fail("import.unknown_format", {{"path", path.string()}, {"known", joined(known, ", ")}});
}

Result<Project> writeImported(const Imported& imported, const std::filesystem::path& path, FileSystem& system)
{
    Project project = imported.project;
    if (!imported.weights.empty()) {
        auto weights = writeInitialWeights(path, imported.weights, system);
        if (!weights)
            return fail(weights.error());
        project.initialWeights = std::move(*weights);
    }
    if (auto written = writeProject(path, project, system); !written)
        return fail(written.error());
    return project;
}

} // namespace nodegrad
