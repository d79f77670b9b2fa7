#include "core/base/texts/texts.h"

namespace nodegrad {

std::span<const ErrorText> fileErrorTexts()
{
    static constexpr ErrorText texts[] = {
        {"file.missing", "There is no file '{path}'.", "Check the name and the folder."},
        {"file.unreadable", "'{path}' cannot be read: {reason}.", "Check that you may read it and that its drive is connected."},
        {"file.write_failed", "'{path}' cannot be written: {reason}.", "Choose the name of a file, in a folder that exists, may be written to and has room; an old file is untouched."},
        {"file.too_large", "'{path}' would need {needed} of memory.", "Use a smaller file."},
        {"file.not_inside", "'{path}' is not read: {reason}.", "Put a plain copy of the file beside the one that names it."},
        {"file.cut_off", "'{path}' is cut off: it should have {needed} bytes, but has {size}.", "Copy or download it again."},
        {"memory.exhausted", "There is not enough free memory for this.", "Close other programs, or use a smaller file, model or batch."},
        {"safetensors.truncated", "'{path}' is cut off: it should have {needed} bytes, but has {size}.", "Copy or download it again."},
        {"safetensors.header_too_large", "'{path}' says that its header has {size} bytes; at most {limit} are allowed.", "It is damaged, or no safetensors file."},
        {"safetensors.bad_header", "The header of '{path}' is not that of a safetensors file: {what}.", "Copy or download it again."},
        {"safetensors.unknown_dtype", "Tensor '{tensor}' in '{path}' has the element type {dtype}, which is not supported.", "Save it as F32, F64, F16, BF16, I64, I32, U8 or BOOL."},
        {"safetensors.bad_offsets", "The tensors of '{path}' do not lie one after the other: {what}.", "It is damaged: copy it again or save it anew."},
        {"safetensors.bad_name", "A tensor or fact cannot be saved under the name '{name}'.", "Give it another name."},
        {"npy.wrong_magic", "'{path}' is no NPY file: it does not begin with \\x93NUMPY.", "Save the array with numpy.save (an .npz archive holds several: unpack it)."},
        {"npy.bad_header", "The header of '{path}' is not that of an NPY file: {what}.", "Save the array again with numpy.save."},
        {"npy.object_array", "'{path}' holds Python objects instead of numbers.", "Save it with a number type: numpy.save(path, array.astype('float32'))."},
        {"npy.big_endian", "'{path}' holds big-endian numbers ({dtype}).", "Save it as numpy.save(path, array.astype(array.dtype.newbyteorder('<')))."},
        {"npy.unsupported_dtype", "'{path}' holds elements of type {dtype}.", "Save it as float32, float64, int32, int64, uint8 or bool: numpy.save(path, array.astype('float32'))."},
        {"npy.absurd_shape", "'{path}' says that its shape is {shape}: no file holds that.", "It is damaged: save the array again."},
        {"npy.truncated", "'{path}' is cut off: it should have {needed} bytes, but has {size}.", "Copy or download it again."},
        {"idx.compressed", "'{path}' is compressed with gzip.", "Unpack it first: gunzip '{path}'."},
        {"idx.wrong_magic", "'{path}' is no IDX file: its first four bytes name no element type and number of sizes.", "Choose a file such as train-images-idx3-ubyte."},
        {"idx.absurd_size", "'{path}' says that its sizes are {sizes}: no file holds that.", "It is damaged: copy or download it again."},
        {"idx.truncated", "'{path}' is cut off: it should have {needed} bytes, but has {size}.", "Copy or download it again."},
        {"idx.trailing_bytes", "'{path}' has {extra} bytes more than its sizes {sizes} need.", "It is damaged: copy or download it again."},
        {"events.not_an_event_file", "'{path}' is no TensorBoard event file.", "Choose a file whose name begins with events.out.tfevents."},
        {"events.bad_offset", "The log '{path}' ({size} bytes) has no record that ends at byte {offset}.", "It is not the log that the checkpoint belongs to: start a new run."},
        {"onnx.too_large", "The model would take {size} as ONNX; one file holds at most 2 GB.", "Export safetensors and PyTorch code instead, or make the model smaller."},
        {"onnx.not_a_model", "'{path}' is no ONNX model.", "Choose a file that ends in .onnx; if it does, copy or download it again."},
        {"onnx.bad_tensor", "Tensor '{tensor}' in '{path}' has {size} bytes where its shape needs {needed}.", "The file is damaged: copy or download it again."},
        {"onnx.external_data", "'{path}' keeps the weights of '{tensor}' in another file: {what}.", "Put the whole folder of the model in one place, or save it as one file: onnx.save(model, path, save_as_external_data=False)."},
        {"onnx.control_flow", "'{path}' decides while it runs which operations come next ({op} node '{node}'); a design has no such branches.", "Export the model for one fixed case, or simplify it first, for example with onnxsim."},
        {"onnx.functions", "The functions that '{path}' defines for itself {what}.", "Export the model again with inlined functions, or simplify it first, for example with onnxsim."},
        {"onnx.unsupported_type", "In '{path}' {value} has the ONNX element type {type}, which is not supported.", "Convert the model to float32."},
        {"onnx.unsupported_attribute", "In '{path}' attribute '{attribute}' of the {op} node '{node}' is a sub-graph or another kind of value that is not supported.", "Simplify the model first, for example with onnxsim."},
        {"torch.not_an_archive", "'{path}' is no file of weights that PyTorch 1.6 or newer saved.", "Save it again with torch.save(model.state_dict(), path)."},
        {"torch.damaged", "'{path}' is damaged: {what}.", "Copy or download it again, or save it anew with torch.save(model.state_dict(), path)."},
        {"torch.no_tensors", "'{path}' holds no tensors under names.", "Save a state dict: torch.save(model.state_dict(), path)."},
        {"torch.too_large", "The weights would take {size} in one file of PyTorch; at most 2 GB are written.", "Export safetensors instead."},
        {"pickle.refused_global", "'{path}' wants to run '{name}' of Python, which is refused: only plain tensors are read.", "Save only the weights: torch.save(model.state_dict(), path). Do not open the file in Python if you do not trust it."},
        {"pickle.refused_opcode", "'{path}' holds the pickle instruction {opcode}, which is refused: only plain tensors are read.", "Save only the weights: torch.save(model.state_dict(), path)."},
        {"pickle.damaged", "'{path}' holds a pickle that cannot be read: {what}.", "Copy or download it again, or save it anew with torch.save(model.state_dict(), path)."},
        {"pickle.too_large", "'{path}' holds more than {limit} {what}.", "Save only the weights: torch.save(model.state_dict(), path)."},
        {"table.empty", "'{path}' holds no rows.", "Choose a file with at least one row of data."},
        {"table.ragged_row", "Line {line} of '{path}' has {got} cells, but the lines before have {expected}.", "Add or remove separators in that line, or quote cells that hold the separator."},
        {"table.open_quote", "The quote that opens in line {line} of '{path}' is never closed.", "Add the missing \" or double a quote that is part of a cell."},
        {"table.not_text", "'{path}' is no plain text table.", "Save it as CSV (UTF-8) from your spreadsheet program."},
        {"picture.unknown_format", "'{path}' is neither a JPEG, a PNG nor a BMP picture.", "Save it as PNG or JPEG."},
        {"picture.too_large", "'{path}' has {width} x {height} pixels; at most 100 million are read.", "Make the picture smaller."},
        {"picture.damaged", "'{path}' is damaged or cut off: {reason}.", "Copy or download it again."},
        {"picture.unsupported", "'{path}' is a kind of picture that is not read: {what}.", "Save it as PNG or JPEG with 8 bits a channel."},
        {"cancelled", "Cancelled.", ""},
    };
    return texts;
}

} // namespace nodegrad
