import Foundation
import Interchange
import Storage
import Tensors
import Testing

/// What Keras computed with a fixture, and what the lowered graphs compute from the same inputs.
struct KerasRun {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/keras").path(percentEncoded: false)

  let model: ForeignModel
  let values: NPZFile

  init(_ names: [String], values: String, latents: String? = nil) throws {
    model = try ForeignModel.keras(paths: names.map(Self.path), latents: latents)
    self.values = try NPZFile(path: Self.path("\(values).npz"))
  }

  static func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// The largest difference of the decoded samples from Keras', as a part of the peak.
  func decoderError() throws -> Float {
    let request = LoweredNetwork.Request(
      inputs: Self.inputs(of: model.decoder), inputAxes: nil,
      outputs: model.decoder.outputs.map(\.name), outputAxes: model.sampleAxes)
    let conditions = model.selectors.isEmpty ? [] : [try values.tensor("y")]
    let inputs = try [values.tensor("z")] + conditions
    let result = try Self.run(model.decoder, request, rows: Self.joined(inputs))
    return Self.difference(result, try channelsLast(values.tensor("decoded")))
  }

  /// The same of the encoder's mean, or code, and of its log variance if it computes one.
  func encoderError() throws -> Float {
    let encoder = try #require(model.encoder)
    let hasConditions = encoder.inputs.count > 1
    let request = LoweredNetwork.Request(
      inputs: Self.inputs(of: encoder), inputAxes: hasConditions ? nil : model.sampleAxes,
      outputs: encoder.outputs.map(\.name), outputAxes: nil)
    let inputs =
      try [channelsLast(values.tensor("x"))] + (hasConditions ? [values.tensor("y")] : [])
    let expected =
      try encoder.outputs.count == 1
      ? [values.tensor("mean")] : [values.tensor("mean"), values.tensor("log_variance")]
    let result = try Self.run(encoder, request, rows: Self.joined(inputs))
    return Self.difference(result, Self.joined(expected))
  }

  private static func inputs(
    of graph: OperatorGraph
  ) -> [(name: String, extents: [Int])] {
    graph.inputs.map { ($0.name, ($0.shape ?? []).dropFirst().compactMap { $0 }) }
  }

  /// The rows of tensors side by side.
  private static func joined(_ tensors: [Tensor]) -> [[Float]] {
    (0..<(tensors.first?.rowCount ?? 0)).map { row in tensors.flatMap { Array($0.row(row)) } }
  }

  private func channelsLast(_ tensor: Tensor) -> Tensor {
    let extents = Array(tensor.shape.dropFirst())
    return Tensor(
      shape: tensor.shape,
      elements: model.sampleAxes.channelsLast(tensor.elements, extents: extents))
  }

  private static func difference(_ found: [[Float]], _ expected: Tensor) -> Float {
    difference(found, joined([expected]))
  }

  private static func difference(_ found: [[Float]], _ expected: [[Float]]) -> Float {
    let (found, expected) = (Array(found.joined()), Array(expected.joined()))
    guard found.count == expected.count, !expected.isEmpty else { return .infinity }
    let peak = expected.map { abs($0) }.max() ?? 0
    let largest = zip(found, expected).map { abs($0 - $1) }.reduce(0) {
      $1.isNaN ? .nan : max($0, $1)
    }
    return largest / peak
  }

  private static func run(
    _ graph: OperatorGraph, _ request: LoweredNetwork.Request, rows: [[Float]]
  ) throws -> [[Float]] {
    let outputs = try graph.lowered(request, path: "fixture").run(
      Array(rows.joined()), rows: rows.count)
    let count = outputs.count / max(1, rows.count)
    return rows.indices.map { Array(outputs[$0 * count..<($0 + 1) * count]) }
  }
}
