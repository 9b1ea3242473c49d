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
  /// - Throws: `TrainingError.samples` when there are too few, or they are not numbers that differ.
  init(_ dataset: Dataset, recipe: Recipe) throws(TrainingError) {
    let name = dataset.description.name
    let split = DatasetSplit(count: dataset.count, seed: UInt64(recipe.data.splitSeed))
    guard !split.training.isEmpty else {
      throw .samples(name: name, expected: "at least one training sample", found: "none")
    }
    let range = dataset.range(of: split.training)
    guard range.minimum.isFinite, range.maximum.isFinite, range.minimum < range.maximum else {
      throw .samples(
        name: name, expected: "finite elements that differ",
        found: "elements from \(range.minimum) to \(range.maximum)")
    }
    self.dataset = dataset
    self.split = split
    transform = PixelTransform(
      mode: recipe.data.pixels, minimum: range.minimum, maximum: range.maximum,
      softening: Float(recipe.data.softening))
  }

  /// The order of the training samples in an epoch.
  func order(epoch: Int, seed: UInt64) -> [Int] {
    var random = CounterRandom(seed: seed, stream: .shuffle, step: epoch)
    return random.nextPermutation(split.training.count).map { split.training[$0] }
  }

  /// What writes the samples at `indices` as the rows of a batch.
  func filler(_ indices: ArraySlice<Int>) -> BatchFiller {
    let (dataset, transform) = (dataset, transform)
    let stride = dataset.description.shape.reduce(1, *)
    return { rows, inputs, targets in
      for row in rows {
        dataset.copySample(
          indices[indices.startIndex + row], into: inputs + (row - rows.lowerBound) * stride)
      }
      transform.prepareBatch(inputs, targets: targets, count: rows.count * stride)
    }
  }

  /// The samples at `indices` in the unit of the data, `[indices, height, width, channels]`.
  func samples(_ indices: ArraySlice<Int>) -> Tensor {
    let shape = dataset.description.shape
    return Tensor(shape: [indices.count] + shape) { elements in
      guard var place = elements.baseAddress else { return }
      for index in indices {
        dataset.copySample(index, into: place)
        place += shape.reduce(1, *)
      }
    }
  }

  /// Samples that the weights never see, for statistics and the gallery; of a data set that is too
  /// small for a split, those that it has.
  var heldOut: [Int] {
    [split.test, split.validation, split.training].first { !$0.isEmpty } ?? []
  }
}
