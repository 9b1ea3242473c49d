/// How many of some numbers are NaN or infinite, as those of a model whose weights overflow are.
struct NonFiniteCount: Sendable, Equatable {
  /// The numbers that are not finite, at least one.
  let count: Int
  /// All numbers.
  let total: Int

  /// Counts; `nil` where all numbers are finite.
  init?(_ numbers: some Collection<Float>) {
    count = numbers.reduce(0) { $0 + ($1.isFinite ? 0 : 1) }
    guard count > 0 else { return nil }
    total = numbers.count
  }

  /// Whether there is no number to draw at all.
  var isTotal: Bool { count == total }

  /// The count in words, for numbers that have a name in the plural.
  ///
  /// - Parameter name: What the numbers are.
  /// - Returns: A text such as `12 of 1089 pixels are not finite`.
  func words(_ name: String) -> String {
    "\(count) of \(total) \(name) \(count == 1 ? "is" : "are") not finite"
  }
}

/// A sample whose code the encoder could not tell in finite numbers.
struct CodeOverflow: Sendable, Equatable {
  /// The sample, by its name on screen.
  let label: String
  /// The latents whose mean or deviation is not finite.
  let latents: Set<Int>
  /// All latents.
  let total: Int

  /// Looks at a posterior; `nil` where it is finite.
  init?(_ encoded: EncodedSample, label: String) {
    latents = Set(
      encoded.mean.indices.filter {
        !(encoded.mean[$0].isFinite && encoded.deviation[$0].isFinite)
      })
    guard !latents.isEmpty else { return nil }
    self.label = label
    total = encoded.mean.count
  }

  /// The count in words.
  var words: String {
    "\(latents.count) of \(total) codes from the encoder \(latents.count == 1 ? "is" : "are") not finite"
  }
}

extension ExplorerState {
  /// What the elements of a sample are called, in the plural.
  var elementName: String { depiction.elementName(model?.data ?? .unknown) }
}
