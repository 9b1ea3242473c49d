import Plotting
import Tensors

/// Rasterises a point cloud repeatedly, as a map does for every frame.
struct ScatterBench {
  /// The number of points.
  let points: Int
  /// The seconds to measure for.
  let seconds: Double

  private static let size = Size(columns: 200, rows: 60)
  private static let classCount = 10

  /// Measures dots coloured by class and by value, each with a window that holds all points.
  func run() -> RenderReport.Scatter {
    var random = CounterRandom(seed: 1, stream: .exploration)
    let positions = (0..<2 * points).map { _ in Float(random.nextGaussian()) }
    let window = ScatterWindow(centerX: 0, centerY: 0, spanX: 8, spanY: 8)
    let indices = (0..<points).map { UInt8($0 % Self.classCount) }
    let values = (0..<points).map { Float($0) / Float(points) }
    var raster = ScatterRaster()
    func milliseconds(_ colors: ScatterColors) -> Double {
      Timings(seconds: seconds) {
        raster.fill(positions, colors: colors, window: window, size: Self.size)
      }.median * 1e3
    }
    return RenderReport.Scatter(
      points: points, columns: Self.size.columns, rows: Self.size.rows,
      uniformMilliseconds: milliseconds(.uniform),
      classesMilliseconds: milliseconds(
        .classes(indices: indices, count: Self.classCount, hidden: 0)),
      valuesMilliseconds: milliseconds(.values(values)))
  }
}
