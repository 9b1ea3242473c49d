import Datasets
import Models

/// A latent and optionally a value for it, as typed: `z7=1.5`, `radius = 0.3 arcsec`, `1.5` or `z7`.
///
/// A value with a unit, or for a latent named by its factor, is a value of the factor; one for a latent named
/// by its index is a value of the latent; a bare number is in the unit that the slider shows. The value of a selector is the name of a
/// choice.
struct LatentAssignment: Equatable {
  /// The latent.
  let latent: Int
  /// Its value; `nil` when only the latent was named.
  let value: Float?

  /// Parses typed text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - latent: The latent for a bare number.
  ///   - state: The state, with the names, factors and ranges of the latents.
  /// - Throws: ``Complaint`` with what was expected and found.
  init(parsing text: String, default latent: Int, in state: ExplorerState) throws(Complaint) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map(Self.trimmed)
    guard let first = parts.first, !(first.isEmpty && parts.count == 1) else { throw .empty }
    if parts.count == 2 {
      let named = try Self.latent(named: first, in: state)
      self.latent = named.latent
      value = try Self.value(parts[1], for: named.latent, isFactor: named.byFactor, in: state)
    } else if state.selector(of: latent)?.choices.contains(first) == true {
      self.latent = latent
      value = try Self.choice(first, of: latent, in: state)
    } else if Self.number(first, in: state).value != nil {
      self.latent = latent
      value = try Self.value(first, for: latent, isFactor: state.look.showsFactors, in: state)
    } else {
      self.latent = try Self.latent(named: first, in: state).latent
      value = nil
    }
  }

  /// Moves the cursor and, when there is a value, the slider.
  func apply(to state: inout ExplorerState) {
    if !state.listedLatents.contains(state.row(of: latent)) { state.explore.foldsInactive = false }
    state.explore.selected = state.row(of: latent)
    guard let value else { return }
    state.walk = nil
    state.move(latent, to: value)
  }

  private static func trimmed(_ text: Substring) -> String {
    let head = text.drop { $0 == " " }
    return String(head.prefix(head.count - head.reversed().prefix { $0 == " " }.count))
  }

  private static func latent(
    named name: String, in state: ExplorerState
  ) throws(Complaint) -> (latent: Int, byFactor: Bool) {
    let count = state.latents.count
    if let selector = state.model?.constraints?.selectors.first(where: { $0.name == name }) {
      return (selector.start, false)
    }
    if let factor = state.model?.data.factors.firstIndex(where: { $0.name == name }),
      let index = state.latent(following: factor)
    {
      return (index, true)
    }
    let digits = name.hasPrefix("z") ? name.dropFirst() : name[...]
    guard let index = Int(digits, radix: 10), (0..<count).contains(index) else {
      throw .unknownLatent(name, count: count)
    }
    return (index, false)
  }

  /// The longest number at the start of a text, and what follows it; a number must not directly follow
  /// letters.
  private static func number(
    _ text: String, in state: ExplorerState
  ) -> (value: Float?, unit: String) {
    let notation = state.options.decimalNotation
    var end = text.endIndex
    while end > text.startIndex {
      if let value = notation.value(of: text[..<end], as: Float.self) {
        return (value, trimmed(text[end...]))
      }
      end = text.index(before: end)
    }
    return (nil, text)
  }

  private static func value(
    _ text: String, for latent: Int, isFactor: Bool, in state: ExplorerState
  ) throws(Complaint) -> Float {
    if state.selector(of: latent) != nil { return try choice(text, of: latent, in: state) }
    if let complaint = state.options.decimalNotation.complaint(about: text) {
      throw .comma(complaint)
    }
    let (number, unit) = number(text, in: state)
    guard let number else { throw .notANumber(text) }
    let range = state.range(of: latent)
    guard let alignment = state.alignment(of: latent), let factor = state.factor(of: latent) else {
      guard unit.isEmpty else { throw .notANumber(text) }
      return try bounded(number, range: range, typed: number, name: "z\(latent)", ends: range)
    }
    guard unit.isEmpty || unit == factor.unit else {
      throw .otherUnit(factor.name, expected: factor.unit, found: unit)
    }
    let reach = state.reach(of: latent)
    guard isFactor || !unit.isEmpty else {
      if range.contains(number), !reach.contains(number) {
        throw .beyondBounds("z\(latent)", value: number, range: reach, factor: factor)
      }
      return try bounded(number, range: reach, typed: number, name: "z\(latent)", ends: reach)
    }
    let code = Float(alignment.latentValue(at: Double(number)))
    let bounds = Float(factor.lower)...Float(factor.upper)
    if state.look.showsFactors, !bounds.contains(number) {
      throw .beyondBounds(factor.name, value: number, range: bounds, factor: factor)
    }
    let ends = [reach.lowerBound, reach.upperBound].map {
      Float(alignment.factorValue(at: Double($0)))
    }
    // A bound itself may be lost in the rounding of the line.
    let nearest = reach.clamped(code)
    let isEnd = (nearest - code).magnitude <= 1e-5 * max(1, code.magnitude)
    return try bounded(
      isEnd ? nearest : code, range: reach, typed: number,
      name: factor.name, ends: min(ends[0], ends[1])...max(ends[0], ends[1]))
  }

  /// The number of a selector's choice by its name.
  private static func choice(
    _ text: String, of latent: Int, in state: ExplorerState
  ) throws(Complaint) -> Float {
    guard let selector = state.selector(of: latent) else { throw .notANumber(text) }
    guard let choice = selector.choices.firstIndex(of: text) else {
      throw .unknownChoice(selector.name, choices: selector.choices, found: text)
    }
    return Float(choice)
  }

  /// The value, or an error in the unit that was typed.
  private static func bounded(
    _ value: Float, range: ClosedRange<Float>, typed: Float, name: String,
    ends: ClosedRange<Float>
  ) throws(Complaint) -> Float {
    guard range.contains(value) else { throw .outOfRange(name, value: typed, range: ends) }
    return value
  }
}
