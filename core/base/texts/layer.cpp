#include "core/base/texts/texts.h"

namespace nodegrad {

std::span<const ErrorText> layerErrorTexts()
{
    static constexpr ErrorText texts[] = {
        {"layer.needs_vocabulary", "'{node}' does not know how many tokens there are.", "Set its vocabulary."},
        {"layer.same_needs_stride_1", "'{node}' pads to the same size, which works at stride 1 only, but its stride is {stride}.", "Set the stride to 1, or the padding to a number."},
        {"layer.needs_kind", "'{node}' needs {expected}, but gets {got}.", "{cure}"},
        {"layer.needs_float", "'{node}' needs real numbers (float32), but gets {got}.", "{cure}"},
        {"layer.mixed_types", "'{node}' gets {first} and {second}, but computes with one type only.", "Cast both to float32."},
        {"layer.rank_too_small", "'{node}' needs at least {rank} dimensions, but gets {got}.", "Connect a value with more dimensions."},
        {"layer.weight_shape", "'{node}' needs {what} to be {expected}, but it is {got}.", "Connect a weight of that shape."},
        {"layer.needs_known", "'{node}' needs to know {what}, but it is {got}.", "Give the input a fixed size, or pool over the open dimension first."},
        {"layer.no_such_dim", "'{node}' works on dimension {dim}, but gets {got}.", "Choose a dimension from {first} to {last}; negative ones count from the end."},
        {"layer.shapes_differ", "'{node}' cannot combine {first} with {second}.", "Give both the same number of dimensions and the same sizes (a size of 1 is repeated)."},
        {"layer.matrices_do_not_fit", "'{node}' cannot multiply {first} by {second}.", "The last size of the first must be the second to last of the second."},
        {"layer.features_differ", "'{node}' has weights for {expected} {what}, but gets {got}.", "Connect an input with {expected} {what}."},
        {"layer.kernel_too_large", "'{node}' has a {kernel}, but gets only {got}.", "Make the kernel smaller, add padding, or remove a pooling layer before it."},
        {"layer.padding_too_large", "'{node}' pads by {padding}, more than half of its {kernel} window.", "Make the padding at most half of the kernel."},
        {"layer.groups_do_not_divide", "'{node}' cannot split {channels} channels and {filters} filters into {groups} groups.", "Choose a number of groups that divides both."},
        {"layer.does_not_split", "'{node}' cannot split {size} {what} into {parts} equal parts.", "Choose a number that divides {size}."},
        {"layer.slice_outside", "'{node}' keeps values {start} to {end}, but gets only {size}.", "Keep values between 0 and {size}."},
        {"layer.reshape_does_not_fit", "'{node}' cannot turn {got} into ({shape}).", "The sizes must have the same product; begin with 0 for the batch, and write one -1 for a size to be worked out."},
        {"layer.not_a_permutation", "'{node}' orders dimensions as {dims}, but gets {got}.", "Name each dimension once, and the batch, 0, first."},
        {"layer.cannot_concatenate", "'{node}' cannot join {first} and {second} along dimension {dim}.", "All sizes but that one must be equal."},
        {"layer.input_count", "'{node}' needs {expected} inputs, but has {got}.", "Connect as many."},
        {"layer.no_dims", "'{node}' averages over no dimension.", "Name at least one dimension."},
        {"layer.vocabulary_too_small", "'{node}' knows {rows} tokens, but its input has {classes}.", "Set the vocabulary to {classes}."},
        {"layer.padding_index_outside", "'{node}' has the padding token {index}, but a vocabulary of {rows}.", "Choose a token from 0 to one less than {rows}, or -1 for none."},
        {"layer.target_shape", "'{node}' gets a prediction of {prediction} for a target of {target}.", "Make the layers before it give one number for each number of the target."},
        {"layer.class_count", "'{node}' gets {logits} logits, but the target has {classes} classes.", "Set the units of the layer before it to {classes}."},
        {"layer.not_binary", "'{node}' tells two classes apart, but the target has {classes}.", "Use the loss 'cross_entropy' with {classes} logits."},
        {"layer.empty_output", "'{node}' would give {shape}, which holds nothing.", "Make every size at least 1."},
        {"layer.empty_parameter", "'{node}' would have a {parameter} of {shape}, which holds nothing.", "Make every size at least 1."},
        {"layer.too_large", "'{node}' would give {shape}: {count} numbers for each sample.", "Choose smaller sizes: a value may have up to 2^40 numbers."},
        {"layer.too_many_parameters", "'{node}' would have a {parameter} of {shape}: {count} numbers.", "Choose smaller sizes: a weight may have up to 2^40 numbers. A pooling layer before it often helps."},
        {"param.wrong_type", "'{param}' must be {expected}, but is '{got}'.", "Write {expected}."},
        {"param.out_of_range", "'{param}' must be {expected}, but is {got}.", "Choose a value that is {expected}."},
        {"param.unknown_choice", "'{param}' cannot be '{got}'.", "Choose one of: {known}."},
        {"param.list_size", "'{param}' needs {expected}, but has {got}.", "Write one number for all, or {size} of them, such as {example}."},
    };
    return texts;
}

} // namespace nodegrad
