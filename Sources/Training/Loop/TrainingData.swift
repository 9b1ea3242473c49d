import Datasets
import Models
import Tensors

/// A data set with its split and the map to the network's input.
struct TrainingData: Sendable {
  let dataset: Dataset
  let split: DatasetSplit
  let transform: PixelTransform
  /// The objective for these samples.
  let objective: Objective
  /// The columns of the auxiliary factors in the order of their latents.
  private let factorColumns: [Int]

  /// Splits a data set and computes the constants of the pixel map from the training samples.
  ///
  /// - Parameters:
  ///   - dataset: The samples.
  ///   - recipe: The split's seed, the pixel mode and the objective.
  ///   - team: The workers that share the samples.
  /// - Throws: `TrainingError.dataset` when the samples are not finite or all equal,
  ///   `TrainingError.objective` when the objective needs factors that they lack.
  init(_ dataset: Dataset, recipe: Recipe, team: WorkerTeam) throws(TrainingError) {
    let split = DatasetSplit(count: dataset.count, seed: UInt64(recipe.data.splitSeed))
    do {
      transform = try PixelTransform.fit(
        mode: recipe.data.pixels, dataset: dataset, rows: split.training,
        softening: Float(recipe.data.softening), team: team)
    } catch {
      throw .dataset(error)
    }
    objective = try recipe.trainingObjective(for: dataset, transform: transform)
    factorColumns = objective.auxiliary?.columns(in: dataset.description) ?? []
    (self.dataset, self.split) = (dataset, split)
  }

  /// The order of the training samples in an epoch.
  func order(epoch: Int, seed: UInt64) -> [Int] {
    var random = CounterRandom(seed: seed, stream: .shuffle, step: epoch)
    return random.nextPermutation(split.training.count).map { split.training[$0] }
  }

  /// Writes the samples at `indices` as the rows of a batch.
  func filler(_ indices: ArraySlice<Int>) -> BatchFiller {
    { batch in
      for (offset, row) in batch.range.enumerated() {
        let index = indices[indices.startIndex + row]
        writeSample(index, to: batch, at: offset * dataset.elementCount)
        writeFactors(index, to: batch.factors, at: offset * factorColumns.count)
      }
    }
  }

  private func writeSample(_ index: Int, to batch: BatchRows, at offset: Int) {
    let (inputs, targets) = (batch.inputs + offset, batch.targets + offset)
    dataset.withUnsafeSample(index) { sample in
      transform.writeNetworkInputs(of: sample, to: .init(start: inputs, count: sample.count))
      if transform.mode == .poisson {
        transform.writeTargets(of: sample, to: .init(start: targets, count: sample.count))
      } else {
        targets.update(from: inputs, count: sample.count)
      }
    }
  }

  private func writeFactors(
    _ index: Int, to factors: UnsafeMutableBufferPointer<Float>, at offset: Int
  ) {
    guard let auxiliary = objective.auxiliary else { return }
    let row = index * dataset.description.factors.count
    for (latent, column) in factorColumns.enumerated() {
      let value = Double(dataset.factors.elements[row + column])
      factors[offset + latent] = Float(auxiliary.factors[latent].scaled(value))
    }
  }

  /// The encoder's input for training samples, `[samples, elements]`: all of them, or the first `limit`.
  func inputs(limit: Int) -> Tensor {
    let indices = split.training.prefix(limit)
    let count = dataset.elementCount
    return Tensor(shape: [indices.count, count]) { elements in
      guard let start = elements.baseAddress else { return }
      for (row, index) in indices.enumerated() {
        dataset.withUnsafeSample(index) { sample in
          transform.writeNetworkInputs(
            of: sample, to: .init(start: start + row * count, count: count))
        }
      }
    }
  }

  /// Samples that are not trained on, for statistics and the gallery; for a data set too small to split, all
  /// of it.
  var heldOut: [Int] {
    [split.test, split.validation, split.training].first { !$0.isEmpty } ?? []
  }
}
