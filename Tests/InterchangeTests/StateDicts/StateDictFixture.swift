import Networks
import Storage
import TestSupport
import Tensors

@testable import Interchange

/// Bare weights of a small trained model, and what its own framework computes with them.
struct StateDictFixture {
  let tensors: TensorCollection
  /// The true architecture.
  let truth: ModelSidecar
  private let values: SafetensorsFile

  init(_ name: String) throws {
    let folder =
      #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
      .joined(separator: "/") + "/Fixtures/statedicts"
    let file = try SafetensorsFile(path: "\(folder)/\(name).safetensors")
    values = try SafetensorsFile(path: "\(folder)/\(name).values.safetensors")
    truth = try ModelSidecar(path: "\(folder)/\(name).toml")
    tensors = Self.collection(file)
  }

  static func collection(_ file: SafetensorsFile) -> TensorCollection {
    TensorCollection(
      path: file.path,
      entries: file.entries.map {
        TensorCollection.Entry(name: $0.name, typeName: $0.typeName, shape: $0.shape)
      }, read: { name throws(StorageError) in try file.tensor(name) })
  }

  /// The samples that the file's own program decodes and encodes, height, width and channels last.
  func samples(channelsFirst: Bool = true) throws -> Tensor {
    let x = try values.tensor("x")
    return channelsFirst ? StateWeights.transposed(x, axes: [0, 2, 3, 1]) : x
  }

  /// The largest difference from the framework's samples, as a fraction of the largest of them.
  func decodingError(_ model: ForeignModel) throws -> Float {
    var inputs = try rows(values.tensor("z"))
    if values.entry("y") != nil {
      inputs = try zip(inputs, rows(values.tensor("y"))).map { $0 + $1 }
    }
    let ports = model.decoder.inputs.map {
      ($0.name, $0.shape?.dropFirst().compactMap(\.self) ?? [])
    }
    return try error(
      model.decoder, ports, inputs: inputs, output: 0, expected: values.tensor("decoded"))
  }

  /// The largest difference from the framework's codes, as a fraction of the largest of them.
  func encodingError(_ model: ForeignModel) throws -> Float? {
    guard let encoder = model.encoder, values.entry("x") != nil else { return nil }
    var inputs = try rows(values.tensor("x"))
    if encoder.inputs.count > 1 {
      inputs = try zip(inputs, rows(values.tensor("y"))).map { $0 + $1 }
    }
    let ports = encoder.inputs.map { ($0.name, $0.shape?.dropFirst().compactMap(\.self) ?? []) }
    return try error(encoder, ports, inputs: inputs, output: 0, expected: values.tensor("mean"))
  }

  private func rows(_ tensor: Tensor) -> [[Float]] {
    (0..<tensor.rowCount).map { Array(tensor.row($0)) }
  }

  private func error(
    _ graph: OperatorGraph, _ ports: [(String, [Int])], inputs: [[Float]], output: Int,
    expected: Tensor
  ) throws -> Float {
    let request = LoweredNetwork.Request(
      inputs: ports.map { (name: $0.0, extents: $0.1) }, inputAxes: nil,
      outputs: [graph.outputs[output].name], outputAxes: nil)
    let lowered = try graph.lowered(request, path: tensors.path)
    let evaluation = try GraphEvaluation(lowered, path: tensors.path)
    let found = evaluation.run(
      Tensor(shape: [inputs.count, inputs[0].count], elements: inputs.flatMap(\.self)))
    guard found.count == expected.count else { return .infinity }
    let peak = expected.elements.reduce(0) { max($0, abs($1)) }
    return zip(found.elements, expected.elements).reduce(0) { max($0, abs($1.0 - $1.1)) } / peak
  }
}
