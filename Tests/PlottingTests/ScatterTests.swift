import Platform
import Plotting
import TestSupport
import Testing

@Suite struct ScatterTests {
  static let color = TerminalCapabilities(graphics: .half, color: .trueColor)
  static let ascii = TerminalCapabilities(graphics: .ascii, color: .mono)
  static let mono = TerminalCapabilities(graphics: .braille, color: .mono)

  /// Three round clouds in a triangle.
  struct Clouds {
    var positions: [Float] = []
    var classes: [UInt8] = []
    var values: [Float] {
      positions.indices.filter { $0 % 2 == 0 }.map { positions[$0] / 12 + 0.5 }
    }

    init(count: Int, seed: UInt64 = 5) {
      var random = SplitMix64(state: seed)
      for index in 0..<count {
        let (x, y) = [(-4, -2), (4, -2), (0, 4)][index % 3]
        for center in [x, y] {
          let sum = (0..<6).reduce(Float(0)) { sum, _ in
            sum + Float.random(in: -1...1, using: &random)
          }
          positions.append(Float(center) + 0.7 * sum)
        }
        classes.append(UInt8(index % 3))
      }
    }
  }

  private func text(
    _ raster: ScatterRaster, _ look: ScatterLook, isDensity: Bool = false
  ) -> String {
    var frame = Frame(size: raster.size)
    if isDensity {
      raster.drawDensity(into: &frame, column: 0, row: 0, look: look)
    } else {
      raster.drawPoints(into: &frame, column: 0, row: 0, look: look)
    }
    return frame.text
  }

  private func raster(
    _ colors: (Clouds) -> ScatterColors = { _ in .uniform }, count: Int = 900
  ) throws -> ScatterRaster {
    let clouds = Clouds(count: count)
    let bounds = try #require(ScatterBounds(of: clouds.positions))
    var raster = ScatterRaster()
    raster.fill(
      clouds.positions, colors: colors(clouds), window: ScatterWindow(bounds),
      size: Size(columns: 60, rows: 18))
    return raster
  }

  @Test func cloudsInBrailleAndByDensity() throws {
    let look = ScatterLook(capabilities: Self.mono)
    let raster = try raster()
    assertSnapshot(text(raster, look) + "\n---\n" + text(raster, look, isDensity: true))
  }

  @Test func cloudsInLettersAndDigits() throws {
    let look = ScatterLook(letters: ["E", "S", "M"], capabilities: Self.ascii)
    let classes = try raster { .classes(indices: $0.classes, count: 3, hidden: 0) }
    let values = try raster { .values($0.values) }
    let plain = try raster()
    assertSnapshot(
      text(classes, look) + "\n---\n" + text(values, look) + "\n---\n" + text(plain, look)
        + "\n---\n" + text(plain, look, isDensity: true))
  }

  /// Every point is in the cell that the placement says.
  @Test(arguments: 0..<12 as Range<UInt64>)
  func cellsAreThoseOfThePlacement(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let size = Size(
      columns: Int.random(in: 1...90, using: &random), rows: Int.random(in: 1...40, using: &random))
    let clouds = Clouds(count: 300, seed: seed)
    let window = ScatterWindow(
      centerX: Double.random(in: -2...2, using: &random), centerY: 1,
      spanX: Double.random(in: 1...20, using: &random), spanY: 9, keepsAspect: seed % 2 == 0)
    var raster = ScatterRaster()
    raster.fill(clouds.positions, window: window, size: size)
    let placement = window.placement(in: size)
    var expected = [Int](repeating: 0, count: size.columns * size.rows)
    var inView = 0
    for point in 0..<300 {
      let (x, y) = (clouds.positions[2 * point], clouds.positions[2 * point + 1])
      let dot = placement.dot(x: Double(x), y: Double(y))
      // Single precision may put a point on an edge into the other cell.
      let isNearEdge = [dot.column / 2, dot.row / 4].contains { abs($0 - $0.rounded()) < 1e-4 }
      guard !isNearEdge, let cell = placement.cell(x: Double(x), y: Double(y)),
        (0..<size.columns).contains(cell.column), (0..<size.rows).contains(cell.row)
      else { continue }
      expected[cell.row * size.columns + cell.column] += 1
      inView += 1
    }
    for cell in expected.indices {
      let count = raster.count(column: cell % size.columns, row: cell / size.columns)
      #expect(count >= expected[cell], "seed \(seed), cell \(cell)")
    }
    #expect(raster.pointCount >= inView, "seed \(seed)")
  }

