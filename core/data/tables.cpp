// Bundled tables, made by installer/make_data.py; their ORIGIN.txt tells where they come from.

#include "core/data/sources.h"
#include "core/data/table_dataset.h"

namespace nodegrad {

namespace {

constexpr const char* uciLicense = "CC BY 4.0 (UCI Machine Learning Repository)";

Result<Dataset> loadTable(const std::string& id)
{
    const std::filesystem::path path = resourceFolder() / "data" / id / (id + ".csv");
    Result<TextTable> table = readTable(path, {.header = HeaderRow::Yes, .separator = ','});
    if (!table)
        return fail(table.error());
    Result<Dataset> data = datasetFromTable(std::move(*table), {}, shownName(path));
    if (data)
        data->license = uciLicense;
    return data;
}

Result<Dataset> loadIris(const ParamValues&, const std::filesystem::path&, const Task&)
{
    Result<Dataset> data = loadTable("iris");
    if (!data)
        return data;
    data->title = "Iris";
    data->description = "150 iris flowers of three species, with the length and width of sepal and petal in centimetres. One species "
                        "stands apart; the other two overlap a little.";
    data->origin = "R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7, 1936.";
    return data;
}

Result<Dataset> loadWine(const ParamValues&, const std::filesystem::path&, const Task&)
{
    Result<Dataset> data = loadTable("wine");
    if (!data)
        return data;
    data->title = "Wine";
    data->description = "13 chemical measurements of 178 Italian wines from three cultivars. The features have very different sizes "
                        "(proline near 750, hue near 1): a good case for standardization.";
    data->origin = "S. Aeberhard and M. Forina, Wine, UCI Machine Learning Repository, 1992.";
    return data;
}

Result<Dataset> loadBreastCancer(const ParamValues&, const std::filesystem::path&, const Task&)
{
    Result<Dataset> data = loadTable("breast_cancer");
    if (!data)
        return data;
    data->title = "Breast Cancer";
    data->description = "30 measurements of cell nuclei in 569 tissue samples, benign or malignant. With two classes of unequal cost, "
                        "look at recall and not at accuracy alone.";
    data->origin = "W. N. Street, W. H. Wolberg and O. L. Mangasarian, Nuclear feature extraction for breast tumor diagnosis, 1993.";
    return data;
}

} // namespace

std::vector<DataSource> tableSources()
{
    return {
        {"iris", "Iris", "150 flowers, 4 lengths, 3 species: the classic first table.", {}, true, loadIris},
        {"wine", "Wine", "178 wines, 13 chemical measurements, 3 cultivars.", {}, true, loadWine},
        {"breast_cancer", "Breast Cancer", "569 tissue samples, 30 measurements, benign or malignant.", {}, true, loadBreastCancer},
    };
}

} // namespace nodegrad
