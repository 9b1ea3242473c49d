import Numerics
import Models
import Plotting
import Tensors

/// A slider's track, cell by cell: the codes of the data behind, the encoded sample and the value in front.
struct SliderTrack {
  /// The density of the codes between the ends, relative to the densest cell.
  let density: [Float]
  /// The cell of zero; `nil` where the range does not contain it.
  let zero: Int?
  /// The cell of the value.
  let thumb: Int
  /// The cell of the encoded sample's posterior mean; `nil` without a sample, and where a given range does
  /// not contain it.
  let source: Int?
  /// The cells that keys can enter.
  let reach: ClosedRange<Int>
  /// The cells within one posterior standard deviation of that mean; `nil` likewise.
  let spread: ClosedRange<Int>?

  /// Lays out a latent over some columns, two of which are the ends.
  init(_ latent: Int, _ state: ExplorerState, width: Int) {
    let cells = max(1, width - 2)
    let range = state.range(of: latent)
    func cell(_ value: Float) -> Int {
      let share = range.clamped(value).fraction(from: range.lowerBound, to: range.upperBound)
      return Int(clamping: (share * Float(cells - 1)).rounded(), to: 0...cells - 1)
    }
    zero = range.contains(0) ? cell(0) : nil
    thumb = cell(state.latents[latent])
    let ends = state.reach(of: latent)
    reach = cell(ends.lowerBound)...cell(ends.upperBound)
    let encoded = state.source?.encoded
    source = encoded.flatMap { range.contains($0.mean[latent]) ? cell($0.mean[latent]) : nil }
    spread = encoded.flatMap { encoded in
      let (mean, deviation) = (encoded.mean[latent], encoded.deviation[latent])
      guard mean + deviation >= range.lowerBound, mean - deviation <= range.upperBound else {
        return nil
      }
      return cell(mean - deviation)...cell(mean + deviation)
    }
    density = Self.density(latent, state.model?.statistics, cells: cells, range: range)
  }

  /// The share of codes in every cell; the centres of the outer cells are the ends of the range.
  private static func density(
    _ latent: Int, _ statistics: LatentStatistics?, cells: Int, range: ClosedRange<Float>
  ) -> [Float] {
    guard let statistics else { return Array(repeating: 0, count: cells) }
    let histogram = Array(statistics.histogram.row(latent))
    // In double precision the width of no range overflows.
    let (lower, upper) = (Double(range.lowerBound), Double(range.upperBound))
    let width = (upper - lower) / Double(max(1, cells - 1))
    let edges = (0...cells).map { lower + width * (Double($0) - 0.5) }
    let covered = statistics.ranges[latent]
    let below = edges.map { share(below: Float($0), histogram, covered) }
    let density = zip(below, below.dropFirst()).map { max(0, $1 - $0) }
    let densest = density.max() ?? 0
    return densest > 0 && densest.isFinite ? density.map { $0 / densest } : density.map { _ in 0 }
  }

  /// The share of codes below a value, interpolated within a bin.
  private static func share(
    below value: Float, _ histogram: [Float], _ covered: ClosedRange<Float>
  ) -> Float {
    let position =
      (covered.clamped(value) - covered.lowerBound) / (covered.upperBound - covered.lowerBound)
      * Float(histogram.count)
    let bin = Int(clamping: position, to: 0...histogram.count - 1)
    return histogram[..<bin].reduce(0, +) + histogram[bin] * (position - Float(bin))
  }
}

extension Frame {
  /// Draws a track; one standard deviation around the encoded sample is underlined, and what keys cannot enter is
  /// hatched.
  mutating func draw(_ track: SliderTrack, column: Int, row: Int, isChosen: Bool, ink: Ink) {
    let glyphs = ink.glyphs.track
    self[column, row] = Cell(glyphs.left, style: ink.faint)
    for index in track.density.indices {
      var cell = Cell(background(track, index, ink: ink), style: ink.faint)
      if index == track.source { cell = Cell(glyphs.source, style: ink.source) }
      if index == track.thumb {
        cell = Cell(glyphs.thumb, style: isChosen ? ink.accent : ink.text)
      }
      if track.spread?.contains(index) == true { cell.style.attributes.insert(.underline) }
      self[column + 1 + index, row] = cell
    }
    self[column + 1 + track.density.count, row] = Cell(glyphs.right, style: ink.faint)
  }

  private func background(_ track: SliderTrack, _ index: Int, ink: Ink) -> Character {
    guard track.reach.contains(index) else { return ink.glyphs.track.barred }
    let level = Int(clamping: (track.density[index] * 8).rounded(), to: 0...8)
    if level > 0 { return ink.glyphs.verticalEighths[level - 1] }
    return index == track.zero ? ink.glyphs.track.zero : ink.glyphs.track.line
  }
}
