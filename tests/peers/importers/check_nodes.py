"""onnx's own node test cases of the operations that the import claims: check_nodes.py PEER_IMPORTS. Prints the pass rate of each, fails below 90 %.

A case is in scope when it could be part of a network: its data inputs and outputs are float32 arrays (or tokens) of two to five sizes
with one batch in front. What lies outside is counted and printed. Inputs that are weights in a network (and sizes, axes, ...) become initializers."""

import json
import subprocess
import sys
import warnings

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

from imports import TOLERANCE, Cases, why

warnings.simplefilter("ignore")
LOWEST = 0.9
RECURRENT = {"LSTM", "GRU", "RNN"}
# Operations all of whose inputs are data; of the others only the first is (Gather: the second).
ALL_DATA = {"Add", "Mul", "Sub", "Div", "Max", "Min", "Mean", "Sum", "Concat", "MatMul", "Einsum", "Where"}
# Places are whole numbers in the file and real ones in a design.
PLACES = {"ArgMax", "ArgMin"}


def data_inputs(op, count):
    if op in ALL_DATA:
        return set(range(count))
    return {1} if op == "Gather" else {0}


def batch_dim(op, index, node):
    attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
    return 1 if op in RECURRENT and attributes.get("layout", 0) == 0 else 0


def prepared(case):
    """The model with weights as initializers and a named batch, its inputs and outputs; or why it is out of scope."""
    model = onnx.ModelProto()
    model.CopyFrom(case.model)
    graph = model.graph
    if len(graph.node) != 1:
        return None, "several nodes"
    node = graph.node[0]
    inputs, outputs = case.data_sets[0]
    names = [value.name for value in graph.input]
    if node.op_type == "Where":  # truths are not data: they come from numbers that are compared
        inputs = [inputs[0].astype(np.float32), *inputs[1:]]
        graph.initializer.append(numpy_helper.from_array(np.array(0.5, np.float32), "half"))
        graph.node.insert(0, helper.make_node("Greater", [names[0], "half"], ["holds"]))
        node = graph.node[1]
    if node.op_type == "Einsum":  # real networks have 32 bits
        inputs = [value.astype(np.float32) for value in inputs]
        outputs = [value.astype(np.float32) for value in outputs]
    if node.op_type in PLACES:
        outputs = [value.astype(np.float32) if isinstance(value, np.ndarray) else value for value in outputs]
    kept, batch = {}, None
    sources = names if node.op_type == "Where" else node.input
    data = {sources[i] for i in data_inputs(node.op_type, len(node.input)) if i < len(node.input)}
    for name, value in zip(names, inputs):
        if not isinstance(value, np.ndarray):
            return None, "no array"
        if name in data:
            tokens = node.op_type == "Gather" and value.dtype in (np.int64, np.int32)
            at = batch_dim(node.op_type, 0, node)
            if not tokens and value.dtype != np.float32:
                return None, f"{value.dtype} input"
            if not 2 <= value.ndim <= 5 or value.size == 0:
                return None, f"input of {value.ndim} sizes"
            if batch is not None and value.shape[at] != batch:
                return None, "inputs of several batches"
            batch = value.shape[at]
            kept[name] = value
        else:
            graph.initializer.append(numpy_helper.from_array(value, name))
    attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
    first = batch_dim(node.op_type, 0, node)
    rank = next(iter(kept.values())).ndim
    if node.op_type not in RECURRENT | {"Gather", "Flatten"} and attributes.get("axis") in (0, -rank):
        return None, "works along the batch"
    if node.op_type == "Gemm" and any(t.name == node.input[-1] and len(node.input) == 3 and len(t.dims) == 2 and t.dims[0] == batch > 1 for t in graph.initializer):
        return None, "a bias for each sample"
    if node.op_type == "LayerNormalization":  # mean and deviation are for training
        outputs = outputs[:1]
        del graph.output[1:]
    if node.op_type in RECURRENT and len(outputs) == 1 and outputs[0].ndim == 3 and outputs[0].shape[0] == 1:
        # The last state of one direction: a network goes on with it without its first size.
        state = graph.output[0].name
        graph.initializer.append(numpy_helper.from_array(np.array([0 if first else 1]), "first"))
        graph.node.append(helper.make_node("Squeeze", [state, "first"], ["state"]))
        graph.output[0].name = "state"
        outputs = [outputs[0].squeeze(0 if first else 1)]
    if any(not isinstance(o, np.ndarray) or o.dtype != np.float32 for o in outputs):
        return None, "other output than float32"
    for value, output in zip(graph.output, outputs):
        if output.size == 0:
            return None, "output of no values"
        if output.ndim > 5:
            return None, "output of more than five sizes"
        if output.ndim < 2 or (output.shape[0] != batch and node.op_type not in RECURRENT):
            return None, "output without the batch in front"
    while len(graph.input):
        graph.input.pop()
    for name, value in kept.items():
        graph.input.append(helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape))
    if node.op_type == "Where":
        node.input[0] = "holds"
    for value in graph.output:
        value.type.tensor_type.ClearField("shape")
    return (model, kept, dict(zip([o.name for o in graph.output], outputs))), None


def is_close(own, answer):
    return own.shape == answer.shape and np.allclose(own, answer, **TOLERANCE, equal_nan=True)


def runtime_answer(model, inputs, output):
    """What onnxruntime says, where it reads the specification otherwise than onnx's reference does (Resize with align_corners and a scale)."""
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run([output], inputs)[0]


def main():
    from onnx.backend.test.case.node import collect_testcases

    claims = set(json.loads(subprocess.run([sys.argv[1], "--claims"], check=True, capture_output=True, text=True).stdout))
    cases, expected, outside, models = Cases(sys.argv[1]), {}, {}, {}
    for case in collect_testcases(None):
        ops = [node.op_type for node in case.model.graph.node]
        if len(ops) != 1 or ops[0] not in claims or case.name.endswith("_expanded"):
            continue
        ready, reason = prepared(case)
        if ready is None:
            outside.setdefault(ops[0], []).append(reason)
            continue
        model, inputs, outputs = ready
        cases.add(case.name, model, inputs)
        expected[case.name] = (ops[0], outputs)
        models[case.name] = (model, inputs)
    cases.run()
    rates, refusals, wrong = {}, [], []
    for name, (op, outputs) in expected.items():
        report = cases.report(name)
        passed = bool(report["whole"] and report.get("ran"))
        if any(problem["code"] == "import.no_layer" for problem in report["problems"]):
            outside.setdefault(op, []).append("no such layer yet")  # the import says so: nothing is claimed
            continue
        if not passed:
            refusals.append(f"{name}: {why(report)}")
        for key, answer in outputs.items() if passed else ():
            own = cases.answer(name, key)
            if not is_close(own, answer) and not is_close(own, runtime_answer(*models[name], key)):
                passed = False
                wrong.append(f"{name}: wrong numbers: shape {own.shape} and {answer.shape}")
        rates.setdefault(op, []).append(passed)
    for line in refusals + wrong:
        print(line)
    for op in sorted(claims):
        done, out = rates.get(op, []), outside.get(op, [])
        rate = f"{sum(done)} of {len(done)}" if done else "no case in scope"
        print(f"{op:<24} {rate:<18} outside: {len(out)}" + (f" ({', '.join(sorted(set(out)))})" if out else ""))
    passed, total = sum(sum(done) for done in rates.values()), sum(len(done) for done in rates.values())
    print(f"{passed} of {total} cases of {len(rates)} operations ({100 * passed / total:.1f} %), {len(wrong)} with wrong numbers")
    return 0 if total >= 40 and passed >= LOWEST * total and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
