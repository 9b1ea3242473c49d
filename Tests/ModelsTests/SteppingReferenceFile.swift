import Datasets
import Models
import Networks
import Storage
import Tensors
import TestSupport
import Testing

/// A training step computed by PyTorch, of any size.
struct SteppingReferenceFile {
  private let file: SafetensorsFile

  /// Opens a reference step.
  init(_ name: String) throws {
    file = try ReferenceNumbers.open(name)
  }

  func tensor(_ name: String) throws -> Tensor { try file.tensor(name) }

  func number(_ name: String) throws -> Double { Double(try tensor(name).elements[0]) }

  /// Images in the program's layout, channels last.
  func images(_ name: String) throws -> Tensor {
    let stored = try file.tensor(name, shape: [nil, nil, nil, nil])
    let (channels, height, width) = (stored.shape[1], stored.shape[2], stored.shape[3])
    return Tensor(shape: [stored.rowCount, height, width, channels]) { elements in
      for index in stored.elements.indices {
        let (image, inside) = index.quotientAndRemainder(dividingBy: stored.rowStride)
        let (channel, pixel) = inside.quotientAndRemainder(dividingBy: height * width)
        elements[image * stored.rowStride + pixel * channels + channel] = stored.elements[index]
      }
    }
  }

  /// The settings of the network that the weights belong to.
  func settings(outputActivation: Activation.Function?) throws -> ArchitectureFamily.Settings {
    let weights = try file.entries.filter { $0.name.hasPrefix("weight.encoder.") }
      .filter { $0.name.hasSuffix(".weight") }
      .map { (position: try #require(Int($0.name.split(separator: ".")[2])), shape: $0.shape) }
      .sorted { $0.position < $1.position }
    let dense = weights.filter { $0.shape.count == 2 }
    return ArchitectureFamily.Settings(
      sampleShape: Array(try images("input").shape.dropFirst()),
      latentCount: try tensor("mu").shape[1],
      channels: weights.filter { $0.shape.count == 4 }.map { $0.shape[0] },
      hiddenCount: dense.first?.shape[0] ?? 0, outputActivation: outputActivation)
  }

  /// All parameters of a kind, `weight`, `gradient` or `adam`, in memory order.
  func parameters(_ kind: String, of table: ParameterTable) throws -> [Float] {
    let stored = Set(file.entries.map(\.name).filter { $0.hasPrefix("\(kind).") })
    #expect(stored == Set(table.entries.map { "\(kind).\($0.name)" }))
    var values = [Float](repeating: 0, count: table.count)
    for entry in table.entries {
      table.assign(try tensor("\(kind).\(entry.name)"), to: entry, in: &values)
    }
    return values
  }

  /// A constant of the loss, which is only in the file's metadata, for example `beta=4`.
  func constant(_ name: String) throws -> Double {
    let text = try #require(file.metadata["loss"]?.split(separator: "\(name)=").last)
    return try #require(Double(text.prefix { $0.isNumber || $0 == "." }))
  }

  /// The weights of an entry after Adam's first step.
  ///
  /// That step is the sign of the gradient times the learning rate, whatever the gradient's size, so a weight whose gradient is
  /// only rounding error, below `rounding` times the largest, may go either way: it must follow the gradient computed
  /// here, all others PyTorch's.
  func weightsAfterStep(
    _ entry: ParameterTable.Entry, gradient ours: [Float], rounding: Float
  ) throws -> [Double] {
    let before = try tensor("weight.\(entry.name)").elements
    let theirs = try tensor("gradient.\(entry.name)").elements
    let smallest = rounding * theirs.reduce(0) { max($0, abs($1)) }
    var expected = try tensor("adam.\(entry.name)").elements.map(Double.init)
    for index in expected.indices where abs(theirs[index]) <= smallest {
      let gradient = Double(ours[index])
      expected[index] = Double(before[index]) - 1e-3 * gradient / (abs(gradient) + 1e-8)
    }
    return expected
  }

  /// A training step with the file's weights, and the same inputs, targets and noise.
  func step(
    _ architecture: Architecture, objective: Objective, workers: Int
  ) throws -> (step: TrainingStep, run: () -> StepReport) {
    let images = try images("input")
    let epsilon = try tensor("epsilon")
    let factors = try objective.auxiliary.map { _ in try tensor("auxiliary") }
    let step = TrainingStep(
      architecture: architecture, objective: objective,
      optimizer: Adam(learningRate: 1e-3, gradientClip: nil), batchSize: images.rowCount, seed: 0,
      team: WorkerTeam(count: workers))
    let table = ParameterTable(architecture.networks)
    step.parameters = try parameters("weight", of: table)
    let run = {
      step.run(
        rowCount: images.rowCount, step: 0,
        noise: { rows, noise in
          _ = UnsafeMutableBufferPointer(start: noise, count: rows.count * epsilon.rowStride)
            .update(from: epsilon.rows(rows).elements)
        },
        batch: SteppingToy.filler(images, factors: factors))
    }
    return (step, run)
  }
}
