import Numerics

/// The colours that a terminal has for three channels from 0 to 1.
struct ChannelRamp {
  /// How many steps a channel has in exact colours, as many as those of a map.
  static let trueColorLevels = ColorRamp.trueColorLevels
  /// How many steps a channel has before the nearest entry of a palette is looked for.
  static let paletteLevels = 16

  private let mode: ColorMode
  private let missing = Color.indexed(162)

  init(mode: ColorMode) {
    self.mode = mode
  }

  /// How many colours can be told apart by channel, for the line that says how a picture was drawn.
  var levelCount: Int {
    switch mode {
    case .mono: 1
    case .ansi16: 16
    case .palette256: XtermPalette.exactEntries.count
    case .trueColor: Self.trueColorLevels
    }
  }

  /// The colour of three channels; that of what is missing where one of them is NaN.
  subscript(channels: SIMD3<Float>) -> Color {
    guard !(channels.x.isNaN || channels.y.isNaN || channels.z.isNaN) else { return missing }
    switch mode {
    case .mono: return .terminal
    case .trueColor:
      let color = RGB(Self.stepped(channels, Self.trueColorLevels))
      return .rgb(color.red, color.green, color.blue)
    case .palette256: return .indexed(Self.entry(channels, in: Self.exactTable))
    case .ansi16: return .indexed(Self.entry(channels, in: Self.schemeTable))
    }
  }

  private static func stepped(_ channels: SIMD3<Float>, _ levels: Int) -> SIMD3<Float> {
    let last = Float(levels - 1)
    return (channels * last).rounded(.toNearestOrAwayFromZero) / last
  }

  private static func entry(_ channels: SIMD3<Float>, in table: [UInt8]) -> UInt8 {
    func step(_ channel: Float) -> Int {
      Int(clamping: (channel * Float(paletteLevels - 1)).rounded(), to: 0...paletteLevels - 1)
    }
    return table[
      (step(channels.x) * paletteLevels + step(channels.y)) * paletteLevels + step(channels.z)]
  }

  /// The nearest entries of all steps of the channels: looking for one takes longer than drawing a pixel may.
  private static let exactTable = table(of: XtermPalette.exactEntries)
  private static let schemeTable = table(of: XtermPalette.schemeEntries)

  private static func table(of entries: ClosedRange<UInt8>) -> [UInt8] {
    let steps = (0..<paletteLevels).map { Float($0) / Float(paletteLevels - 1) }
    return steps.flatMap { red in
      steps.flatMap { green in
        steps.map { blue in
          XtermPalette.nearest(to: RGB(SIMD3(red, green, blue)), in: entries)
        }
      }
    }
  }
}

extension RGB {
  /// Creates a colour from channels from 0 to 1; beyond as the ends, NaN as 0.
  package init(_ channels: SIMD3<Float>) {
    let levels = (channels * 255).rounded(.toNearestOrAwayFromZero)
    self.init(red: levels.x, green: levels.y, blue: levels.z)
  }
}
