/// Which points of a latent space its model was trained on, beyond the prior of each latent: the inputs of a decoder that do not move
/// freely.
package struct LatentConstraints: Codable, Sendable, Equatable {
  /// Neighbouring latents of which exactly one is 1 and the others are 0: a category.
  package struct Selector: Codable, Sendable, Equatable {
    /// What is selected, such as `label`.
    package var name: String
    /// The first of the latents.
    package var start: Int
    /// The names of the choices, one for each latent.
    package var choices: [String]
    /// Whether it is a condition that the user gives, as the label of a conditional model is, and not a latent that is encoded.
    package var isCondition: Bool

    /// Creates a selector.
    package init(name: String, start: Int, choices: [String], isCondition: Bool) {
      (self.name, self.start, self.choices, self.isCondition) = (name, start, choices, isCondition)
    }

    /// The latents.
    package var range: Range<Int> { start..<start + choices.count }

    /// The choice of a point, counted from 0: its largest value, the first of equal ones.
    package func choice(in point: [Float]) -> Int {
      var (choice, largest) = (0, -Float.infinity)
      for (index, latent) in range.enumerated() where point[latent] > largest {
        (choice, largest) = (index, point[latent])
      }
      return choice
    }

    /// A point with another choice, counted from 0.
    package func choosing(_ choice: Int, in point: [Float]) -> [Float] {
      var chosen = point
      for (index, latent) in range.enumerated() { chosen[latent] = index == choice ? 1 : 0 }
      return chosen
    }
  }

  /// The selectors, whose latents do not overlap.
  package var selectors: [Selector]
  /// The norm that the latents outside selectors have, for codes on a sphere; `nil` where it is free.
  package var norm: Float?

  /// Creates constraints; none by default.
  package init(selectors: [Selector] = [], norm: Float? = nil) {
    (self.selectors, self.norm) = (selectors, norm)
  }

  /// Whether every latent moves freely.
  package var areNone: Bool { selectors.isEmpty && norm == nil }

  /// The selector that a latent belongs to; `nil` for a latent outside all of them.
  package func selector(of latent: Int) -> Selector? {
    selectors.first { $0.range.contains(latent) }
  }

  /// The latents outside selectors.
  package func freeLatents(of latentCount: Int) -> [Int] {
    let selected = Set(selectors.flatMap(\.range))
    return (0..<latentCount).filter { !selected.contains($0) }
  }

  /// Why the constraints cannot be those of a model with some number of latents; `nil` when they can.
  package func problem(latentCount: Int) -> String? {
    for (index, selector) in selectors.enumerated() {
      let place = "selectors[\(index)]"
      guard !selector.choices.isEmpty else { return "\(place).choices: expected names, found none" }
      guard selector.start >= 0, selector.start <= latentCount - selector.choices.count else {
        return "\(place): expected latents below \(latentCount), "
          + "found \(selector.choices.count) from \(selector.start)"
      }
    }
    let sorted = selectors.sorted { $0.start < $1.start }
    for (first, second) in zip(sorted, sorted.dropFirst())
    where first.range.upperBound > second.start {
      return "selectors: expected latents of their own, "
        + "found \(second.start) in \"\(first.name)\" and \"\(second.name)\""
    }
    guard let norm else { return nil }
    guard norm > 0, norm.isFinite else {
      return "norm: expected a finite number above 0, found \(norm)"
    }
    return freeLatents(of: latentCount).isEmpty
      ? "norm: expected latents outside the selectors, found none" : nil
  }

  /// The nearest point that the model knows: every selector has its largest element, and the other latents are scaled to the norm.
  ///
  /// Zeros become the first choice and the first latent. Latents that are not finite are not scaled.
  package func applied(to point: [Float]) -> [Float] { applied(to: point, keeping: []) }

  /// Likewise, but some latents outside selectors keep their values as far as the norm allows, and the others make room for them.
  ///
  /// - Parameters:
  ///   - point: The value of every latent.
  ///   - kept: The latents whose values were chosen.
  /// - Returns: The value of every latent.
  package func applied(to point: [Float], keeping kept: [Int]) -> [Float] {
    var applied = selectors.reduce(point) { $1.choosing($1.choice(in: $0), in: $0) }
    let free = freeLatents(of: point.count)
    guard let norm, free.allSatisfy({ point[$0].isFinite }) else { return applied }
    let chosen = kept.filter(free.contains)
    let others = free.filter { !chosen.contains($0) }
    let (length, whole) = (Self.length(applied, chosen), Double(norm))
    guard !others.isEmpty, length < whole else {
      Self.scale(&applied, chosen.isEmpty || others.isEmpty ? free : chosen, to: whole)
      if !chosen.isEmpty { others.forEach { applied[$0] = 0 } }
      return applied
    }
    Self.scale(&applied, others, to: ((whole - length) * (whole + length)).squareRoot())
    return applied
  }

  private static func length(_ point: [Float], _ latents: [Int]) -> Double {
    latents.reduce(0) { $0 + Double(point[$1]) * Double(point[$1]) }.squareRoot()
  }

  /// Scales some latents to a norm; one that they have up to rounding is left.
  private static func scale(_ point: inout [Float], _ latents: [Int], to norm: Double) {
    let length = length(point, latents)
    guard length > 0 else {
      point[latents[0]] = Float(norm)
      return
    }
    guard (length - norm).magnitude > 1e-6 * norm else { return }
    for latent in latents {
      point[latent] = Float(min(max(Double(point[latent]) / length, -1), 1) * norm)
    }
  }
}
