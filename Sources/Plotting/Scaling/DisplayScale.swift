import Numerics

/// The map from the numbers of a picture to the colour map, shown beside the picture.
///
/// Pictures that are compared share one scale.
package struct DisplayScale: Sendable, Equatable {
  /// The curve.
  package var stretch: Stretch
  /// The number at the low end of the colour map.
  package var minimum: Float
  /// The number at the high end of the colour map.
  package var maximum: Float
  /// Whether the middle of the range is the middle of the map and the curve grows from there to both sides.
  package var isSymmetric: Bool
  /// How the range was chosen.
  package var clip: Clip

  /// Creates a scale over a given range.
  ///
  /// - Parameters:
  ///   - stretch: The curve.
  ///   - minimum: The number at the low end.
  ///   - maximum: The number at the high end.
  ///   - clip: How the range was chosen.
  package init(
    _ stretch: Stretch = .linear, minimum: Float, maximum: Float, clip: Clip = .minimumToMaximum
  ) {
    precondition(
      minimum.isFinite && maximum.isFinite && minimum <= maximum,
      "DisplayScale: \(minimum)...\(maximum)")
    self.stretch = stretch
    self.minimum = minimum
    self.maximum = maximum
    self.clip = clip
    isSymmetric = false
  }

  /// Creates a scale that covers some numbers; 0...1 when none of them is finite.
  ///
  /// - Parameters:
  ///   - values: The numbers to show.
  ///   - stretch: The curve.
  ///   - clip: Which part of the numbers is covered.
  package init(
    covering values: some Collection<Float>, stretch: Stretch = .linear,
    clip: Clip = .minimumToMaximum
  ) {
    let (lower, upper) = clip.range(of: values) ?? (0, 1)
    self.init(stretch, minimum: lower, maximum: upper, clip: clip)
  }

  /// A scale about zero for a diverging map; the sign stays and the curve acts on the magnitude.
  ///
  /// - Parameters:
  ///   - stretch: The curve.
  ///   - limit: The magnitude at both ends.
  ///   - clip: How the limit was chosen.
  /// - Returns: The scale from `-limit` to `limit`.
  package static func symmetric(
    _ stretch: Stretch = .linear, limit: Float, clip: Clip = .minimumToMaximum
  ) -> DisplayScale {
    var scale = DisplayScale(
      stretch, minimum: -limit.magnitude, maximum: limit.magnitude, clip: clip)
    scale.isSymmetric = true
    return scale
  }

  /// A scale about zero that covers some numbers; the limit is 1 when none of them is finite.
  ///
  /// - Parameters:
  ///   - values: The numbers to show.
  ///   - stretch: The curve.
  ///   - clip: Which part of the magnitudes is covered; a percentile leaves out the largest only.
  /// - Returns: The scale from `-limit` to `limit`.
  package static func symmetric(
    covering values: some Collection<Float>, stretch: Stretch = .linear,
    clip: Clip = .minimumToMaximum
  ) -> DisplayScale {
    // Mirrored magnitudes make the percentile's two tails equal, so both together are the part left out.
    let range = clip.range(of: values.map { $0.magnitude } + values.map { -$0.magnitude })
    return symmetric(stretch, limit: range?.upper ?? 1, clip: clip)
  }

  /// A number's position in the colour map.
  ///
  /// - Parameter value: The number; infinities are at the ends.
  /// - Returns: From 0 to 1; NaN stays NaN.
  package func callAsFunction(_ value: Float) -> Float {
    guard isSymmetric else { return stretch(position(of: value, from: minimum, to: maximum)) }
    let magnitude = stretch(position(of: value.magnitude, from: 0, to: maximum))
    return 0.5 + (value < 0 ? -magnitude : magnitude) / 2
  }

  /// The range and the curve as a line of text.
  ///
  /// - Parameter glyphs: Names the dots between the ends.
  /// - Returns: For example `-0.3 … 812 asinh a=.1`.
  package func label(glyphs: GlyphSet) -> String {
    let range = clip == .minimumToMaximum ? "" : " (\(clip.label))"
    let dots = glyphs == .ascii ? ".." : String(glyphs.ellipsis)
    return "\(minimumLabel) \(dots) \(maximumLabel)\(range) \(stretch.label)"
  }

  /// The same in the longest form, and in shorter ones down to a digit per number: a number that is cut is another one.
  func labels(glyphs: GlyphSet) -> [String] {
    let dots = glyphs == .ascii ? ".." : String(glyphs.ellipsis)
    let ends = [Double(minimum), Double(maximum)]
    let numbers =
      [2, 1].map { digits in ends.map { NumberText.compact($0, digits: digits) } }
      + [2, 1].map { digits in
        ends.map { end in
          end == 0 || !end.isFinite
            ? NumberText.compact(end) : NumberText.scientific(end, digits: digits)
        }
      }
    let ranges = numbers.map { $0.joined(separator: " \(dots) ") }
    return [
      label(glyphs: glyphs), "\(minimumLabel) \(dots) \(maximumLabel) \(stretch.label)",
      "\(minimumLabel) \(dots) \(maximumLabel)",
    ] + ranges
  }

  /// The number at the low end, as text.
  package var minimumLabel: String { label(of: minimum) }
  /// The number at the high end, as text.
  package var maximumLabel: String { label(of: maximum) }

  /// Three digits, and zero for a value below the last digit of the other end.
  private func label(of end: Float) -> String {
    let other = end == minimum ? maximum : minimum
    return NumberText.compact(end.magnitude < other.magnitude * 1e-4 ? 0 : Double(end))
  }

  /// In a range without extent everything above its only number is at the high end.
  private func position(of value: Float, from lower: Float, to upper: Float) -> Float {
    if value.isNaN { return value }
    if value <= lower { return 0 }
    if value >= upper { return 1 }
    return value.fraction(from: lower, to: upper)
  }
}
