import Tensors

/// The nearest other samples of every sample, by comparing all pairs, sixteen at a time.
struct NeighborSearch {
  let neighborCount: Int
  /// Whether any two samples differ; otherwise there is no nearest one.
  let hasDistances: Bool
  private let count: Int
  private let paddedCount: Int
  private let latentCount: Int
  /// The latents, one after the other, each padded to whole vectors.
  private let elements: [Float]

  /// Prepares columns of `count` samples; `neighborCount` is less than that.
  init(_ columns: [SampleColumn], count: Int, neighborCount: Int) {
    self.count = count
    self.neighborCount = neighborCount
    latentCount = columns.count
    paddedCount = (count + 15) / 16 * 16
    // Squares of any Float then neither overflow nor, where they matter, underflow.
    let scale = columns.reduce(0) { max($0, $1.maximum - $1.minimum) }
    hasDistances = scale > 0
    var elements = [Float](repeating: 0, count: paddedCount * columns.count)
    for (latent, column) in columns.enumerated() where scale > 0 {
      for (sample, value) in column.values.enumerated() {
        elements[latent * paddedCount + sample] = Float((value - column.minimum) / scale)
      }
    }
    self.elements = elements
  }

  /// A pair of samples takes about a nanosecond; after this many samples a worker checks whether to stop, which even
  /// with 100,000 samples is every few milliseconds.
  private static let samplesBetweenQuestions = 16

  /// Finds the neighbours of every sample and passes them on, the nearest first, on the worker that
  /// found them; stops early, without an error, when cancelled.
  func run(
    _ team: WorkerTeam, isCancelled: @Sendable () -> Bool = { false },
    _ body: @Sendable (_ sample: Int, _ neighbors: UnsafeBufferPointer<Int32>) -> Void
  ) {
    team.run { worker in
      elements.withUnsafeBufferPointer { elements in
        guard let start = elements.baseAddress else { return }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: neighborCount) { distances in
          withUnsafeTemporaryAllocation(of: Int32.self, capacity: neighborCount) { indices in
            for (turn, sample) in team.rows(of: worker, in: count).enumerated() {
              if turn % Self.samplesBetweenQuestions == 0, isCancelled() { return }
              distances.initialize(repeating: .infinity)
              indices.initialize(repeating: 0)
              search(sample, start, distances, indices)
              body(sample, UnsafeBufferPointer(indices))
            }
          }
        }
      }
    }
  }

  private func search(
    _ sample: Int, _ elements: UnsafePointer<Float>,
    _ distances: UnsafeMutableBufferPointer<Float>, _ indices: UnsafeMutableBufferPointer<Int32>
  ) {
    let last = neighborCount - 1
    for block in stride(from: 0, to: paddedCount, by: 16) {
      var squares = Vector.zero
      for latent in 0..<latentCount {
        let column = elements + latent * paddedCount
        let difference = loadVector(column + block) - Vector(repeating: column[sample])
        squares = squares.addingProduct(difference, difference)
      }
      guard any(squares .< distances[last]) else { continue }
      for lane in 0..<min(16, count - block) where block + lane != sample {
        guard squares[lane] < distances[last] else { continue }
        var place = last
        while place > 0 && distances[place - 1] > squares[lane] {
          distances[place] = distances[place - 1]
          indices[place] = indices[place - 1]
          place -= 1
        }
        distances[place] = squares[lane]
        indices[place] = Int32(block + lane)
      }
    }
  }
}
