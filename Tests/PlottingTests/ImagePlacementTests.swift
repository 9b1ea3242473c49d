import TestSupport
import Testing

@testable import Plotting

@Suite struct ImagePlacementTests {
  private func placement(
    _ width: Int, _ height: Int, columns: Int, rows: Int, _ graphics: GraphicsMode,
    fit: ImageFit = .wholePixels
  ) -> ImagePlacement {
    ImagePlacement(
      width: width, height: height,
      in: Rect(column: 5, row: 3, columns: columns, rows: rows), graphics: graphics, fit: fit)
  }

  @Test func wholePixelsInTheMiddle() {
    let half = placement(33, 33, columns: 60, rows: 30, .half)
    #expect(half.rect == Rect(column: 18, row: 9, columns: 33, rows: 17))
    #expect(half.zoomLabel == "1x")
    #expect(placement(33, 33, columns: 66, rows: 33, .half).zoomLabel == "2x")
    #expect(placement(33, 33, columns: 60, rows: 30, .braille).zoomLabel == "3x")
    #expect(placement(33, 33, columns: 66, rows: 33, .ascii).zoomLabel == "1x")
  }

  @Test func averagedWhereOneDotAPixelDoesNotFit() {
    let reduced = placement(33, 33, columns: 38, rows: 12, .half)
    #expect(reduced.rect.columns == 24 && reduced.rect.rows == 12)
    #expect(reduced.zoomLabel == "1:1.4 averaged" && reduced.zoom == 24.0 / 33)
    #expect(placement(33, 33, columns: 32, rows: 16, .half).zoomLabel == "1:1.03 averaged")
    #expect(placement(33, 33, columns: 60, rows: 30, .half, fit: .fill).zoomLabel == "1.8x nearest")
    #expect(placement(0, 4, columns: 9, rows: 9, .half).zoomLabel == "no room")
  }

  @Test func everyCellLeadsToItsPixels() throws {
    let image = placement(5, 4, columns: 10, rows: 4, .half)
    #expect(image.zoomLabel == "2x")
    let block = try #require(image.pixels(atColumn: image.rect.column + 3, row: image.rect.row + 1))
    #expect(block.columns == 1..<2 && block.rows == 1..<2)
    let single = placement(5, 4, columns: 7, rows: 2, .half)
    let pair = try #require(single.pixels(atColumn: single.rect.column, row: single.rect.row + 1))
    #expect(pair.columns == 0..<1 && pair.rows == 2..<4)
    #expect(single.pixels(atColumn: single.rect.column - 1, row: single.rect.row) == nil)
    #expect(single.pixel(atColumn: single.rect.endColumn, row: single.rect.row) == nil)
    let pixel = try #require(single.pixel(atColumn: single.rect.column + 4, row: single.rect.row))
    #expect(pixel == (4, 0))
  }

  @Test func cellsAndPixelsAreInverse() {
    var generator = SplitMix64(state: 11)
    for round in 0..<300 {
      let width = Int.random(in: 1...70, using: &generator)
      let height = Int.random(in: 1...70, using: &generator)
      let image = placement(
        width, height, columns: Int.random(in: 1...80, using: &generator),
        rows: Int.random(in: 1...40, using: &generator), GraphicsMode.allCases[round % 3],
        fit: round % 2 == 0 ? .fill : .wholePixels)
      let column = Int.random(in: 0..<width, using: &generator)
      let row = Int.random(in: 0..<height, using: &generator)
      guard let cell = image.cell(ofPixelColumn: column, row: row),
        let block = image.pixels(atColumn: cell.column, row: cell.row)
      else {
        Issue.record("seed 11, round \(round): pixel \(column), \(row) has no cell")
        continue
      }
      #expect(
        block.columns.contains(column) && block.rows.contains(row),
        "seed 11, round \(round): \(column), \(row) not in \(block)")
    }
  }

  @Test func everyPixelIsShownOnceWhenWhole() {
    let sampling = AxisSampling(pixelCount: 7, dotCount: 21)
    #expect((0..<21).map { sampling.pixels(of: $0) } == (0..<21).map { ($0 / 3)..<($0 / 3 + 1) })
  }

  @Test func averagesCountCutPixelsByTheirPart() {
    let image = tiltedDisc(width: 61, height: 47)
    let sampler = ImageSampler(
      image: image, columns: AxisSampling(pixelCount: 61, dotCount: 20),
      rows: AxisSampling(pixelCount: 47, dotCount: 16))
    let dots = (0..<320).map { sampler.value(dotColumn: $0 % 20, dotRow: $0 / 20) }
    let expected = image.values.reduce(0, +) / Float(image.values.count)
    #expect(abs(dots.reduce(0, +) / 320 - expected) < 1e-3 * expected)
  }
}
