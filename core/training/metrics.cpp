#include "core/training/metrics.h"

#include <algorithm>

namespace nodegrad {

Metrics::Metrics(std::vector<std::string> ids, const TrainingSettings& settings) : m_ids(std::move(ids)), m_settings(settings)
{
    reset();
}

bool Metrics::needProbabilities() const
{
    return std::ranges::any_of(m_ids, [](const std::string& id) {
        const MetricType* type = findChoice(metricTypes(), id);
        return type && type->needsProbabilities;
    });
}

void Metrics::reset()
{
    std::vector<std::string> ofClasses, ofNumbers;
    for (const std::string& id : m_ids)
        if (const MetricType* type = findChoice(metricTypes(), id))
            (type->forClasses ? ofClasses : ofNumbers).push_back(id);
    m_classes = ofClasses.empty() ? nullptr : makeClassSums(std::move(ofClasses), m_settings);
    m_numbers = ofNumbers.empty() ? nullptr : makeNumberSums(std::move(ofNumbers));
}

void Metrics::add(const at::Tensor& prediction, const at::Tensor& target)
{
    if (prediction.numel() == 0)
        return;
    at::Tensor numbers = prediction.detach();
    if (numbers.scalar_type() == at::kHalf || numbers.scalar_type() == at::kBFloat16)
        numbers = numbers.to(at::kFloat); // of mixed precision
    for (MetricSums* sums : {m_classes.get(), m_numbers.get()})
        if (sums)
            sums->add(numbers, target);
}

double Metrics::value(const std::string& id) const
{
    const MetricType* type = findChoice(metricTypes(), id);
    const MetricSums* sums = !type ? nullptr : type->forClasses ? m_classes.get() : m_numbers.get();
    return sums ? sums->value(id) : 0;
}

nlohmann::json Metrics::state() const
{
    nlohmann::json json = nlohmann::json::object();
    if (m_classes)
        json["classes"] = m_classes->state();
    if (m_numbers)
        json["numbers"] = m_numbers->state();
    return json;
}

bool Metrics::restore(const nlohmann::json& json)
{
    if (!json.is_object())
        return false;
    reset();
    for (const auto& [key, sums] : {std::pair{"classes", m_classes.get()}, {"numbers", m_numbers.get()}})
        if (sums && (!json.contains(key) || !sums->restore(json[key])))
            return false;
    return true;
}

} // namespace nodegrad
