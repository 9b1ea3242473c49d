import Plotting
import TestSupport
import Testing

@testable import Explorer

/// Properties of the layout of the Explore screen for every size and content.
@Suite struct LayoutTests {
  @Test(arguments: 0..<32 as Range<UInt64>)
  func panesTileTheScreenAndPicturesStayInTheirPane(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for _ in 0..<40 {
      let content = Self.content(&random)
      let body = ScreenLayout(
        size: Size(
          columns: Int.random(in: 0...320, using: &random),
          rows: Int.random(in: 0...100, using: &random))
      ).body
      let layout = ExploreLayout(body: body, content: content)
      let problems = layout.problems(in: body, content: content)
      #expect(problems.isEmpty, "seed \(seed), \(body.size), \(content): \(problems)")
    }
  }

  @Test(arguments: [
    (80, 24, 1.0), (100, 30, 1), (120, 40, 1), (160, 50, 2), (300, 90, 4),
  ])
  func aGalaxyHasItsWholePixels(columns: Int, rows: Int, zoom: Double) {
    let layout = Self.galaxy(columns: columns, rows: rows)
    #expect(layout.arrangement.zoom == zoom)
    #expect(layout.arrangement.rooms.count == 3 && layout.rows.readouts == 6)
  }

  @Test func allThreeStandSideBySideWhereHeightIsShort() {
    let layout = Self.galaxy(columns: 160, rows: 26)
    #expect(layout.arrangement.zoom == 1 && layout.arrangement.referenceZoom == 1)
    #expect(Set(layout.arrangement.rooms.map(\.row)).count == 1)
  }

  @Test func sweepAndReferencesGiveWayBeforeTheDecodedPicture() {
    #expect(SweepStrip.count(in: ScreenLayout(size: Size(columns: 100, rows: 30)).body) == 7)
    #expect(SweepStrip.count(in: ScreenLayout(size: Size(columns: 80, rows: 24)).body) == 0)
    #expect(Self.galaxy(columns: 70, rows: 24).arrangement.rooms.count == 1)
    #expect(Self.galaxy(columns: 70, rows: 24).arrangement.zoom == 1)
  }

  @Test func readoutsLeaveTheSlidersRoomToScroll() {
    let many = ExploreContent(
      picture: Self.stamp, references: 2, sliderRows: 512, footerRows: 4, readoutRows: 6)
    let layout = ExploreLayout(
      body: ScreenLayout(size: Size(columns: 80, rows: 24)).body, content: many)
    #expect(layout.rows.sliders >= 5 && !layout.rows.showsAll && layout.arrangement.zoom == 1)
  }

  private static let stamp = PictureExtent(width: 33, height: 33, graphics: .half)

  private static func galaxy(columns: Int, rows: Int) -> ExploreLayout {
    ExploreLayout(
      body: ScreenLayout(size: Size(columns: columns, rows: rows)).body,
      content: ExploreContent(
        picture: stamp, references: 2, sliderRows: 5, footerRows: 4, readoutRows: 6))
  }

  private static func content(_ random: inout SplitMix64) -> ExploreContent {
    ExploreContent(
      picture: PictureExtent(
        width: Int.random(in: 1...128, using: &random),
        height: Int.random(in: 1...128, using: &random),
        graphics: GraphicsMode.allCases.randomElement(using: &random) ?? .half),
      references: [0, 2].randomElement(using: &random) ?? 0,
      sliderRows: Int.random(in: 1...80, using: &random),
      footerRows: [4, 6].randomElement(using: &random) ?? 4,
      readoutRows: [0, 1, 6].randomElement(using: &random) ?? 0)
  }
}

extension ExploreLayout {
  /// Violated invariants, in words.
  fileprivate func problems(in body: Rect, content: ExploreContent) -> [String] {
    var problems: [String] = []
    let area = [sliders, pictures, sweep].reduce(0) { $0 + $1.columns * $1.rows }
    if area != body.columns * body.rows { problems.append("panes cover \(area) cells") }
    for pane in [sliders, pictures, sweep] where !body.holds(pane) {
      problems.append("pane \(pane) outside")
    }
    let inside = pictures.inset(by: 1)
    let blocks = arrangement.rooms + [facts]
    for (index, block) in blocks.enumerated() {
      if !inside.holds(block) { problems.append("\(block) outside of \(inside)") }
      if blocks[..<index].contains(where: { $0.overlaps(block) }) {
        problems.append("\(block) overlaps")
      }
    }
    if arrangement.referenceZoom > arrangement.zoom { problems.append("the reference is larger") }
    let used = rows.sliders + rows.footer + rows.gap + rows.readouts
    if used > max(0, sliders.rows - 2) { problems.append("\(used) rows in \(sliders.rows)") }
    return problems
  }
}

extension Rect {
  fileprivate func holds(_ other: Rect) -> Bool {
    other.isEmpty
      || other.column >= column && other.row >= row && other.endColumn <= endColumn
        && other.endRow <= endRow
  }

  fileprivate func overlaps(_ other: Rect) -> Bool {
    !isEmpty && !other.isEmpty && column < other.endColumn && other.column < endColumn
      && row < other.endRow && other.row < endRow
  }
}
