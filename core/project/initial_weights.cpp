#include "core/project/initial_weights.h"

#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/base/version.h"
#include "core/formats/safetensors.h"

namespace nodegrad {

namespace {

constexpr std::size_t kNamed = 3; ///< keys that a notice names

/// What weights were called before all steps.
class KeysInFile {
public:
    explicit KeysInFile(const std::vector<MovedNodes>& steps) : m_steps(steps)
    {
        for (const MovedNodes& step : steps) {
            m_left.push_back(inverse(step));
            std::erase_if(m_left.back(), [&](const auto& entry) { return step.contains(entry.first); });
        }
    }
    /// "" for a new node at a place that another one left.
    std::string operator()(std::string key) const
    {
        for (std::size_t i = m_steps.size(); i-- > 0 && !key.empty();) {
            std::string before = movedPath(key, m_steps[i]);
            const bool isNew = before == key && movedPath(key, m_left[i]) != key;
            key = isNew ? std::string() : std::move(before);
        }
        return key;
    }

private:
    const std::vector<MovedNodes>& m_steps;
    std::vector<MovedNodes> m_left; ///< of each step, the places that nothing took again
};

} // namespace

std::string StartingWeights::notice(const std::string& file) const
{
    if (drawn.empty())
        return {};
    const std::vector<std::string> named(drawn.begin(), drawn.begin() + static_cast<std::ptrdiff_t>(std::min(kNamed, drawn.size())));
    return std::to_string(state.size() - drawn.size()) + " of " + std::to_string(state.size()) + " weights come from '" + file + "'; new ones begin at " +
           joined(named, ", ") + (drawn.size() > kNamed ? " and " + std::to_string(drawn.size() - kNamed) + " more." : ".");
}

Result<std::optional<StartingWeights>> readInitialWeights(const Project& project, const Program& program, const std::filesystem::path& baseFolder)
{
    if (!project.initialWeights)
        return std::optional<StartingWeights>();
    const std::filesystem::path path = baseFolder / project.initialWeights->path;
    const auto bytes = readFile(path);
    if (!bytes)
        return fail(bytes.error());
    if (sha256Hex(*bytes) != project.initialWeights->sha256)
        return fail("project.weights_changed", {{"path", path.string()}});
    const auto file = parseSafetensors(*bytes, path.string());
    if (!file)
        return fail(file.error());
    const KeysInFile inFile(project.initialWeights->renamed);
    StartingWeights weights;
    std::size_t fitting = 0;
    const auto take = [&](const std::string& key, const std::vector<std::int64_t>& shape, const auto& otherwise) {
        const auto found = file->tensors.find(inFile(key));
        const bool fits = found != file->tensors.end() && found->second.shape() == shape;
        fitting += fits;
        if (!fits)
            weights.drawn.push_back(key);
        weights.state[key] = fits ? found->second : otherwise();
    };
    for (const Parameter& parameter : program.parameters)
        take(parameter.path, parameter.shape, [&] { return initialValues(parameter, project.training.seed); });
    for (const Buffer& buffer : program.buffers)
        take(buffer.path, buffer.initial.shape(), [&] { return buffer.initial; });
    if (fitting == 0)
        return fail("project.weights_do_not_fit", {{"path", path.string()}});
    return std::optional(std::move(weights));
}

std::filesystem::path weightsPath(const std::filesystem::path& projectPath, const std::string& kind)
{
    return projectPath.parent_path() / (projectPath.stem().string() + "." + kind + ".safetensors");
}

std::optional<InitialWeights> linkInitialWeights(const Project& project, const std::filesystem::path& baseFolder, const std::filesystem::path& projectPath)
{
    std::error_code problem;
    if (!project.initialWeights || std::filesystem::equivalent(baseFolder, projectPath.parent_path(), problem))
        return {};
    const std::filesystem::path there = weightsPath(projectPath);
    std::filesystem::create_hard_link(baseFolder / project.initialWeights->path, there, problem);
    if (problem)
        return {};
    InitialWeights linked = *project.initialWeights;
    linked.path = there.filename().string();
    return linked;
}

Result<InitialWeights> writeInitialWeights(const std::filesystem::path& projectPath, const std::map<std::string, HostTensor>& weights, FileSystem& system, const std::string& kind)
{
    TensorFile file{weights, {{"format", "pt"}, {"producer", std::string("Nodegrad ") + kProgramVersion}}};
    const auto bytes = safetensorsBytes(file);
    if (!bytes)
        return fail(bytes.error());
    const std::filesystem::path path = weightsPath(projectPath, kind);
    if (auto written = writeFileAtomically(path, *bytes, system); !written)
        return fail(written.error());
    return InitialWeights{path.filename().string(), sha256Hex(*bytes), {}};
}

} // namespace nodegrad
