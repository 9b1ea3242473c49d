/// Curves over one pair of axes, drawn in dots into any block of cells.
///
/// The curves are told apart by their pattern and by their order in the legend, so that they need no colour. A point
/// that is not finite leaves a gap; what lies outside the axes is cut off.
public struct CurvePlot: Sendable {
  /// How the dots of a curve follow each other.
  public enum Pattern: Sendable, Equatable {
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
  public struct Curve: Sendable {
    /// The name in the legend; a curve without one is not there, for example a line at zero.
    public var name: String
    /// The points, in order.
    public var points: [(x: Double, y: Double)]
    /// The look of the dots.
    public var style: Style
    /// How the dots follow each other.
    public var pattern: Pattern

    /// Creates a curve.
    public init(
      _ name: String = "", points: [(x: Double, y: Double)], style: Style = .plain,
      pattern: Pattern = .solid
    ) {
      self.name = name
      self.points = points
      self.style = style
      self.pattern = pattern
    }
  }

  /// The curves; where two meet in a cell the later one decides on the look.
  public var curves: [Curve]
  /// The part of the horizontal axis that is shown.
  public var x: AxisRange
  /// The places on the vertical axis that are shown, upwards; with a linear scale the numbers themselves.
  public var y: AxisRange
  /// How numbers become places on the vertical axis.
  public let scale: AxisScale
  /// The name and unit of the horizontal axis.
  public var xName: String
  /// The look of axes and numbers.
  public var axisStyle: Style

  /// Creates a plot whose axes cover its curves.
  ///
  /// - Parameters:
  ///   - curves: The curves.
  ///   - xName: The name and unit of the horizontal axis.
  ///   - scale: How numbers become places on the vertical axis.
  ///   - includesZero: Whether the vertical axis, if linear, reaches zero in any case.
  ///   - axisStyle: The look of axes and numbers.
  public init(
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

  /// The points of a curve at their places on both axes.
  func places(of curve: Curve) -> [(x: Double, y: Double)] {
    scale == .linear ? curve.points : curve.points.map { (x: $0.x, y: scale.place(of: $0.y)) }
  }

  /// The data that the dots show.
  var window: DotCanvas.Window {
    DotCanvas.Window(left: x.lower, right: x.upper, bottom: y.lower, top: y.upper)
  }
}
