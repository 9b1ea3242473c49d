/// The ranges of sliders that the user gave, in the latents' own units.
package struct LatentRanges: Sendable, Equatable {
  /// What is wrong with a text of ranges; its description is one line.
  package struct Complaint: Error, Equatable, CustomStringConvertible {
    /// What was typed.
    package let found: String

    /// What was expected and what was found.
    package var description: String {
      "expected ranges such as 0:-2..2,1:0..5, or -2..2 for all latents, found '\(found)'"
    }
  }

  private var common: ClosedRange<Float>?
  private var ranges: [Int: ClosedRange<Float>] = [:]

  /// No ranges.
  package static let none = LatentRanges()

  private init() {}

  /// Reads ranges: `0:-2..2,1:0..5`, where a latent may be called `z0` too, and one without a latent is that of all others.
  ///
  /// - Parameter text: The ranges, with commas between them.
  /// - Throws: ``Complaint`` naming the part that is none.
  package init(parsing text: String) throws(Complaint) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: ":", omittingEmptySubsequences: false)
      guard let range = halves.last.flatMap(Self.range), halves.count <= 2 else {
        throw Complaint(found: String(part))
      }
      guard halves.count == 2 else {
        common = range
        continue
      }
      let name = halves[0].hasPrefix("z") ? halves[0].dropFirst() : halves[0]
      guard let latent = Int(name, radix: 10), latent >= 0 else {
        throw Complaint(found: String(part))
      }
      ranges[latent] = range
    }
  }

  /// The range of a latent; `nil` where none was given.
  package subscript(latent: Int) -> ClosedRange<Float>? { ranges[latent] ?? common }

  /// Whether none were given.
  package var isEmpty: Bool { common == nil && ranges.isEmpty }

  /// The last latent that is named.
  var largestLatent: Int? { ranges.keys.max() }

  /// These ranges with others over them.
  func overlaid(with others: LatentRanges) -> LatentRanges {
    var merged = self
    if let common = others.common { merged = LatentRanges(common: common) }
    merged.ranges.merge(others.ranges) { $1 }
    return merged
  }

  private init(common: ClosedRange<Float>) { self.common = common }

  /// Two finite numbers in order with two points between them.
  private static func range(_ text: Substring) -> ClosedRange<Float>? {
    guard let dots = text.firstRange(of: "..") else { return nil }
    let ends = [text[..<dots.lowerBound], text[dots.upperBound...]].map { Float($0) }
    guard let lower = ends[0], let upper = ends[1], lower.isFinite, upper.isFinite, lower < upper
    else { return nil }
    return lower...upper
  }
}
