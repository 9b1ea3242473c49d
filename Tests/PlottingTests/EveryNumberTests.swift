import TestSupport
import Testing

@testable import Plotting

/// Whatever two numbers an axis, a scale or a window lies between: it ends, and its marks are numbers inside it.
@Suite struct EveryNumberTests {
  /// Zero, the powers of two of every exponent with their neighbours, the ends of the range, infinities and NaN.
  private static let doubles: [Double] = {
    var values: [Double] = [0, .infinity, .nan, .greatestFiniteMagnitude, .pi]
    for exponent in -1074...1023 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      values.append(power)
      if exponent % 16 == 0 { values += [power.nextUp, power.nextDown, power * 1.7] }
    }
    return values + values.map { -$0 }
  }()

  private static let floats: [Float] = {
    var values: [Float] = [0, .infinity, .nan, .greatestFiniteMagnitude, .pi]
    for exponent in -149...127 {
      let power = Float(sign: .plus, exponent: exponent, significand: 1)
      values += [power, power.nextUp, power.nextDown]
    }
    return values + values.map { -$0 }
  }()

  /// Every number with itself, its neighbour, its opposite, and others drawn at random.
  private func pairs<Value: BinaryFloatingPoint>(
    _ values: [Value], seed: UInt64, drawn: Int
  ) -> [(Value, Value)] {
    var random = SplitMix64(state: seed)
    return values.flatMap { value -> [(Value, Value)] in
      let related: [Value] = [value, value.nextUp, -value, .zero]
      let others = (0..<drawn).map { _ in values.randomElement(using: &random) ?? .zero }
      return (related + others).map { (value, $0) }
    }
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func everyAxisHasFewFiniteTicksInside(seed: UInt64) {
    for (first, second) in pairs(Self.doubles, seed: seed, drawn: 2) {
      let range = AxisRange(first, second)
      let name = Comment(rawValue: "seed \(seed): \(first), \(second)")
      guard range.lower.isFinite, range.upper.isFinite, range.lower < range.upper else {
        Issue.record("seed \(seed): \(first), \(second) give \(range)")
        continue
      }
      for finite in [first, second] where finite.isFinite {
        #expect(range.lower <= finite && finite <= range.upper, name)
      }
      for count in [1, 2, 7] {
        let ticks = range.ticks(atMost: count)
        if !isSound(ticks, in: range, atMost: count) {
          Issue.record("seed \(seed): \(first), \(second), \(count): \(ticks)")
        }
      }
      if range.upper - range.lower > 1e-300, range.ticks(atMost: 7).isEmpty {
        Issue.record("seed \(seed): no tick from \(first) to \(second)")
      }
    }
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func everyScaleHasPlacesAndLabels(seed: UInt64) {
    for (first, second) in pairs(Self.doubles, seed: seed, drawn: 1) {
      let range = AxisRange(first, second)
      for scale in [
        AxisScale.linear, .logarithmic(above: 0), .logarithmic(above: first),
        .logarithmic(above: -1),
      ] {
        let ticks = scale.ticks(in: range, atMost: 6)
        if !isSound(ticks.map(\.place), in: range, atMost: 6)
          || ticks.contains(where: { $0.label.isEmpty || $0.label.count > 16 })
        {
          Issue.record("seed \(seed): \(scale) \(first), \(second): \(ticks)")
        }
        _ = scale.place(of: second)
      }
    }
  }

  private func isSound(_ ticks: [Double], in range: AxisRange, atMost count: Int) -> Bool {
    ticks.count <= count && ticks.allSatisfy { $0.isFinite && range.contains($0) }
      && zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 }
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func everyCurveIsDrawn(seed: UInt64) {
    let capabilities = TerminalCapabilities(graphics: .braille, color: .mono)
    for (index, (first, second)) in pairs(Self.doubles, seed: seed, drawn: 1).enumerated()
    where index % 11 == Int(seed) {
      var frame = Frame(size: Size(columns: 40, rows: 10))
      let curve = CurvePlot.Curve(points: [(first, second), (second, first), (0, 1), (1, .nan)])
      for scale in [AxisScale.linear, .logarithmic(above: 0)] {
        let plot = CurvePlot([curve], xName: "step", scale: scale)
        let dots = plot.draw(into: &frame, in: Rect(frame.size), capabilities: capabilities)
        for value in [first, second] {
          if let column = plot.column(of: value, in: dots) {
            #expect((dots.column..<dots.endColumn).contains(column), "\(first), \(second)")
          }
          if let row = plot.row(of: value, in: dots) {
            #expect((dots.row..<dots.endRow).contains(row), "\(first), \(second)")
          }
        }
        if first.isFinite, second.isFinite {
          #expect(plot.column(of: second, in: dots) != nil, "\(first), \(second)")
        }
      }
      let picture = PixelBitmap.curves(CurvePlot([curve], xName: ""), columns: 8, rows: 4, zoom: 1)
      #expect(picture.width > 0)
    }
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func everyLineEndsOnTheCanvas(seed: UInt64) {
    var canvas = DotCanvas(size: Size(columns: 20, rows: 6))
    let window = DotCanvas.Window(left: -1, right: 1, bottom: -1, top: 1)
    for (first, second) in pairs(Self.doubles, seed: seed, drawn: 1) {
      canvas.drawLine(from: (first, second), to: (second, -first))
      canvas.plotLine([(first, second), (second, 0), (-first, second)], in: window)
      canvas.plotLine(
        [(0, 0), (first, second)],
        in: DotCanvas.Window(left: first, right: second, bottom: second, top: first))
      canvas.plotPoint(x: first, y: second, in: window)
    }
    #expect(canvas.dotColumns == 40)
  }

  @Test func everyNumberIsAShortText() {
    for value in Self.doubles {
      for text in [
        NumberText.compact(value), NumberText.compact(value, digits: 9, signed: true),
        NumberText.fixed(value, decimals: 9), NumberText.fixed(value, decimals: 0),
      ] where text.isEmpty || text.count > 28 || (value.isFinite && Double(text) == nil) {
        Issue.record("\(value) is '\(text)'")
      }
      guard value.isFinite, value != 0 else { continue }
      let read = Double(NumberText.compact(value, digits: 9)) ?? .nan
      if value.magnitude > 1e-300, value.magnitude < 1e300 {
        #expect(abs(read / value - 1) < 1e-7, "\(value)")
      }
    }
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func everyPairOfFloatsMakesAScale(seed: UInt64) {
    for (first, second) in pairs(Self.floats, seed: seed, drawn: 3) {
      let numbers = [first, second, first]
      for clip in [Clip.minimumToMaximum, .percentile(98), .percentile(50)] {
        for scale in [
          DisplayScale(covering: numbers, clip: clip),
          .symmetric(covering: numbers, stretch: .asinh, clip: clip),
        ] {
          let isSound =
            scale.minimum.isFinite && scale.maximum.isFinite
            && (numbers + [0, .nan]).allSatisfy { number in
              let place = scale(number)
              return number.isNaN ? place.isNaN : (0...1).contains(place)
            }
          if !isSound || scale.label(glyphs: .ascii).isEmpty {
            Issue.record("seed \(seed): \(first), \(second): \(scale)")
          }
        }
      }
    }
  }

  @Test func everyFloatHasACharacterAndAColor() {
    let ramp = ColorMap.viridis.ramp(for: .palette256)
    for value in Self.floats {
      for width in [0, 1, 9] {
        #expect(
          HorizontalBar.text(fraction: value, columns: width, glyphs: .unicode).count == width,
          "\(value)")
      }
      let bars = [
        Sparkline.text([value, 1, -value], glyphs: .unicode),
        Sparkline.text([value, 1, 2], maximum: value, glyphs: .ascii),
      ]
      #expect(bars.allSatisfy { $0.count == 3 }, "\(value)")
      #expect(ramp.colors.contains(ramp[value]) || (value.isNaN && ramp[value] == ramp.missing))
      for map in ColorMap.allCases { _ = map.rgb(at: value) }
      let ink = [false, true].map { InkRamp.glyph(at: value, isDiverging: $0) }
      #expect(ink.allSatisfy { value.isNaN == ($0 == GlyphSet.ascii.missing) }, "\(value)")
      for stretch in Stretch.allCases where !value.isNaN {
        #expect((0...1).contains(stretch(value)), "\(stretch) of \(value)")
      }
      #expect(RGB(red: value, green: value, blue: value).red <= 255)
    }
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func everyCloudHasAWindow(seed: UInt64) {
    let size = Size(columns: 12, rows: 5)
    var raster = ScatterRaster(size: size)
    let looks = [GraphicsMode.half, .ascii].map {
      ScatterLook(capabilities: TerminalCapabilities(graphics: $0, color: .mono))
    }
    var frame = Frame(size: size)
    for (index, (first, second)) in pairs(Self.floats, seed: seed, drawn: 2).enumerated()
    where index % 3 == Int(seed) {
      let positions = [first, second, second, first, 0, 1, first, first]
      let bounds = ScatterBounds(of: positions)
      let corners = (Double(first), Double(second))
      for bounds in [
        bounds ?? ScatterBounds(left: -1, right: 1, bottom: -1, top: 1),
        ScatterBounds(left: corners.0, right: corners.1, bottom: corners.1, top: corners.0),
      ] {
        let window = ScatterWindow(bounds, keepsAspect: index % 2 == 0)
        #expect(
          window.centerX.isFinite && window.centerY.isFinite && window.spanX > 0
            && window.spanX.isFinite && window.spanY > 0 && window.spanY.isFinite,
          "seed \(seed): \(first), \(second): \(window)")
        raster.fill(
          positions, colors: .values([first, second, 1, 0]), window: window, size: size)
        for look in looks {
          raster.drawPoints(into: &frame, column: 0, row: 0, look: look)
          raster.drawDensity(into: &frame, column: 0, row: 0, look: look)
        }
        let placement = window.zoomed(by: 3, aboutX: corners.0, y: corners.1).placement(in: size)
        _ = placement.cell(x: corners.0, y: corners.1)
      }
      if index % 97 == 0 {
        let picture = PixelBitmap.scatter(
          positions, colors: .values([first, second, 1, 0]),
          window: ScatterWindow(centerX: 0, centerY: 0, spanX: 1, spanY: 1), side: 8)
        #expect(picture.width == 8)
      }
    }
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func everyParticleIsDrawnOrDropped(seed: UInt64) {
    for (index, (first, second)) in pairs(Self.doubles, seed: seed, drawn: 1).enumerated()
    where index % 25 == Int(seed) {
      let box = first.isFinite && first > 0 ? first : 10
      for unicode in [GraphicsMode.braille, .ascii] {
        var frame = Frame(size: Size(columns: 24, rows: 12))
        ParticlePlot(
          [
            ParticlePlot.Group([SIMD2(first, second), SIMD2(second, first)], mark: .disc),
            ParticlePlot.Group([SIMD2(box / 2, second)], mark: .circle),
            ParticlePlot.Group([SIMD2(second, box / 2)], mark: .point),
          ], boxLength: box, diameter: second.isFinite ? second.magnitude : 1
        ).draw(
          into: &frame, in: Rect(frame.size),
          capabilities: TerminalCapabilities(graphics: unicode, color: .mono))
        #expect(frame.cells.count == 24 * 12)
      }
    }
  }
}
