import Storage
package import Tensors

/// Work on many rows in batches, several at a time, whose results are taken in their order.
package struct CodingBatches: Sendable {
  /// The rows of a batch.
  package let size: Int
  private let count: Int
  private let team: WorkerTeam
  private let isCancelled: @Sendable () -> Bool

  /// The rows of a batch unless the user says otherwise.
  package static let usualSize = 32

  /// Creates batches.
  ///
  /// - Parameters:
  ///   - count: The number of rows.
  ///   - size: The rows of a batch, at least one.
  ///   - team: The workers.
  ///   - isCancelled: Polled before every batch, from any thread.
  package init(
    count: Int, size: Int = usualSize, team: WorkerTeam = WorkerTeam(),
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    precondition(size > 0 && count >= 0, "CodingBatches: \(count) by \(size)")
    (self.count, self.size, self.team, self.isCancelled) = (count, size, team, isCancelled)
  }

  /// Computes all batches; no more than one for every worker is in memory.
  ///
  /// - Parameters:
  ///   - compute: Computes the batch of some rows, on any thread.
  ///   - take: Receives the batches in their order, and the fraction that is done.
  /// - Throws: ``CodingError/cancelled``, and what `take` throws.
  func run<Batch: Sendable>(
    _ compute: @Sendable (Range<Int>) -> Batch,
    take: (Range<Int>, Batch, _ fraction: Double) throws(CodingError) -> Void
  ) throws(CodingError) {
    let starts = Array(stride(from: 0, to: count, by: size))
    for wave in stride(from: 0, to: starts.count, by: team.count) {
      let ranges = starts[wave..<min(wave + team.count, starts.count)].map {
        $0..<min($0 + size, count)
      }
      let batches = team.results(ranges.count) { isCancelled() ? nil : compute(ranges[$0]) }
      for (range, batch) in zip(ranges, batches) {
        guard let batch else { throw .cancelled }
        try take(range, batch, Double(range.upperBound) / Double(count))
      }
    }
  }
}

/// Calls `body` and reports an error of the files as one of the coding.
func writing<Result>(_ body: () throws(StorageError) -> Result) throws(CodingError) -> Result {
  do { return try body() } catch { throw .storage(error) }
}
