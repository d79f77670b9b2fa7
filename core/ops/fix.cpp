#include "core/ops/fix.h"

namespace nodegrad {

Fix Fix::insertBefore(std::string title, std::string layer, ParamValues params)
{
    Fix fix;
    fix.action = Action::InsertBefore;
    fix.title = std::move(title);
    fix.layer = std::move(layer);
    fix.params = std::move(params);
    return fix;
}

Fix Fix::setParam(std::string title, std::string param, ParamValue value)
{
    Fix fix;
    fix.action = Action::SetParam;
    fix.title = std::move(title);
    fix.param = std::move(param);
    fix.value = std::move(value);
    return fix;
}

} // namespace nodegrad