  @Test func theMajorityColoursTheCellAndTiesGoToTheFirst() {
    let look = ScatterLook(letters: ["A", "B"], capabilities: Self.ascii)
    let window = ScatterWindow(centerX: 0, centerY: 0, spanX: 2, spanY: 2)
    for (classes, letter) in [([1, 1, 0], "B"), ([1, 0], "A"), ([0, 9, 9], "O"), ([9], ".")] {
      var raster = ScatterRaster()
      raster.fill(
        Array(repeating: 0.1, count: 2 * classes.count),
        colors: .classes(indices: classes.map { UInt8($0) }, count: 2, hidden: 0), window: window,
        size: Size(columns: 1, rows: 1))
      let expected = letter == "O" ? "o" : letter
      #expect(text(raster, look) == expected, "classes \(classes)")
    }
  }

  @Test func hiddenClassesAreNotDrawn() {
    let colors = ScatterColors.classes(indices: [0, 1, 9], count: 2, hidden: 0b10)
    #expect((0..<3).map(colors.shows) == [true, false, true])
    var raster = ScatterRaster()
    raster.fill(
      [0, 0, 0, 0, 0, 0], colors: colors,
      window: ScatterWindow(centerX: 0, centerY: 0, spanX: 1, spanY: 1),
      size: Size(columns: 3, rows: 3))
    #expect(raster.pointCount == 2)
  }

