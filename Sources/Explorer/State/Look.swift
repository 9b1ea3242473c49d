import Plotting

/// How samples and sliders are shown, the same on every screen and for every model.
struct Look: Sendable, Equatable {
  /// The curve from elements to brightness.
  var stretch = Stretch.asinh
  /// The colours of samples.
  var colorMap = ColorMap.gray
  /// Whether latents that follow factors are shown as values of those, in their units.
  var showsFactors = true
}
