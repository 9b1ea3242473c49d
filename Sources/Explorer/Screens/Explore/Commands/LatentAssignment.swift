/// A latent and perhaps a value for it, as typed: `z7=1.5`, `size = 0.3`, `1.5` or `z7`.
struct LatentAssignment: Equatable {
  /// What is wrong with a text.
  enum Complaint: Error, Equatable, CustomStringConvertible {
    /// Nothing was typed.
    case empty
    /// There is no such latent.
    case unknownLatent(String, count: Int)
    /// The text after `=` is not a number.
    case notANumber(String)
    /// The slider does not reach so far.
    case outOfRange(String, value: Float, range: ClosedRange<Float>)

    /// One line for the user.
    var description: String {
      switch self {
      case .empty: "expected a value such as 1.5 or z7=1.5"
      case .unknownLatent(let name, let count):
        "expected z0 to z\(count - 1) or a factor's name, found '\(name)'"
      case .notANumber(let text): "expected a number, found '\(text)'"
      case .outOfRange(let name, let value, let range):
        "\(name): expected \(range.lowerBound) to \(range.upperBound), found \(value)"
      }
    }
  }

  /// The latent.
  let latent: Int
  /// Its value; `nil` when only the latent was named.
  let value: Float?

  /// Reads what was typed.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - latent: The latent that a bare number is for.
  ///   - state: Names the latents and bounds the values.
  /// - Throws: ``Complaint`` saying what was expected and found.
  init(parsing text: String, default latent: Int, in state: ExplorerState) throws(Complaint) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map(Self.trimmed)
    guard let first = parts.first, !(first.isEmpty && parts.count == 1) else { throw .empty }
    if parts.count == 2 {
      self.latent = try Self.latent(named: first, in: state)
      value = try Self.value(parts[1], for: self.latent, in: state)
    } else if NumberParsing.value(of: first) != nil {
      self.latent = latent
      value = try Self.value(first, for: latent, in: state)
    } else {
      self.latent = try Self.latent(named: first, in: state)
      value = nil
    }
  }

  /// Moves the cursor and, when there is a value, the slider.
  func apply(to state: inout ExplorerState) {
    if !state.listedLatents.contains(latent) { state.explore.foldsInactive = false }
    state.explore.selected = latent
    guard let value else { return }
    state.explore.interpolation = nil
    state.move(latent, to: value)
  }

  private static func trimmed(_ text: Substring) -> String {
    let head = text.drop { $0 == " " }
    return String(head.prefix(head.count - head.reversed().prefix { $0 == " " }.count))
  }

  private static func latent(
    named name: String, in state: ExplorerState
  ) throws(Complaint) -> Int {
    let count = state.latents.count
    if let index = state.model?.latentNames.firstIndex(of: name) { return index }
    let digits = name.hasPrefix("z") ? name.dropFirst() : name[...]
    guard let index = Int(digits), (0..<count).contains(index) else {
      throw .unknownLatent(name, count: count)
    }
    return index
  }

  private static func value(
    _ text: String, for latent: Int, in state: ExplorerState
  ) throws(Complaint) -> Float {
    guard let value = NumberParsing.value(of: text) else { throw .notANumber(text) }
    let range = state.range(of: latent)
    guard range.contains(value) else {
      throw .outOfRange(state.name(of: latent), value: value, range: range)
    }
    return value
  }
}
