/// The palette that xterm brought and every terminal with 256 colours has: 16 basic colours, a cube of
/// six levels, and 24 greys.
enum XtermPalette {
  private static let levels: [Int] = [0, 95, 135, 175, 215, 255]
  /// The basic colours as xterm draws them; users change them, so they are only a last resort.
  private static let basic: [(UInt8, UInt8, UInt8)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
    (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]

  /// Red, green and blue of an entry.
  static func components(_ index: UInt8) -> (UInt8, UInt8, UInt8) {
    switch index {
    case ..<16: return basic[Int(index)]
    case ..<232:
      let place = Int(index) - 16
      let (red, green, blue) = (place / 36, place / 6 % 6, place % 6)
      return (UInt8(levels[red]), UInt8(levels[green]), UInt8(levels[blue]))
    default:
      let grey = UInt8(8 + 10 * (Int(index) - 232))
      return (grey, grey, grey)
    }
  }

  /// The entry of 16...255 nearest to a colour by squared distance in sRGB.
  static func nearest(red: UInt8, green: UInt8, blue: UInt8) -> UInt8 {
    let steps = [red, green, blue].map { nearestLevel(Int($0)) }
    let cube = UInt8(16 + 36 * steps[0] + 6 * steps[1] + steps[2])
    let mean = (Int(red) + Int(green) + Int(blue)) / 3
    let grey = UInt8(232 + min(23, max(0, (mean - 3) / 10)))
    let color = (red, green, blue)
    return distance(components(grey), color) < distance(components(cube), color) ? grey : cube
  }

  /// The entry of 0...15 nearest to a colour.
  static func nearestBasic(red: UInt8, green: UInt8, blue: UInt8) -> UInt8 {
    let distances = basic.map { distance($0, (red, green, blue)) }
    let best = distances.indices.min { distances[$0] < distances[$1] } ?? 0
    return UInt8(best)
  }

  private static func nearestLevel(_ value: Int) -> Int {
    value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40
  }

  private static func distance(
    _ first: (UInt8, UInt8, UInt8), _ second: (UInt8, UInt8, UInt8)
  ) -> Int {
    let red = Int(first.0) - Int(second.0)
    let green = Int(first.1) - Int(second.1)
    let blue = Int(first.2) - Int(second.2)
    return red * red + green * green + blue * blue
  }
}
