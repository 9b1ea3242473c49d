import Datasets
import Models
import Tensors

/// A data set with its split and the map to network numbers.
struct TrainingData: Sendable {
  let dataset: Dataset
  let split: DatasetSplit
  let transform: PixelTransform

  /// Splits a data set and measures the constants of the pixel map on the training samples.
  ///
  /// - Parameters:
  ///   - dataset: The samples.
  ///   - recipe: The split's seed and the pixel mode.
  ///   - team: The workers that share the samples.
  /// - Throws: `TrainingError.dataset` when the samples are not finite or all equal.
  init(_ dataset: Dataset, recipe: Recipe, team: WorkerTeam) throws(TrainingError) {
    let split = DatasetSplit(count: dataset.count, seed: UInt64(recipe.data.splitSeed))
    do {
      transform = try PixelTransform.fit(
        mode: recipe.data.pixels, dataset: dataset, rows: split.training,
        softening: Float(recipe.data.softening), team: team)
    } catch {
      throw .dataset(error)
    }
    (self.dataset, self.split) = (dataset, split)
  }

  /// The order of the training samples in an epoch.
  func order(epoch: Int, seed: UInt64) -> [Int] {
    var random = CounterRandom(seed: seed, stream: .shuffle, step: epoch)
    return random.nextPermutation(split.training.count).map { split.training[$0] }
  }

  /// What writes the samples at `indices` as the rows of a batch.
  func filler(_ indices: ArraySlice<Int>) -> BatchFiller {
    let (dataset, transform) = (dataset, transform)
    return { rows, inputs, targets in
      var offset = 0
      for row in rows {
        dataset.withUnsafeSample(indices[indices.startIndex + row]) { sample in
          transform.writeNetworkInputs(
            of: sample, to: .init(start: inputs + offset, count: sample.count))
          if transform.mode == .poisson {
            transform.writeTargets(
              of: sample, to: .init(start: targets + offset, count: sample.count))
          } else {
            (targets + offset).update(from: inputs + offset, count: sample.count)
          }
          offset += sample.count
        }
      }
    }
  }

  /// Samples that the weights never see, for statistics and the gallery; of a data set that is too
  /// small for a split, those that it has.
  var heldOut: [Int] {
    [split.test, split.validation, split.training].first { !$0.isEmpty } ?? []
  }
}
