import Datasets
import Networks
import Storage
import Tensors
import TestSupport
import Testing

@testable import Models

/// The limit on the memory of a checkpoint.
@Suite("The memory of a checkpoint")
struct CheckpointMemoryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A few weights, between images of any size; the last node adds up `kept` of them.
  private func architecture(side: Int, depth: Int = 0, kept: Int = 1) throws -> Architecture {
    let enlarged: [any Layer] = [
      Reshape(height: 1, width: 1, channels: 1),
      TransposedConvolution(1, kernel: 1, stride: side, outputPadding: side - 1),
    ]
    let layers = enlarged + [any Layer](repeating: Activation(.sigmoid), count: depth)
    let nodes = layers.enumerated().map { Node(name: "decoder.\($0)", layer: $1, inputs: [$0]) }
    let last = Node(
      name: "decoder.sum", layer: Sum(), inputs: Array((layers.count - kept + 1)...layers.count))
    return try Architecture(
      name: "large",
      encoder: try Network(
        inputShape: [side, side, 1], name: "encoder",
        layers: [Convolution(2, kernel: 1, stride: side), Flatten()]),
      decoder: try Network(inputShape: [1], nodes: nodes + (kept > 1 ? [last] : [])))
  }

  private func write(
    _ architecture: Architecture, codes: Int = 1, metadata: [String: String] = [:]
  ) throws -> String {
    let table = ParameterTable(architecture.networks)
    let zeros = { (name: String, shape: [Int]) in
      NamedTensor(name, Tensor(repeating: 0, shape: shape))
    }
    let shape = architecture.sampleShape
    let binCount = LatentStatistics.histogramBinCount
    let tensors =
      table.entries.map { zeros($0.name, $0.parameter.fileShape) }
      + ["mean", "deviation", "posterior_variance", "divergence"].map {
        zeros("statistics.\($0)", [1])
      }
      + [
        NamedTensor(
          "statistics.histogram",
          Tensor(repeating: 1 / Float(binCount), shape: [1, binCount])),
        zeros("statistics.codes", [codes, 1]), zeros("gallery.samples", [0] + shape),
        zeros("gallery.factors", [0, 0]), zeros("gallery.means", [0, 1]),
        zeros("gallery.log_variances", [0, 1]),
      ]
    let description = DataDescription(
      name: "large", kind: .image, shape: shape, unit: "counts", factors: [])
    let training = TrainingSummary(
      objective: "VAE", beta: 1, epochs: 1, steps: 1, sampleCount: 1, seed: 1)
    let texts = [
      "latentty.format": "1", "latentty.architecture": try JSONText.of(architecture),
      "latentty.objective": try JSONText.of(Objective(likelihood: GaussianLikelihood(variance: 1))),
      "latentty.transform": try JSONText.of(PixelTransform(mode: .asinh)),
      "latentty.data": try JSONText.of(description), "latentty.training": try JSONText.of(training),
    ]
    let path = folder.path("model.safetensors")
    try SafetensorsWriter.write(tensors, metadata: texts.merging(metadata) { $1 }, to: path)
    return path
  }

  @Test("two kilobytes of text cannot allocate a gigabyte", arguments: [(2048, 0), (8192, 4)])
  func sumIsRefused(side: Int, depth: Int) throws {
    let path = try write(try architecture(side: side, depth: depth))
    let error = #expect(throws: CheckpointError.self) { try Checkpoint.load(path: path) }
    #expect(error?.description.contains("architecture: expected networks within") == true)
    #expect(error?.description.contains("\n") == false)
  }

  @Test("many small values are refused for their sum")
  func depthIsRefused() throws {
    #expect(try Checkpoint.load(path: write(architecture(side: 256))).model.sampleShape[0] == 256)
    // A sequence takes the memory of two of its values; a node that reads all of them needs all at once.
    let sequence = try write(try architecture(side: 256, depth: 400))
    #expect(try Checkpoint.load(path: sequence).model.sampleShape[0] == 256)
    let path = try write(try architecture(side: 256, depth: 400, kept: 400))
    #expect(throws: CheckpointError.self) { _ = try Checkpoint.load(path: path) }
  }

  @Test("the allowance grows with the content of the file")
  func proportion() throws {
    let large = try architecture(side: 2048)
    #expect(throws: CheckpointError.self) { try Checkpoint.load(path: write(large)) }
    // Two megabytes of codes allow 128 MiB more.
    let path = try write(large, codes: 1 << 19)
    #expect(try Checkpoint.load(path: path).model.sampleShape == [2048, 2048, 1])
  }

  @Test("the sum bounds the allocations of opening and running")
  func bound() throws {
    let small = try architecture(side: 32, depth: 3)
    let rows = [1, 16].map { rows in
      small.networks.reduce(0) { sum, network in
        let plan = NetworkPlan(
          network, table: ParameterTable(small.networks), maximumRows: rows,
          needsGradients: false, needsInputGradient: false)
        return sum + plan.memoryCount + plan.preparedCount
      }
    }
    #expect(Model.byteCount(of: small) >= rows.reduce(0, +) * 4)
  }

  @Test("missing weights are reported first")
  func missingWeights() throws {
    let path = try write(try architecture(side: 8192))
    let file = try SafetensorsFile(path: path)
    let tensors = try file.entries.filter { $0.name != "encoder.0.weight" }.map {
      NamedTensor($0.name, try file.tensor($0.name))
    }
    try SafetensorsWriter.write(tensors, metadata: file.metadata, to: path)
    let error = #expect(throws: CheckpointError.self) { try Checkpoint.load(path: path) }
    #expect(error?.description.contains("a tensor \"encoder.0.weight\"") == true)
  }

  @Test("decoded texts are limited to 1 MiB")
  func longText() throws {
    let spaces = String(repeating: " ", count: SafetensorsFile.structuredTextLimit)
    let small = try architecture(side: 4)
    let path = try write(small, metadata: ["latentty.data": spaces + "{}"])
    let error = #expect(throws: CheckpointError.self) { try Checkpoint.load(path: path) }
    #expect(error?.description.contains("expected at most 1048576 bytes") == true)
  }

  @Test("a training step reports its memory")
  func trainingStep() throws {
    let small = try architecture(side: 32, depth: 3)
    let alone = TrainingStep.byteCount(of: small, batchSize: 8, workerCount: 1)
    // Input and target of the decoder, both with their gradients, for eight samples.
    #expect(alone >= 8 * 4 * 1024 * 4)
    let four = TrainingStep.byteCount(of: small, batchSize: 32, workerCount: 4)
    #expect(four > 3 * alone && four < 5 * alone)
  }
}
