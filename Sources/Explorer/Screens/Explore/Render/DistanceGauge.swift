import Plotting

/// The distance of the point from the codes of the data, in words, as a bar and as a figure.
struct DistanceGauge {
  /// The verdict on a point, by the density of codes around it.
  enum Verdict: String {
    /// Many codes are as isolated.
    case inside = "inside the data"
    /// Few codes are as isolated.
    case edge = "edge of the data"
    /// Hardly any code is as isolated.
    case outside = "outside the data"

    /// Judges by the share of codes that are further from their nearest neighbour than the point.
    init(_ reading: DistanceReading) {
      switch reading.share {
      case 0.05...: self = .inside
      case 0.005..<0.05: self = .edge
      default: self = .outside
      }
    }
  }

  /// The verdict.
  let verdict: Verdict
  private let reading: DistanceReading

  /// Creates a gauge.
  init(_ reading: DistanceReading) {
    self.reading = reading
    verdict = Verdict(reading)
  }

  /// The gauge as a line; the bar grows with the share of codes that are more isolated than the point.
  func line(width: Int, glyphs: GlyphSet) -> String {
    let head = " \(verdict.rawValue) "
    let share = percentage.fitted(to: Self.figureColumns, alignment: .right, glyphs: glyphs)
    let room = min(Self.longestBar, width - head.columns(glyphs: glyphs) - Self.figureColumns - 3)
    guard room >= Self.shortestBar else { return head + " " + percentage }
    let bar = Frame.bar(Float(reading.share), width: room, glyphs: glyphs)
    return head + "[" + bar.fitted(to: room, glyphs: glyphs) + "]" + share
  }

  /// The meaning of the figure, in a sentence.
  var explanation: String {
    let distance = NumberText.compact(reading.distance, digits: 2)
    return "nearest code at \(distance) deviations; \(percentage) of codes are more isolated"
  }

  private var percentage: String { NumberText.compact(reading.share * 100, digits: 2) + "%" }

  private static let figureColumns = 6
  private static let shortestBar = 3
  private static let longestBar = 20
}
