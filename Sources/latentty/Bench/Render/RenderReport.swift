/// How long the explorer takes to draw a screen.
struct RenderReport: BenchReport {
  /// One extent of the screen.
  struct Screen: Encodable {
    /// The extent.
    let columns: Int
    /// The extent.
    let rows: Int
    /// Half of the frames took no longer.
    let milliseconds: Double
    /// The whole frame with its escape codes, when nothing of it is on the screen yet.
    let bytes: Int
  }

  /// The model that is shown.
  let model: String
  /// The extents measured.
  let screens: [Screen]

  var lines: [String] {
    ["render \(model)"]
      + screens.map { screen in
        "  \(screen.columns)x\(screen.rows): \(screen.milliseconds.rounded(toDecimals: 3)) ms, "
          + "\(screen.bytes) bytes"
      }
  }
}
