package import Tensors

/// A source of samples in which every sample depends on its index alone.
///
/// So samples can be made in any order, on any number of threads and a few at a time, with bit-identical results.
package protocol Simulator: Sendable {
  /// The scratch memory of one thread.
  associatedtype Workspace

  /// The number of samples.
  var count: Int { get }
  /// The shape of one sample, `[height, width, channels]`.
  var sampleShape: [Int] { get }
  /// The number of factors behind a sample.
  var factorCount: Int { get }

  /// Allocates the scratch memory of one thread.
  func makeWorkspace() -> Workspace

  /// The factors behind one sample.
  func factors(of index: Int) -> [Double]

  /// Makes one sample.
  ///
  /// - Parameters:
  ///   - index: The sample, in `0..<count`.
  ///   - sample: Receives as many elements as ``sampleShape`` holds.
  ///   - workspace: Scratch memory, of no meaning between calls.
  func simulate(
    _ index: Int, into sample: UnsafeMutableBufferPointer<Float>, using workspace: Workspace)

  /// Makes a range of samples on one thread, each as by ``simulate(_:into:using:)-(Int,_,_)``.
  ///
  /// - Parameters:
  ///   - indices: The samples, within `0..<count`.
  ///   - samples: Receives the samples one after another.
  ///   - workspace: Scratch memory, of no meaning between calls.
  func simulate(
    _ indices: Range<Int>, into samples: UnsafeMutableBufferPointer<Float>,
    using workspace: Workspace)
}

extension Simulator {
  /// The number of elements of one sample.
  package var elementCount: Int { sampleShape.reduce(1, *) }

  /// Makes the samples one by one, as most simulators do.
  package func simulate(
    _ indices: Range<Int>, into samples: UnsafeMutableBufferPointer<Float>,
    using workspace: Workspace
  ) {
    let length = elementCount
    for (row, index) in indices.enumerated() {
      let range = row * length..<(row + 1) * length
      simulate(
        index, into: UnsafeMutableBufferPointer(rebasing: samples[range]), using: workspace)
    }
  }

  /// Makes a range of samples with a thread pool.
  ///
  /// - Parameters:
  ///   - indices: The samples, within `0..<count`.
  ///   - samples: Receives the samples one after another.
  ///   - team: The workers.
  package func simulate(
    _ indices: Range<Int>, into samples: UnsafeMutableBufferPointer<Float>, team: WorkerTeam
  ) {
    precondition(
      indices.lowerBound >= 0 && indices.upperBound <= count
        && samples.count == indices.count * elementCount,
      "Simulator: samples \(indices) of \(count) into \(samples.count) elements")
    let rows = DisjointRows(samples, length: elementCount)
    team.run { worker in
      let own = team.rows(of: worker, in: indices.count)
      guard !own.isEmpty else { return }
      let part = UnsafeMutableBufferPointer(
        start: rows[own.lowerBound].baseAddress, count: own.count * elementCount)
      simulate(
        indices.lowerBound + own.lowerBound..<indices.lowerBound + own.upperBound, into: part,
        using: makeWorkspace())
    }
  }

  /// Makes a range of samples with a thread pool.
  ///
  /// - Parameters:
  ///   - indices: The samples, within `0..<count`.
  ///   - team: The workers.
  /// - Returns: The samples, `[indices, height, width, channels]`.
  package func samples(_ indices: Range<Int>, team: WorkerTeam = WorkerTeam()) -> Tensor {
    Tensor(shape: [indices.count] + sampleShape) { simulate(indices, into: $0, team: team) }
  }

  /// The factors of a range of samples.
  ///
  /// - Parameter indices: The samples, within `0..<count`.
  /// - Returns: The factors, `[indices, factors]`.
  package func factors(_ indices: Range<Int>) -> Tensor {
    Tensor(
      shape: [indices.count, factorCount],
      elements: indices.flatMap { factors(of: $0).map { Float($0) } })
  }
}
