"""Packs the node tests of the PyPI package `onnx` whose operators become layers into one file, node_tests.npz.

A test has named arrays of inputs and outputs and a model of one operator. How it is run depends on what the operator does with its
first axis, which is found by running it row by row with ONNX Runtime:

rows      the first axis is the batch, and inputs without it become constants
wrapped   the operator mixes the first axis: a batch axis is put in front of all its inputs
constant  the operator computes with integers, or is known before the graph runs: all inputs become constants, whose result is added
          to an input of zeros

The models, inputs and outputs of all cases follow each other in `models`, `inputs` and `outputs`; `names`, `bytes`, `rows`, `columns` and
`results` have the name of each case, the size of its model, rows and columns of its input and the number of elements of its output. A case
that cannot be run in one of these ways (other types than single precision, sequences, several operators, empty values), or where ONNX
Runtime computes something else than the package expects, is counted as left out.
"""
import collections, sys, warnings
import numpy as np, onnx, onnxruntime
from onnx import helper, numpy_helper, TensorProto
from onnx.backend.test.case.node import collect_testcases

warnings.filterwarnings("ignore")
OPERATORS = """Gemm MatMul Add Sub Mul Div Pow Sqrt Exp Log Neg Abs Reciprocal Min Max Conv ConvTranspose Relu LeakyRelu PRelu Elu Selu Gelu
Erf Sigmoid HardSigmoid HardSwish Mish Tanh Softplus Softsign Softmax LogSoftmax Clip Sin Cos BatchNormalization InstanceNormalization
LayerNormalization GroupNormalization LpNormalization Reshape Flatten Transpose Concat Slice Split Squeeze Unsqueeze Expand Tile Gather
Resize Upsample MaxPool AveragePool GlobalAveragePool GlobalMaxPool DepthToSpace SpaceToDepth Identity Dropout Pad ReduceMean ReduceSum
ReduceMax ReduceMin ReduceL2 Cast Constant ConstantOfShape Shape Range Where Equal""".split()
KNOWN = {"Cast", "Constant", "ConstantOfShape", "Shape", "Range", "Where", "Equal"}
LIMIT = 9000  # elements of the inputs and outputs of a case


def run(model, feeds):
    if model.opset_import[0].version > 26:  # the newest that ONNX Runtime has
        model = onnx.ModelProto.FromString(model.SerializeToString())
        model.opset_import[0].version = 26
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return session.run(None, feeds)


def port(name, array, first=None):
    shape = list(array.shape)
    if first is not None and shape:
        shape[0] = first
    return helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(array.dtype), shape)


def version(model):
    return model.opset_import[0].version


def made(model, nodes, inputs, outputs, constants):
    graph = helper.make_graph(nodes, "g", inputs, outputs, [numpy_helper.from_array(np.asarray(v), k) for k, v in constants.items()])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", version(model))])
    made.ir_version = 9
    return made


def rows(model, arrays, outputs):
    """The first axis is the batch; checked by running row by row."""
    node = model.graph.node[0]
    first = arrays[node.input[0]]
    if first.ndim < 2 or first.dtype != np.float32:
        return None
    elementwise = node.op_type in ("Add Sub Mul Div Pow Min Max Concat Sum Mean PRelu Where").split()
    dynamic = [n for i, n in enumerate(dict.fromkeys(node.input)) if n and (i == 0 or elementwise and arrays[n].shape[:1] == first.shape[:1]
               and arrays[n].ndim == first.ndim and arrays[n].dtype == np.float32)]
    if len(dynamic) > 1:
        return None  # several inputs are given as one vector only, which `wrapped` does
    constants = {n: v for n, v in arrays.items() if n not in dynamic}
    try:
        single = made(model, [node], [port(n, arrays[n], 1) for n in dynamic], [helper.make_empty_tensor_value_info(n) for n in node.output if n][:1], constants)
        pieces = [run(single, {n: arrays[n][i : i + 1] for n in dynamic})[0] for i in range(len(first))]
        whole = np.concatenate(pieces)
    except Exception:
        return None
    name = [n for n in node.output if n][0]
    want = outputs[name]
    if whole.shape != want.shape or want.dtype != np.float32 or not np.allclose(whole, want, rtol=1e-3, atol=1e-5, equal_nan=True):
        return None
    final = made(model, [node], [port(n, arrays[n], "n") for n in dynamic], [helper.make_empty_tensor_value_info(name)], constants)
    return final, arrays[dynamic[0]], want


