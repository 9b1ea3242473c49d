/// Curves over one pair of axes, drawn in dots into any block of cells.
///
/// The curves are distinguished by their pattern and by their order in the legend, so that they need no colour. A
/// point that is not finite leaves a gap; what lies outside the axes is clipped.
package struct CurvePlot: Sendable {
  /// How the dots of a curve follow each other.
  package enum Pattern: Sendable, Equatable {
    /// Without a gap.
    case solid
    /// Short pieces.
    case dashed
    /// Every third dot.
    case dotted

    /// The dots of a piece and of the gap after it.
    var dots: (lit: Int, gap: Int) {
      switch self {
      case .solid: (1, 0)
      case .dashed: (5, 3)
      case .dotted: (1, 2)
      }
    }

    /// The pattern in the legend.
    func sample(glyphs: GlyphSet) -> String {
      let (line, dot) = (String(glyphs.box.horizontal), String(glyphs.dot))
      return switch self {
      case .solid: line + line + line
      case .dashed: line + " " + line
      case .dotted: dot + dot + dot
      }
    }
  }

  /// One curve.
  package struct Curve: Sendable {
    /// The name in the legend; a curve without one is not listed, for example a line at zero.
    package var name: String
    /// The points, in order.
    package var points: [(x: Double, y: Double)]
    /// The look of the dots.
    package var style: Style
    /// How the dots follow each other.
    package var pattern: Pattern

    /// Creates a curve.
    package init(
      _ name: String = "", points: [(x: Double, y: Double)], style: Style = .plain,
      pattern: Pattern = .solid
    ) {
      self.name = name
      self.points = points
      self.style = style
      self.pattern = pattern
    }
  }

  /// The curves; where two meet in a cell the style of the later one is used.
  package var curves: [Curve]
  /// The part of the horizontal axis that is shown.
  package var x: AxisRange
  /// The positions on the vertical axis that are shown, upwards; with a linear scale the numbers themselves.
  package var y: AxisRange
  /// How numbers become positions on the vertical axis.
  package let scale: AxisScale
  /// The name and unit of the horizontal axis.
  package var xName: String
  /// The look of axes and numbers.
  package var axisStyle: Style

  /// Creates a plot whose axes cover its curves.
  ///
  /// - Parameters:
  ///   - curves: The curves.
  ///   - xName: The name and unit of the horizontal axis.
  ///   - scale: How numbers become positions on the vertical axis.
  ///   - includesZero: Whether the vertical axis, if linear, always includes zero.
  ///   - axisStyle: The look of axes and numbers.
  package init(
    _ curves: [Curve], xName: String, scale: AxisScale = .linear, includesZero: Bool = false,
    axisStyle: Style = .plain
  ) {
    self.curves = curves
    self.scale = scale
    self.xName = xName
    self.axisStyle = axisStyle
    x = AxisRange(covering: curves.lazy.flatMap { $0.points.lazy.map(\.x) })
    let zero = includesZero ? [0.0] : []
    y = AxisRange(
      covering: (zero + curves.flatMap { $0.points.map(\.y) }).lazy.map { scale.place(of: $0) })
  }

  /// The points of a curve at their positions on both axes.
  func places(of curve: Curve) -> [(x: Double, y: Double)] {
    scale == .linear ? curve.points : curve.points.map { (x: $0.x, y: scale.place(of: $0.y)) }
  }

  /// The data that the dots show.
  var window: DotCanvas.Window {
    DotCanvas.Window(left: x.lower, right: x.upper, bottom: y.lower, top: y.upper)
  }
}
