import Testing

@testable import Plotting

@Suite struct ColorMapTests {
  /// Entries of the published tables of 256 colours (matplotlib 3.11.2), and how far the curve may be off.
  @Test(arguments: [
    (
      ColorMap.viridis, 3,
      [
        0: RGB(68, 1, 84), 40: RGB(69, 55, 129), 77: RGB(52, 96, 141), 128: RGB(33, 145, 140),
        181: RGB(72, 193, 110), 222: RGB(168, 219, 52), 255: RGB(253, 231, 37),
      ]
    ),
    (
      .cividis, 9,
      [
        0: RGB(0, 34, 78), 40: RGB(39, 62, 110), 77: RGB(80, 87, 108), 128: RGB(125, 124, 120),
        181: RGB(176, 165, 113), 222: RGB(220, 200, 89), 255: RGB(254, 232, 56),
      ]
    ),
    (
      .magma, 3,
      [
        0: RGB(0, 0, 4), 40: RGB(41, 17, 90), 77: RGB(101, 26, 128), 128: RGB(183, 55, 121),
        181: RGB(248, 116, 92), 222: RGB(254, 193, 133), 255: RGB(252, 253, 191),
      ]
    ),
  ])
  func followsThePublishedTable(_ map: ColorMap, tolerance: Int, published: [Int: RGB]) {
    for (index, expected) in published {
      let found = map.rgb(at: Float(index) / 255)
      #expect(largestDifference(found, expected) <= tolerance, "\(map) \(index): \(found)")
    }
  }

  @Test(arguments: ColorMap.allCases.filter { !$0.isDiverging })
  func sequentialMapsGrowInLightness(_ map: ColorMap) {
    let exact = (0...100).map { PerceptualColor(map.rgb(at: Float($0) / 100)).lightness }
    #expect(zip(exact, exact.dropFirst()).allSatisfy { $0 < $1 })
    for mode in [ColorMode.palette256, .ansi16] {
      let steps = map.ramp(for: mode).colors.map(lightness)
      #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 }, "\(map) \(mode): \(steps)")
    }
  }

  @Test func theArmsOfTheDivergingMapAreEquallyLight() {
    for step in 0...50 {
      let lower = PerceptualColor(ColorMap.blueWhiteOrange.rgb(at: Float(step) / 100))
      let upper = PerceptualColor(ColorMap.blueWhiteOrange.rgb(at: 1 - Float(step) / 100))
      #expect(abs(lower.lightness - upper.lightness) < 0.01)
      #expect(step == 50 || lower.blueYellow < upper.blueYellow)
    }
    for mode in [ColorMode.trueColor, .palette256, .ansi16] {
      #expect(ColorMap.blueWhiteOrange.ramp(for: mode).colors.count % 2 == 1)
    }
  }

  @Test(arguments: ColorMap.allCases)
  func paletteRampsUseExactEntriesNearTheMap(_ map: ColorMap) throws {
    let ramp = map.ramp(for: .palette256)
    #expect(ramp.colors.count == (map.isDiverging ? 25 : 24))
    #expect(ramp.levelCount >= 12)
    for (step, color) in ramp.colors.enumerated() {
      guard case .indexed(let index) = color else { throw NotIndexed(color: color) }
      #expect(XtermPalette.exactEntries.contains(index))
      let exact = PerceptualColor(map.rgb(at: Float(step) / Float(ramp.colors.count - 1)))
      let found = PerceptualColor(XtermPalette.rgb(index))
      #expect(found.squaredDistance(to: exact).squareRoot() < 0.15, "\(map) step \(step)")
    }
  }

  @Test func grayOnThePaletteIsGrey() {
    for case .indexed(let index) in ColorMap.gray.ramp(for: .palette256).colors {
      let color = XtermPalette.rgb(index)
      #expect(color.red == color.green && color.green == color.blue)
    }
  }

  @Test(arguments: ColorMap.allCases)
  func endsHoldAndMissingIsApart(_ map: ColorMap) {
    for mode in [ColorMode.trueColor, .palette256, .ansi16] {
      let ramp = map.ramp(for: mode)
      #expect(map.color(at: -.infinity, mode: mode) == ramp.colors.first)
      #expect(map.color(at: .infinity, mode: mode) == ramp.colors.last)
      #expect(map.color(at: 1e30, mode: mode) == ramp.colors.last)
      #expect(!ramp.colors.contains(map.color(at: .nan, mode: mode)), "\(map) \(mode)")
    }
    #expect(map.color(at: 0.3, mode: .mono) == .terminal)
    #expect(map.color(at: .nan, mode: .mono) == .terminal)
    let mark = PerceptualColor(map.rgb(at: .nan))
    for step in 0...100 {
      let color = PerceptualColor(map.rgb(at: Float(step) / 100))
      #expect(mark.squaredDistance(to: color).squareRoot() > 0.1, "\(map) \(step)")
    }
  }

  private struct NotIndexed: Error { let color: Color }

  private func largestDifference(_ a: RGB, _ b: RGB) -> Int {
    func apart(_ x: UInt8, _ y: UInt8) -> Int { abs(Int(x) - Int(y)) }
    return max(apart(a.red, b.red), apart(a.green, b.green), apart(a.blue, b.blue))
  }

  private func lightness(_ color: Color) -> Float {
    guard case .indexed(let index) = color else { return .nan }
    return XtermPalette.lightness(index)
  }
}