def wrapped(model, arrays, outputs):
    """All inputs of single precision follow each other in one row."""
    node = model.graph.node[0]
    name = [n for n in node.output if n][0]
    want = outputs[name]
    dynamic = [n for n in dict.fromkeys(node.input) if n and arrays[n].dtype == np.float32 and arrays[n].size]
    if node.op_type not in ("Add Sub Mul Div Pow Min Max Concat").split():
        dynamic = dynamic[:1]
    if not dynamic or dynamic[0] != node.input[0] or want.dtype != np.float32 or not want.size:
        return None
    constants = {n: v for n, v in arrays.items() if n not in dynamic}
    nodes, place = [], 0
    for n in dynamic:
        size = arrays[n].size
        constants.update({n + ".s": np.array([place]), n + ".e": np.array([place + size]), n + ".a": np.array([1]), n + ".shape": np.array(arrays[n].shape, dtype=np.int64)})
        nodes += [helper.make_node("Slice", ["all inputs", n + ".s", n + ".e", n + ".a"], [n + ".flat"]), helper.make_node("Reshape", [n + ".flat", n + ".shape"], [n])]
        place += size
    constants["result.shape"] = np.array([1, -1])
    nodes += [node, helper.make_node("Reshape", [name, "result.shape"], ["packed result"])]
    x = np.concatenate([arrays[n].ravel() for n in dynamic])[None]
    final = made(model, nodes, [port("all inputs", x)], [helper.make_empty_tensor_value_info("packed result")], constants)
    return final, x, want.reshape(1, -1)


def constant(model, arrays, outputs):
    node = model.graph.node[0]
    name = [n for n in node.output if n][0]
    want = outputs[name]
    if any(v.dtype.kind not in "fib" or v.dtype.itemsize < 4 and v.dtype.kind == "f" for v in [*arrays.values(), want]):
        return None
    if want.dtype == np.float64 or any(v.dtype == np.float64 for v in arrays.values()) or not want.size:
        return None
    constants = dict(arrays)
    constants["result.shape"] = np.array([1, -1])
    nodes = [node, helper.make_node("Cast", [name], ["number"], to=TensorProto.FLOAT),
             helper.make_node("Reshape", ["number", "result.shape"], ["flat"]), helper.make_node("Add", ["flat", "zeros"], ["packed result"])]
    want = want.astype(np.float32).reshape(1, -1)
    x = np.zeros_like(want)
    return made(model, nodes, [port("zeros", x)], [helper.make_empty_tensor_value_info("packed result")], constants), x, want


packed, counts, left = collections.defaultdict(list), collections.Counter(), collections.Counter()
for case in collect_testcases(None):
    model = case.model
    nodes = model.graph.node
    if len(nodes) != 1 or nodes[0].op_type not in OPERATORS or nodes[0].domain not in ("", "ai.onnx"):
        continue
    counts["in the package"] += 1
    node = nodes[0]
    inputs, outs = case.data_sets[0]
    names = [i.name for i in model.graph.input]
    if not all(isinstance(v, np.ndarray) or np.isscalar(v) for v in [*inputs, *outs]):
        left[node.op_type, "not tensors"] += 1
        continue
    arrays = dict(zip(names, map(np.asarray, inputs)))
    outputs = dict(zip([o.name for o in model.graph.output], map(np.asarray, outs)))
    total = sum(v.size for v in arrays.values()) + sum(v.size for v in outputs.values())
    if any(v.dtype.kind not in "fib" for v in arrays.values()):
        left[node.op_type, "type"] += 1
        continue
    trainings = any(a.name == "training_mode" and a.i for a in node.attribute)
    if trainings or node.op_type == "Dropout" and len(node.input) > 2 and bool(arrays[node.input[2]].any()):
        left[node.op_type, "training"] += 1
        continue
    if any(v.size == 0 for v in [*arrays.values(), *outputs.values()]):
        left[node.op_type, "empty values"] += 1
        continue
    result, mode = None, ""
    for mode, make in [("rows", rows), ("wrapped", wrapped), ("constant", constant)]:
        if mode != "constant" and node.op_type in KNOWN or mode == "constant" and node.op_type not in KNOWN and any(v.dtype.kind == "f" for v in arrays.values()) and node.op_type in ("Conv",):
            continue
        result = make(model, arrays, outputs)
        if result:
            break
    if not result:
        left[node.op_type, "other types than single precision, or empty"] += 1
        continue
    final, x, want = result
    try:
        got = run(final, {final.graph.input[0].name: np.ascontiguousarray(x)})[0]
        if not np.allclose(got, want, rtol=1e-3, atol=1e-5, equal_nan=True):
            left[node.op_type, "ONNX Runtime computes something else"] += 1
            continue
    except Exception as error:
        print("not run by ONNX Runtime:", case.name, mode, str(error)[:90].replace("\n", " "))
    counts["as " + mode] += 1
    if total > LIMIT:
        counts["too large for the fixture"] += 1
        counts["as " + mode] -= 1
        continue
    packed["names"].append(case.name.removeprefix("test_"))
    packed["models"].append(np.frombuffer(final.SerializeToString(), np.uint8))
    packed["inputs"].append(np.ascontiguousarray(x).ravel())
    packed["outputs"].append(np.ascontiguousarray(want).ravel())
    packed["rows"].append(x.shape[0])
counts["packed"] = len(packed["names"])
np.savez_compressed(
    "node_tests.npz", names=np.array(packed["names"]), bytes=np.array([len(m) for m in packed["models"]]), rows=np.array(packed["rows"]),
    columns=np.array([x.size // n for x, n in zip(packed["inputs"], packed["rows"])]), results=np.array([y.size for y in packed["outputs"]]),
    **{k: np.concatenate(packed[k]) for k in ("models", "inputs", "outputs")})
print(onnx.__version__, dict(counts))
for key, value in sorted(left.items()):
    print("left out", *key, value)
