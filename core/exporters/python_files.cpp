#include <fmt/format.h>

#include "core/base/text.h"
#include "core/exporters/names.h"
#include "core/exporters/python_training.h"

namespace nodegrad {

namespace {

/// "float32" array of shape N × 4 for each input, with its file name.
std::string inputLines(const PythonCode& code, const Network& network)
{
    std::string text;
    for (std::size_t i = 0; i < network.inputs.size(); ++i) {
        const NetworkPort& input = network.inputs[i];
        text += fmt::format("- `{}.npy`: {} numbers of shape {}{}\n", code.inputs[i], dtypeName(input.spec.dtype), shapeText(input.spec.shape),
                            network.holdsPreparation ? ", raw: the preparation is in the code" : network.needsPreparation ? ", prepared as for training" : "");
    }
    return text;
}

std::string fileNames(const PythonCode& code)
{
    std::string text;
    for (const std::string& input : code.inputs)
        text += (text.empty() ? "" : " ") + input + ".npy";
    return text;
}

} // namespace

std::string pythonRunScript(const ExportRequest& request, const PythonCode& code, const Network& network)
{
    const bool oneOutput = network.outputs.size() == 1;
    std::string types;
    for (const NetworkPort& input : network.inputs)
        types += std::string(types.empty() ? "" : ", ") + "np." + (input.spec.dtype == DType::Bool ? std::string("bool_") : dtypeName(input.spec.dtype));
    std::string text = "\"\"\"Predicts with the exported network: python run.py " + fileNames(code) + " [--output predictions.npy]\"\"\"\n\n" +
                       "import argparse\nfrom pathlib import Path\n\nimport numpy as np\nimport torch\nfrom safetensors.torch import load_file\n\n";
    const bool showsClasses = code.hasClassNames && oneOutput && isClassifier(request, network) && network.outputs[0].spec.shape.back() != Dim(1);
    text += "from model import " + std::string(showsClasses ? "CLASS_NAMES, " : "") + code.className + "\n\n";
    text += "INPUT_TYPES = [" + types + "]\n\n\n";
    text += "def load():\n"
            "    \"\"\"The network with its trained weights, ready to predict.\"\"\"\n"
            "    network = " + code.className + "()\n"
            "    network.load_state_dict(load_file(Path(__file__).with_name(\"weights.safetensors\")), strict=True)\n"
            "    return network.eval()\n\n\n";
    text += "def main():\n"
            "    parser = argparse.ArgumentParser(description=\"Predicts on arrays of samples.\")\n";
    for (const std::string& input : code.inputs)
        text += "    parser.add_argument(" + pythonText(input) + ", help=\"a .npy file, one sample a row\")\n";
    text += "    parser.add_argument(\"--output\", help=\"write the predictions to this .npy file\")\n"
            "    arguments = parser.parse_args()\n\n"
            "    files = [";
    for (std::size_t i = 0; i < code.inputs.size(); ++i)
        text += (i == 0 ? "arguments." : ", arguments.") + code.inputs[i];
    text += "]\n"
            "    samples = [torch.from_numpy(np.load(file).astype(dtype)) for file, dtype in zip(files, INPUT_TYPES)]\n"
            "    with torch.inference_mode():\n"
            "        predictions = load().prediction(*samples)\n";
    if (!oneOutput) {
        text += "    if arguments.output:\n"
                "        np.savez(arguments.output, *[prediction.numpy() for prediction in predictions])\n"
                "    for prediction in predictions:\n"
                "        print(prediction)\n";
    } else {
        text += "    if arguments.output:\n"
                "        np.save(arguments.output, predictions.numpy())\n";
        if (showsClasses)
            text += "    for number, values in enumerate(predictions):\n"
                    "        best = int(values.argmax())\n"
                    "        print(f\"{number}: {CLASS_NAMES[best]} ({float(values[best]):.4f})\")\n";
        else
            text += "    print(predictions)\n";
    }
    return text + "\n\nif __name__ == \"__main__\":\n    main()\n";
}

namespace {

std::string trainingDoc(const ExportRequest& request, TrainingScripts scripts)
{
    std::string text = "\n## Training it again\n\n    python train.py\n" + std::string(scripts == TrainingScripts::Lightning ? "    python train_lightning.py\n" : "") +
                       "\nThe same first weights (`start.safetensors`), samples (`data/`), order of samples, loss, optimizer and learning rates as the\n"
                       "run: without layers that draw numbers (dropout, noise) the loss of every step comes out alike, but for rounding.\n"
                       "`training.py` holds the settings.\n";
    const std::vector<std::string> left = settingsLeftOut(request.training->settings);
    return left.empty() ? text : text + "Settings of the run that the scripts leave out: " + joined(left, ", ") + ".\n";
}

} // namespace

std::string pythonReadme(const ExportRequest& request, const PythonCode& code, const Network& network, TrainingScripts scripts)
{
    const std::string title = request.name.empty() ? code.className : request.name;
    const std::string first = "# " + title + "\n\nA network that was designed and trained with Nodegrad, as PyTorch code.\n\n"
           "| file | what |\n|---|---|\n"
           "| `model.py` | the network as `nn.Module`s |\n"
           "| `weights.safetensors` | its trained weights and buffers, by state-dict key |\n"
           "| `run.py` | loads both and predicts |\n"
           "| `requirements.txt` | the packages that this needs |\n\n"
           "    pip install -r requirements.txt\n"
           "    python run.py " + fileNames(code) + "\n\n"
           "Input, one sample a row:\n\n" + inputLines(code, network) + "\n";
    const std::string more = "`forward`" + std::string(network.holdsPreparation ? " takes the result of `prepare` and" : "") +
           " gives the output of the last layer; `prediction` is what `run.py` shows.\n";
    if (scripts != TrainingScripts::None)
        return first + more + trainingDoc(request, scripts);
    return first + "To train it further, use `" + code.className + "` like any module and begin with the weights that `run.py` loads.\n" + more;
}

std::string pythonRequirements(TrainingScripts scripts)
{
    return std::string("torch>=2.0\nnumpy\nsafetensors\n") + (scripts == TrainingScripts::Lightning ? "lightning\n" : "");
}

} // namespace nodegrad
