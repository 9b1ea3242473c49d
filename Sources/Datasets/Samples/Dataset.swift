import Storage
package import Tensors

/// Samples with the factors behind them; in memory, or mapped from a file that may be larger.
///
/// A value that is cheap to copy: copies share the samples.
package struct Dataset: Sendable {
  /// What the samples are.
  package private(set) var description: DataDescription
  /// The known factors of every sample, `[samples, factors]`, in the units of the description.
  package let factors: Tensor
  /// Where the samples come from, for errors: the file, or the name of the generator.
  package let origin: String
  /// What was inferred when a table was read, one sentence each, to be shown to the user.
  package let notes: [String]
  private let samples: SampleStorage

  /// Creates a data set in memory.
  ///
  /// - Parameters:
  ///   - description: What the samples are.
  ///   - samples: `[samples, height, width, channels]`, in the unit of the description.
  ///   - factors: `[samples, factors]`, one column for every factor of the description.
  package init(description: DataDescription, samples: Tensor, factors: Tensor) {
    self.init(
      description: description, samples: .memory(samples), factors: factors,
      origin: description.name)
  }

  init(
    description: DataDescription, samples: SampleStorage, factors: Tensor, origin: String,
    notes: [String] = []
  ) {
    let count = factors.rowCount
    precondition(
      samples.shape.reduce(1, *) == count * description.shape.reduce(1, *)
        && samples.shape.first == count && factors.shape == [count, description.factors.count],
      "Dataset: samples \(samples.shape), factors \(factors.shape) for \(description)")
    self.description = description
    self.factors = factors
    self.samples = samples
    self.origin = origin
    self.notes = notes
  }

  /// Says more of how the samples are shown than their shape tells.
  mutating func describe(_ change: (inout DataDescription) -> Void) {
    var changed = description
    change(&changed)
    precondition(
      changed.shape == description.shape && changed.factors.count == description.factors.count,
      "Dataset: \(changed) for \(description)")
    description = changed
  }

  /// The number of samples.
  package var count: Int { factors.rowCount }

  /// The shape of one sample, `[height, width, channels]`.
  package var sampleShape: [Int] { description.shape }

  /// The number of elements of one sample.
  package var elementCount: Int { description.shape.reduce(1, *) }

  /// Calls `body` with the elements of one sample, row-major, without copying them.
  ///
  /// - Parameters:
  ///   - index: The sample, in `0..<count`.
  ///   - body: Receives the elements; must not let the pointer escape.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  package func withUnsafeSample<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(index >= 0 && index < count, "Dataset: sample \(index) of \(count)")
    switch samples {
    case .memory(let tensor):
      let range = index * elementCount..<(index + 1) * elementCount
      return try tensor.elements.withUnsafeBufferPointer { elements throws(Failure) in
        try body(UnsafeBufferPointer(rebasing: elements[range]))
      }
    case .stored(let elements): return try elements.withUnsafeRow(index, body)
    }
  }

  /// Copies the elements of one sample.
  ///
  /// - Parameters:
  ///   - index: The sample, in `0..<count`.
  ///   - destination: Room for ``elementCount`` elements.
  package func copySample(_ index: Int, into destination: UnsafeMutablePointer<Float>) {
    if case .stored(let elements) = samples {
      let room = UnsafeMutableBufferPointer(start: destination, count: elementCount)
      return elements.copyRow(index, into: room)
    }
    withUnsafeSample(index) { elements in
      guard let start = elements.baseAddress else { return }
      destination.update(from: start, count: elements.count)
    }
  }

  /// One sample, `[height, width, channels]`, in the unit of the data.
  package func sample(_ index: Int) -> Tensor {
    samples([index]).reshaped(to: sampleShape)
  }

  /// Some samples in the given order, `[indices, height, width, channels]`.
  package func samples(_ indices: some Collection<Int>) -> Tensor {
    Tensor(shape: [indices.count] + sampleShape) { elements in
      guard var destination = elements.baseAddress else { return }
      for index in indices {
        copySample(index, into: destination)
        destination += elementCount
      }
    }
  }
}

/// Where the samples of a data set are stored.
enum SampleStorage: Sendable {
  case memory(Tensor)
  /// As the file stores them: mapped, or in memory in their own type.
  case stored(StoredElements)

  /// The shape of all samples as they are stored; a single channel may be left out.
  var shape: [Int] {
    switch self {
    case .memory(let tensor): tensor.shape
    case .stored(let elements): elements.shape
    }
  }
}
