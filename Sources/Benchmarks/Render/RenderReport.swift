/// How long the explorer takes to draw a screen.
struct RenderReport: BenchReport {
  /// One extent of the screen.
  struct Screen: Encodable {
    /// The extent.
    let columns: Int
    /// The extent.
    let rows: Int
    /// The median time of a frame.
    let milliseconds: Double
    /// The bytes of a full redraw, with escape sequences.
    let bytes: Int
  }

  /// Binning of points into the cells of a map.
  struct Scatter: Encodable {
    /// The number of points.
    let points: Int
    /// The extent of the map.
    let columns: Int
    /// The extent of the map.
    let rows: Int
    /// The median time with all points alike.
    let uniformMilliseconds: Double
    /// The median time with the points in ten classes.
    let classesMilliseconds: Double
    /// The median time with a number for every point.
    let valuesMilliseconds: Double
  }

  /// The model that is shown.
  let model: String
  /// The extents measured.
  let screens: [Screen]
  /// A million points.
  let scatter: Scatter

  var lines: [String] {
    ["render \(model)"]
      + screens.map { screen in
        "  \(screen.columns)x\(screen.rows): \(screen.milliseconds.rounded(toDecimals: 3)) ms, "
          + "\(screen.bytes) bytes"
      }
      + [
        "  scatter 1e\(String(scatter.points).count - 1) points: "
          + "\(scatter.uniformMilliseconds.rounded(toDecimals: 1)) ms, by class "
          + "\(scatter.classesMilliseconds.rounded(toDecimals: 1)) ms, by value "
          + "\(scatter.valuesMilliseconds.rounded(toDecimals: 1)) ms"
      ]
  }
}
