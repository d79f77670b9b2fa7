#include "core/data/sources.h"

#include <iterator>

namespace nodegrad {

const std::vector<DataSource>& dataSources()
{
    static const std::vector<DataSource> all = [] {
        std::vector<DataSource> sources;
        for (std::vector<DataSource> family : {digitsSources(), tableSources(), syntheticSources(), csvSources(),
                                               imageFolderSources(), idxSources(), npySources()})
            std::move(family.begin(), family.end(), std::back_inserter(sources));
        return sources;
    }();
    return all;
}

const DataSource* findDataSource(const std::string& id)
{
    for (const DataSource& source : dataSources())
        if (source.id == id)
            return &source;
    return nullptr;
}

} // namespace nodegrad