  @Test func cellsWithoutASelectedPointAreFaint() {
    var raster = ScatterRaster()
    raster.fill(
      [-0.4, 0, 0.4, 0], selection: [true, false],
      window: ScatterWindow(centerX: 0, centerY: 0, spanX: 1, spanY: 1),
      size: Size(columns: 8, rows: 4))
    for capabilities in [Self.color, Self.ascii] {
      let look = ScatterLook(faint: Style(attributes: .dim), capabilities: capabilities)
      var frame = Frame(size: raster.size)
      raster.drawPoints(into: &frame, column: 0, row: 0, look: look)
      let lit = frame.cells.filter { $0.glyph != " " }
      #expect(lit.count == 2 && lit[0].style != lit[1].style && lit[1].style == look.faint)
    }
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, 1e30, -1e30, .greatestFiniteMagnitude])
  func strangePointsAreNowhere(value: Float) {
    var raster = ScatterRaster()
    raster.fill(
      [value, 0, 0, value, value, value],
      window: ScatterWindow(centerX: 0, centerY: 0, spanX: 1, spanY: 1),
      size: Size(columns: 5, rows: 5))
    #expect(raster.pointCount == 0)
    let bounds = ScatterBounds(of: [value, 0, 0, value])
    #expect(value.isFinite == (bounds != nil))
  }

  @Test func aBlockOfNoCellsHoldsNothing() {
    for (columns, rows) in [(0, 0), (0, 9), (9, 0)] {
      var raster = ScatterRaster()
      raster.fill(
        [0, 0], window: ScatterWindow(centerX: 0, centerY: 0, spanX: 1, spanY: 1),
        size: Size(columns: columns, rows: rows))
      #expect(raster.pointCount == 0)
    }
  }

  @Test func aStrayPointDoesNotPushTheOthersTogether() throws {
    var positions = Clouds(count: 3000).positions
    let without = try #require(ScatterBounds(of: positions))
    positions += [1e6, 0, 0, -1e6]
    let with = try #require(ScatterBounds(of: positions))
    #expect(with.right - with.left < 3 * (without.right - without.left))
    #expect(with.top - with.bottom < 3 * (without.top - without.bottom))
    #expect(with.left <= without.left && with.top >= without.top)
  }

  @Test func zoomingKeepsThePlaceUnderTheCursor() {
    let size = Size(columns: 40, rows: 20)
    var window = ScatterWindow(centerX: 3, centerY: -1, spanX: 10, spanY: 8)
    for (column, row) in [(0, 0), (39, 19), (7, 12)] {
      let before = window.placement(in: size).place(column: column, row: row)
      window = window.zoomed(by: 1.5, aboutX: before.x, y: before.y)
      let after = window.placement(in: size).place(column: column, row: row)
      #expect(abs(before.x - after.x) < 1e-9 && abs(before.y - after.y) < 1e-9)
    }
    let smallest = (0..<1000).reduce(window) { window, _ in
      window.zoomed(by: 2, aboutX: 0, y: 0)
    }
    #expect(smallest.spanX >= 1e-30 && smallest.placement(in: size).cell(x: 0, y: 0) != nil)
  }

  @Test func aUnitIsAsLongAcrossAsUpwards() {
    let placement = ScatterWindow(centerX: 0, centerY: 0, spanX: 10, spanY: 1).placement(
      in: Size(columns: 50, rows: 10))
    let (origin, across, up) = (
      placement.dot(x: 0, y: 0), placement.dot(x: 1, y: 0), placement.dot(x: 0, y: 1)
    )
    #expect(abs((across.column - origin.column) - (origin.row - up.row)) < 1e-9)
  }

  @Test func boundsWithoutExtentHaveAWindow() throws {
    for positions: [Float] in [[2, 3], [2, 3, 2, 3], [2, 3, 2, 9], [1e-20, 0, 0, 0]] {
      let window = ScatterWindow(try #require(ScatterBounds(of: positions)))
      var raster = ScatterRaster()
      raster.fill(positions, window: window, size: Size(columns: 20, rows: 10))
      #expect(raster.pointCount == positions.count / 2, "\(positions)")
    }
    #expect(ScatterBounds(of: []) == nil)
  }

  @Test func lettersAreTheFirstOfTheirNames() {
    #expect(
      CategoricalPalette.letters(for: ["elliptical", "spiral", "edge-on", "7"]) == [
        "E", "S", "A", "B",
      ])
    let many = CategoricalPalette.letters(for: (0..<60).map { "c\($0)" })
    #expect(Set(many.prefix(52)).count == 52 && many.last == "*")
  }

  @Test func theDensestCellBearsTheLetter() throws {
    let raster = try raster { .classes(indices: $0.classes, count: 3, hidden: 0) }
    let top = try #require(raster.densestCell(ofClass: 2))
    let left = try #require(raster.densestCell(ofClass: 0))
    #expect(top.row < left.row && left.column < top.column)
    #expect(raster.densestCell(ofClass: 7) == nil)
  }

  @Test func picturesForFilesShowThePointsWhereTheyAre() {
    let window = ScatterWindow(centerX: 0, centerY: 0, spanX: 2, spanY: 2)
    let bitmap = PixelBitmap.scatter(
      [-0.5, 0.5, 0.5, -0.5, .nan, 0, 90, 90, -1, -1, 1, 1],
      colors: .classes(indices: [0, 1, 0, 0, 7, 7], count: 2, hidden: 0), window: window, side: 80)
    #expect(bitmap.width == 80 && bitmap.height == 80)
    let (first, second) = (bitmap[20, 20], bitmap[60, 60])
    #expect(first.red > first.blue + 60 && second.blue > second.red + 60)
    #expect(bitmap[40, 40] == RGB(255, 255, 255))
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func everySizeWindowAndLookIsDrawn(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let capabilities = TerminalCapabilities(
      graphics: GraphicsMode.allCases.randomElement(using: &random) ?? .half,
      color: ColorMode.allCases.randomElement(using: &random) ?? .mono)
    let clouds = Clouds(count: Int.random(in: 0...400, using: &random), seed: seed)
    let colors: [ScatterColors] = [
      .uniform, .classes(indices: clouds.classes, count: 3, hidden: seed % 8),
      .values(clouds.values),
    ]
    var raster = ScatterRaster()
    for colors in colors {
      let size = Size(
        columns: Int.random(in: 0...120, using: &random),
        rows: Int.random(in: 0...50, using: &random))
      let window = ScatterWindow(
        centerX: Double.random(in: -1e3...1e3, using: &random), centerY: 0,
        spanX: Double.random(in: -1...1e3, using: &random), spanY: .nan)
      raster.fill(
        clouds.positions, colors: colors,
        selection: seed % 3 == 0 ? clouds.classes.map { $0 == 1 } : [], window: window, size: size)
      let look = ScatterLook(letters: ["A", "B", "C"], capabilities: capabilities)
      for isDensity in [false, true] {
        let drawn = text(raster, look, isDensity: isDensity)
        #expect(capabilities.isUnicode || drawn.allSatisfy { $0.isASCII }, "seed \(seed)")
      }
    }
  }
}
