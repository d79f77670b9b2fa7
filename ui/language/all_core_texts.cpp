#include "ui/language/all_core_texts.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "core/data/dataset.h"
#include "core/exporters/exporter.h"
#include "core/importers/importer.h"
#include "core/importers/weights_reader.h"
#include "core/layers/layer_type.h"
#include "core/project/examples.h"
#include "core/project/ready_modules.h"
#include "core/project/reference_models.h"
#include "core/training/rate_finder.h"
#include "core/training/settings.h"
#include "ui/language/core_phrases.h"

namespace nodegrad {

namespace {

constexpr int kCategories = static_cast<int>(Category::Composite) + 1;

class List {
public:
    void add(const std::string& text, const std::string& where)
    {
        const bool hasWords = std::ranges::any_of(text, [](unsigned char letter) { return std::isalpha(letter) || letter > 127; });
        if ((hasWords || where == "phrase") && m_known.insert(text).second)
            m_texts.push_back({text, where});
    }
    void addParams(const std::vector<Param>& params, const std::string& owner)
    {
        for (const Param& param : params) {
            add(param.title, owner + ", parameter");
            add(param.doc, owner + ", help of " + param.title);
            add(param.unit, owner + ", unit of " + param.title);
            for (const ParamChoice& choice : param.choices)
                add(choice.title, owner + ", choice of " + param.title);
        }
    }
    void addPorts(const std::vector<Port>& ports, const std::string& owner)
    {
        for (const Port& port : ports)
            add(port.title, owner + ", port");
    }
    /// An entry of a catalogue: title, summary and parameters.
    template <class Entry>
    void addEntry(const Entry& entry, const std::string& kind)
    {
        add(entry.title, kind);
        add(entry.summary, kind + ' ' + entry.title);
    }
    std::vector<CoreText> take() { return std::move(m_texts); }

private:
    std::set<std::string> m_known;
    std::vector<CoreText> m_texts;
};

void addLayers(List& list)
{
    for (int i = 0; i < kCategories; ++i)
        list.add(categoryTitle(static_cast<Category>(i)), "category of layers");
    for (const LayerType& type : layerTypes()) {
        const std::string owner = "layer " + type.title;
        list.add(type.summary, owner);
        list.add(type.explanation, owner);
        list.addParams(type.params, owner);
        const Ports ports = type.ports(completed({}, type.params));
        list.addPorts(ports.inputs, owner);
        list.addPorts(ports.outputs, owner);
    }
    for (const LossType& loss : lossTypes()) {
        list.addEntry(loss, "loss");
        list.addParams(loss.params, "loss " + loss.title);
        list.addPorts(loss.inputs, "loss " + loss.title);
    }
}

void addTraining(List& list)
{
    for (const auto& [kind, types] : {std::pair{"optimizer", &optimizerTypes()}, std::pair{"schedule", &scheduleTypes()}})
        for (const TrainingChoice& type : *types) {
            list.addEntry(type, kind);
            list.addParams(type.params, std::string(kind) + ' ' + type.title);
        }
    for (const MetricType& metric : metricTypes())
        list.addEntry(metric, "metric");
    for (const LoopGroup& group : loopGroups()) {
        list.add(group.title, "group of settings");
        list.addParams(group.params, "training");
    }
    for (const RateRule& rule : rateRules()) {
        list.add(rule.title, "rule of the rate finder");
        list.add(rule.meaning, std::string("rule ") + rule.title);
    }
}

void addData(List& list)
{
    for (const DataSource& source : dataSources()) {
        list.addEntry(source, "data source");
        list.addParams(source.params, "data source " + source.title);
    }
    for (const PreparationType& type : preparationTypes())
        list.addEntry(type, "preparation of data");
}

void addGallery(List& list)
{
    for (const ProjectExample& example : projectExamples()) {
        list.addEntry(example, "example");
        list.add(example.lesson, "lesson of " + example.title);
    }
    for (const ReadyModule& module : readyModules())
        list.addEntry(module, "ready module");
    for (const ReferenceModel& model : referenceModels()) {
        list.add(model.summary, "model " + model.title);
        list.add(model.lesson, "model " + model.title);
    }
}

void addFormats(List& list)
{
    for (const Exporter& exporter : exporters()) {
        list.addEntry(exporter, "export format");
        list.addParams(exporter.options, "export to " + exporter.title);
    }
    for (const Importer& importer : importers())
        list.add(importer.title, "import format");
    for (const WeightsReader& reader : weightsReaders())
        list.add(reader.title, "file of weights");
}

} // namespace

std::vector<CoreText> allCoreTexts()
{
    List list;
    addLayers(list);
    addTraining(list);
    addData(list);
    addGallery(list);
    addFormats(list);
    for (const ErrorText& text : errorTexts()) {
        list.add(std::string(text.message), "error " + std::string(text.code));
        list.add(std::string(text.hint), "cure of " + std::string(text.code));
    }
    for (const char* phrase : corePhrases())
        list.add(phrase, "phrase");
    return list.take();
}

} // namespace nodegrad
