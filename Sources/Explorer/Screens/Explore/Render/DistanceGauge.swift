import Plotting

/// How far the point lies from the codes of the data, in a word, a bar and a figure.
struct DistanceGauge {
  /// The verdict on a point.
  enum Verdict: String {
    /// Where many codes lie.
    case inside = "inside the data"
    /// Where only few codes lie.
    case edge = "edge of the data"
    /// Where none lies.
    case outside = "outside the data"

    /// Judges by the share of codes that are lonelier than the point.
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

  /// The gauge as a line; the bar is longer the more codes are lonelier than the point.
  func line(width: Int, glyphs: GlyphSet) -> String {
    let share = NumberText.compact(reading.share * 100, digits: 2)
    let word = "\(verdict.rawValue): \(share)% of codes are lonelier"
    let room = min(12, width - word.count - 4)
    guard room >= 4 else { return " " + word }
    let bar = Frame.bar(Float(reading.share), width: room - 2, glyphs: glyphs)
    return " [" + bar.fitted(to: room - 2, glyphs: glyphs) + "] " + word
  }
}
