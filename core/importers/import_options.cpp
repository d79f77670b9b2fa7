#include "core/base/text.h"
#include "core/importers/importer.h"

namespace nodegrad {

Result<ImportOptions> importOptionsFrom(const std::vector<std::string>& shapes)
{
    ImportOptions options;
    for (const std::string& written : shapes) {
        constexpr std::string_view tokens = ":tokens";
        const bool isTokens = written.ends_with(tokens);
        const std::string text = written.substr(0, written.size() - (isTokens ? tokens.size() : 0));
        const std::size_t equals = text.rfind('=');
        std::vector<std::int64_t> sizes;
        for (const std::string_view part : split(std::string_view(text).substr(equals == std::string::npos ? 0 : equals + 1), 'x')) {
            const auto size = parseInteger(part);
            if (!size || *size < 1 || equals == std::string::npos)
                return fail("import.bad_shape", {{"text", written}});
            sizes.push_back(*size);
        }
        options.shapes[text.substr(0, equals)] = std::move(sizes);
        if (isTokens)
            options.tokens.insert(text.substr(0, equals));
    }
    return options;
}

} // namespace nodegrad
