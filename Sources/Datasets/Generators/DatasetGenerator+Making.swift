import Simulations
package import Tensors

/// Receives the numbers of finished and of all samples, and returns whether to continue.
package typealias GenerationProgress = (_ finished: Int, _ total: Int) -> Bool

/// The samples that are made between two calls of the progress: a few megabytes.
private let chunkSize = 1024

extension DatasetGenerator {
  /// Makes the data set in memory.
  ///
  /// - Parameters:
  ///   - team: The workers; the samples do not depend on their number.
  ///   - progress: Called after every thousand samples; `false` ends the work.
  /// - Returns: The data set.
  /// - Throws: ``DatasetError/unusableSettings(generator:reason:)``, or ``DatasetError/cancelled``.
  package func generate(
    team: WorkerTeam = WorkerTeam(), progress: GenerationProgress = { _, _ in true }
  ) throws(DatasetError) -> Dataset {
    let source = try makeSimulator()
    let elementCount = source.elementCount
    var isComplete = true
    let samples = Tensor(shape: [count] + source.sampleShape) { elements in
      for chunk in chunks where isComplete {
        let range = chunk.lowerBound * elementCount..<chunk.upperBound * elementCount
        source.simulate(
          chunk, into: UnsafeMutableBufferPointer(rebasing: elements[range]), team: team)
        isComplete = progress(chunk.upperBound, count)
      }
    }
    guard isComplete else { throw .cancelled }
    return Dataset(
      description: description, samples: samples, factors: source.factors(0..<count))
  }

  /// Makes the data set in a file, without ever holding all of it in memory.
  ///
  /// The file appears under its name when it is complete. An `.npz` file is created in memory.
  ///
  /// - Parameters:
  ///   - path: A file that ends in `.safetensors` or `.npz`.
  ///   - team: The workers; the bytes do not depend on their number.
  ///   - progress: Called after every thousand samples; `false` ends the work.
  /// - Throws: ``DatasetError`` when the settings contradict one another, the name has another
  ///   extension, the file cannot be written or the work was cancelled; then no file is left.
  package func write(
    to path: String, team: WorkerTeam = WorkerTeam(),
    progress: GenerationProgress = { _, _ in true }
  ) throws(DatasetError) {
    switch try DatasetFormat(writing: path) {
    case .npz:
      try generate(team: team, progress: progress).write(to: path)
    case .safetensors:
      let source = try makeSimulator()
      let file = try DatasetStream(path: path, description: description, count: count)
      let buffer = FloatBuffer(count: min(chunkSize, count) * source.elementCount)
      for chunk in chunks {
        let samples = UnsafeMutableBufferPointer(
          rebasing: buffer.elements[..<(chunk.count * source.elementCount)])
        source.simulate(chunk, into: samples, team: team)
        try file.append(samples: UnsafeBufferPointer(samples))
        try source.factors(chunk).elements.withUnsafeBufferPointer { rows throws(DatasetError) in
          try file.append(factors: rows)
        }
        guard progress(chunk.upperBound, count) else { throw .cancelled }
      }
      try file.finish()
    }
  }

  /// Opens the data set's file if it was made from the same settings, and makes it otherwise.
  ///
  /// - Parameters:
  ///   - path: A file that ends in `.safetensors`.
  ///   - team: The workers.
  ///   - progress: Called after every thousand samples that are made; `false` ends the work.
  /// - Returns: The data set, mapped from the file; its samples are not checked.
  /// - Throws: ``DatasetError`` as ``write(to:team:progress:)`` does.
  package func cached(
    at path: String, team: WorkerTeam = WorkerTeam(),
    progress: GenerationProgress = { _, _ in true }
  ) throws(DatasetError) -> Dataset {
    if let found = try? Dataset.open(path: path, checksSamples: false),
      found.description == description,
      found.count == count
    {
      return found
    }
    try write(to: path, team: team, progress: progress)
    return try Dataset.open(path: path, checksSamples: false)
  }

  private var chunks: [Range<Int>] {
    stride(from: 0, to: count, by: chunkSize).map { $0..<min($0 + chunkSize, count) }
  }
}
