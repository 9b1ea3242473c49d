/// The number of NaNs and infinities among some numbers, as from a model whose weights overflow.
struct NonFiniteCount: Sendable, Equatable {
  /// The number of NaNs and infinities, at least one.
  let count: Int
  /// The number of all.
  let total: Int

  /// Counts; `nil` where all numbers are finite.
  init?(_ numbers: some Collection<Float>) {
    count = numbers.reduce(0) { $0 + ($1.isFinite ? 0 : 1) }
    guard count > 0 else { return nil }
    total = numbers.count
  }

  /// Whether none is finite.
  var isTotal: Bool { count == total }

  /// The count in words.
  ///
  /// - Parameter name: The noun for the numbers, in the plural.
  /// - Returns: A text such as `12 of 1089 pixels are not finite`.
  func words(_ name: String) -> String {
    "\(count) of \(total) \(name) \(count == 1 ? "is" : "are") not finite"
  }
}

/// A sample whose code is not finite.
struct CodeOverflow: Sendable, Equatable {
  /// The sample, by its name on screen.
  let label: String
  /// The latents whose mean or deviation is not finite.
  let latents: Set<Int>
  /// The number of latents.
  let total: Int

  /// Checks a posterior; `nil` where it is finite.
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
  /// The name of the elements of a sample, in the plural.
  var elementName: String { depiction.elementName(model?.data ?? .unknown) }
}
