/// The walk from pin A to pin B.
struct InterpolationState: Sendable, Equatable {
  /// The way from A to B.
  enum Path: String, Sendable, CaseIterable {
    /// Straight.
    case linear
    /// Along the great circle, the length changing evenly.
    case spherical
  }

  /// The point at `t` = 0.
  let start: [Float]
  /// The point at `t` = 1.
  let end: [Float]
  /// The way.
  var path = Path.linear
  /// How far along the way, in hundredths, so that steps add up exactly.
  var hundredths = 0

  /// How far along the way, from 0 to 1.
  var t: Float { Float(hundredths) / 100 }
}
