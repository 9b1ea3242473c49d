import Analysis

/// The walk from pin A to pin B.
struct InterpolationState: Sendable, Equatable {
  /// The point at the beginning.
  let start: [Float]
  /// The point at the end.
  let end: [Float]
  /// The way.
  var path = Interpolation.linear
  /// How far along the way, in hundredths, so that steps add up exactly.
  var hundredths = 0

  /// How far along the way, from 0 to 1.
  var fraction: Double { Double(hundredths) / 100 }

  /// Where the walk is.
  var point: [Float] { path.point(from: start, to: end, at: fraction) }
}
