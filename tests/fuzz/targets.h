#pragma once
// What is fuzzed: readers of bytes that come from outside. The same functions replay the corpus as a Catch2 test.

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace nodegrad::test {

/// `run` reads any bytes. It throws BrokenPromise where what was read or refused is not as the reader's header says.
struct FuzzTarget {
    std::string name;                      ///< "onnx": the program fuzz_onnx, the folder corpus/onnx
    void (*run)(std::string_view bytes);
};
const std::vector<FuzzTarget>& fuzzTargets();

struct BrokenPromise : std::logic_error {
    using std::logic_error::logic_error;
};
void demand(bool holds, const std::string& promise);
/// The code has a text, and all its placeholders are filled.
void demandSentence(const Error& error);

std::vector<FuzzTarget> arrayTargets();     ///< npy, idx, safetensors
std::vector<FuzzTarget> recordTargets();    ///< csv, picture, events
std::vector<FuzzTarget> pickleTargets();    ///< pickle
std::vector<FuzzTarget> graphTextTargets(); ///< graph_text
std::vector<FuzzTarget> designTargets();    ///< onnx, project

} // namespace nodegrad::test
