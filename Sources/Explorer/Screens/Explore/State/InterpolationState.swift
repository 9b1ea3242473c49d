import Analysis

/// The interpolation from pin A to pin B.
struct InterpolationState: Sendable, Equatable {
  /// The start.
  let start: [Float]
  /// The end.
  let end: [Float]
  /// The type of path.
  var path = Interpolation.linear
  /// The progress in hundredths, so that steps add up exactly.
  var hundredths = 0

  /// The progress from 0 to 1.
  var fraction: Double { Double(hundredths) / 100 }

  /// The interpolated point.
  var point: [Float] { path.point(from: start, to: end, at: fraction) }
}
