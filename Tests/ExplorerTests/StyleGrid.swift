import Plotting

/// The styles of a frame as letters, one per cell, with a legend; dots are plain.
///
/// Half blocks have many colours: they are shown as a digit for the brightness of the upper half.
struct StyleGrid {
  let text: String

  init(_ frame: Frame) {
    var letters: [Style: Character] = [:]
    var legend: [String] = []
    let rows = (0..<frame.size.rows).map { row in
      String(
        (0..<frame.size.columns).map { column -> Character in
          let cell = frame[column, row]
          if cell.glyph == "▀", case .rgb = cell.style.foreground {
            return Self.digit(cell.style.foreground)
          }
          if cell.style == .plain { return "." }
          if let letter = letters[cell.style] { return letter }
          let letter = Character(Unicode.Scalar(UInt8(97 + letters.count)))
          letters[cell.style] = letter
          legend.append("\(letter) \(Self.words(cell.style))")
          return letter
        })
    }
    text = (rows + legend).joined(separator: "\n")
  }

  private static func digit(_ color: Color) -> Character {
    guard case .rgb(let red, let green, let blue) = color else { return "0" }
    let light = (2 * Int(red) + 5 * Int(green) + Int(blue)) / 8
    return Character(String(light * 10 / 256))
  }

  private static func words(_ style: Style) -> String {
    let attributes: [(Style.Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
    ]
    let names = attributes.filter { style.attributes.contains($0.0) }.map(\.1)
    return (["\(style.foreground)", "on \(style.background)"] + names).joined(separator: " ")
  }
}
