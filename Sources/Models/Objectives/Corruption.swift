import Tensors

/// The corruption of the encoder's input in a denoising autoencoder (Vincent and others 2010).
///
/// Random numbers depend on (seed, step, row) alone, so a resumed run continues bit-identically.
package struct Corruption: Codable, Sendable, Equatable {
  /// The types of corruption.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// Normal noise on every element.
    case gaussian
    /// Elements set to zero.
    case masking
    /// Elements set to the smallest or the largest value, with equal probability.
    case saltAndPepper = "salt-and-pepper"
  }

  /// The type of corruption.
  package let kind: Kind
  /// The standard deviation of the noise in units of the network's input, or the probability per element.
  package let amount: Double
  /// The smallest and the largest input, the values of salt-and-pepper noise.
  package let extremes: [Float]

  /// Creates a corruption.
  ///
  /// - Parameters:
  ///   - kind: The type of corruption.
  ///   - amount: A standard deviation, at least 0, or a probability.
  ///   - extremes: The smallest and the largest input.
  package init(_ kind: Kind, amount: Double, extremes: ClosedRange<Float> = 0...1) {
    precondition(
      amount >= 0 && (kind == .gaussian || amount <= 1), "Corruption: \(kind) by \(amount)")
    self.kind = kind
    self.amount = amount
    self.extremes = [extremes.lowerBound, extremes.upperBound]
  }

  private enum Key: String, CodingKey {
    case kind, amount, extremes
  }

  /// Reads a corruption; an amount or extremes out of range are an error.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    kind = try container.decode(Kind.self, forKey: .kind)
    amount = try container.decode(Double.self, forKey: .amount)
    extremes = try container.decode([Float].self, forKey: .extremes)
    guard amount >= 0, amount.isFinite, kind == .gaussian || amount <= 1, extremes.count == 2 else {
      throw DecodingError.dataCorruptedError(
        forKey: .amount, in: container,
        debugDescription: "expected an amount that \(kind.rawValue) takes and two extremes, "
          + "found \(amount) and \(extremes.count)")
    }
  }

  /// Corrupts rows of a batch in place.
  ///
  /// - Parameters:
  ///   - inputs: The encoder's input, `[rows, elements]`.
  ///   - elementCount: The elements of a row.
  ///   - rows: Positions in the batch.
  ///   - seed: The seed of the run.
  ///   - step: The number of the step.
  func apply(
    to inputs: UnsafeMutablePointer<Float>, elementCount: Int, rows: Range<Int>, seed: UInt64,
    step: Int
  ) {
    for row in rows {
      var random = CounterRandom(seed: seed, stream: .corruption, step: step, row: row)
      let elements = UnsafeMutableBufferPointer(
        start: inputs + (row - rows.lowerBound) * elementCount, count: elementCount)
      switch kind {
      case .gaussian:
        for index in elements.indices {
          elements[index] += Float(amount * random.nextGaussian())
        }
      case .masking:
        for index in elements.indices where random.nextUniform() < amount { elements[index] = 0 }
      case .saltAndPepper:
        for index in elements.indices {
          let number = random.nextUniform()
          if number < amount { elements[index] = extremes[number < amount / 2 ? 0 : 1] }
        }
      }
    }
  }
}
