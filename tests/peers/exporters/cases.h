#pragma once
// Designs that are exported and run elsewhere: every layer in several forms, and whole networks.

#include <map>
#include <string>
#include <vector>

namespace nodegrad {

struct ExportCase {
    std::string name, text;  ///< graph text
    std::string covers;      ///< layer id, or "" for a network
    std::vector<std::string> frozen = {}, bypassed = {};  ///< names of nodes
    std::map<std::string, std::string> ties = {};         ///< node -> path that its weight is shared with
};

/// `count` random forms of every layer of the catalogue, its examples, and whole networks. Equal on every machine.
std::vector<ExportCase> exportCases(int count);

} // namespace nodegrad
