import Platform
import Plotting

/// A tilted exponential disc, brightest off the middle so that no mirror image passes for it.
func tiltedDisc(width: Int = 33, height: Int = 33) -> ScalarImage {
  let values = (0..<(width * height)).map { index -> Float in
    let x = Float(index % width) - Float(width) * 0.45
    let y = Float(index / width) - Float(height) * 0.4
    let (u, v) = ((x + y * 0.6) / 5, (y - x * 0.6) / 2.5)
    return 800 * expf(-(u * u + v * v).squareRoot())
  }
  return ScalarImage(width: width, height: height, values: values)
}

/// Ones inside a circle, zeros outside.
func filledCircle(diameter: Int, in extent: Int) -> ScalarImage {
  let middle = Float(extent - 1) / 2
  let values = (0..<(extent * extent)).map { index -> Float in
    let x = Float(index % extent) - middle
    let y = Float(index / extent) - middle
    return x * x + y * y <= Float(diameter * diameter) / 4 ? 1 : 0
  }
  return ScalarImage(width: extent, height: extent, values: values)
}

/// The two pixels of every cell as letters, `a` for the first step of a ramp; `·` for none, `!` for missing.
func letters(_ frame: Frame, ramp: ColorRamp) -> String {
  func letter(_ color: Color) -> Character {
    guard let step = ramp.colors.firstIndex(of: color) else {
      return color == ramp.missing ? "!" : "·"
    }
    return Array("abcdefghijklmnopqrstuvwxyzABCDEFG")[step]
  }
  return (0..<(2 * frame.size.rows)).map { row in
    String(
      (0..<frame.size.columns).map { column in
        let cell = frame[column, row / 2]
        return letter(row % 2 == 0 ? cell.style.foreground : cell.style.background)
      })
  }.joined(separator: "\n")
}
