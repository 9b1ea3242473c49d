/// The ranges of sliders that the user gave, in the latents' own units.
package struct LatentRanges: Sendable, Equatable {
  /// An error in a text of ranges; the description is one line.
  package enum Complaint: Error, Equatable, CustomStringConvertible {
    /// A part of the text is not a range.
    case notARange(String)
    /// A part of the text gives a second range for a latent, or for all others where it names none.
    case repeated(String, latent: Int?)
    /// The model has no latent of this index.
    case missingLatent(Int, count: Int)

    /// What was expected and what was found.
    package var description: String {
      switch self {
      case .notARange(let found):
        "expected ranges such as 0:-2..2,1:0..5, or -2..2 for all latents, found '\(found)'"
      case .repeated(let found, let latent):
        "expected one range for \(latent.map { "z\($0)" } ?? "all latents"), found another one, '\(found)'"
      case .missingLatent(let latent, let count): "expected z0 to z\(count - 1), found z\(latent)"
      }
    }
  }

  private var common: ClosedRange<Float>?
  private var ranges: [Int: ClosedRange<Float>] = [:]

  /// No ranges.
  package static let none = LatentRanges()

  private init() {}

  /// Parses ranges: `0:-2..2,1:0..5`, where `z0` also names a latent, and a range without a latent applies to
  /// all others.
  ///
  /// - Parameter text: The ranges, separated by commas.
  /// - Throws: ``Complaint`` with the part that is not a range, or that gives a latent a second one.
  package init(parsing text: String) throws(Complaint) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: ":", omittingEmptySubsequences: false)
      guard let range = halves.last.flatMap(Self.range), halves.count <= 2 else {
        throw .notARange(String(part))
      }
      guard halves.count == 2 else {
        guard common == nil else { throw .repeated(String(part), latent: nil) }
        common = range
        continue
      }
      let name = halves[0].hasPrefix("z") ? halves[0].dropFirst() : halves[0]
      guard let latent = Int(name, radix: 10), latent >= 0 else {
        throw .notARange(String(part))
      }
      guard ranges.updateValue(range, forKey: latent) == nil else {
        throw .repeated(String(part), latent: latent)
      }
    }
  }

  /// The range of a latent; `nil` where none was given.
  package subscript(latent: Int) -> ClosedRange<Float>? { ranges[latent] ?? common }

  /// Whether none were given.
  package var isEmpty: Bool { common == nil && ranges.isEmpty }

  /// Checks that a model with this many latents has all that are named.
  func check(latentCount: Int) throws(Complaint) {
    guard let latent = ranges.keys.max(), latent >= latentCount else { return }
    throw .missingLatent(latent, count: latentCount)
  }

  /// These ranges, overridden by others.
  func overlaid(with others: LatentRanges) -> LatentRanges {
    var merged = self
    if let common = others.common { merged = LatentRanges(common: common) }
    merged.ranges.merge(others.ranges) { $1 }
    return merged
  }

  private init(common: ClosedRange<Float>) { self.common = common }

  /// Two finite numbers in ascending order, separated by `..`.
  private static func range(_ text: Substring) -> ClosedRange<Float>? {
    guard let dots = text.firstRange(of: "..") else { return nil }
    let ends = [text[..<dots.lowerBound], text[dots.upperBound...]].map { Float($0) }
    guard let lower = ends[0], let upper = ends[1], lower.isFinite, upper.isFinite, lower < upper
    else { return nil }
    return lower...upper
  }
}
