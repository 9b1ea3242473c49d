import ArgumentParser
import CommandSupport
import Explorer
import Plotting

/// How a screen is printed.
enum DumpFormat: String, ExpressibleByArgument, CaseIterable {
  /// Characters only.
  case text
  /// Characters with the escape codes of their colours.
  case ansi
  /// Characters, runs of style, and what the screen shows.
  case json

  /// The screen as text that ends in a line feed.
  ///
  /// - Throws: What the JSON encoder throws.
  func printout(of frame: Frame, state: ExplorerState, color: ColorMode) throws -> Printout {
    switch self {
    case .text: Printout(characters: frame)
    case .ansi: Printout(frame, color: color)
    case .json: try Printout(json: ScreenRecord(frame, state: state, color: color))
    }
  }
}

/// A screen for scripts.
private struct ScreenRecord: Encodable {
  /// Cells of one row that look alike.
  struct Run: Encodable {
    var row: Int
    var column: Int
    var length: Int
    var foreground: String
    var background: String
    var attributes: [String]
  }

  let columns: Int
  let rows: Int
  let text: [String]
  let cursor: [Int]?
  let runs: [Run]
  let model: String?
  let latents: [Float]

  init(_ frame: Frame, state: ExplorerState, color: ColorMode) {
    columns = frame.size.columns
    rows = frame.size.rows
    text = frame.lines
    cursor = frame.cursor.map { [$0.column, $0.row] }
    runs = (0..<frame.size.rows).flatMap { Self.runs(of: frame, row: $0, color: color) }
    model = state.model?.path
    latents = state.latents
  }

  /// The runs of a row whose look is not the terminal's own.
  private static func runs(of frame: Frame, row: Int, color: ColorMode) -> [Run] {
    var runs: [Run] = []
    var start = 0
    while start < frame.size.columns {
      let style = frame[start, row].style
      var end = start + 1
      while end < frame.size.columns, frame[end, row].style == style { end += 1 }
      let shown = style.reduced(to: color)
      if shown != .plain {
        runs.append(
          Run(
            row: row, column: start, length: end - start, foreground: name(shown.foreground),
            background: name(shown.background), attributes: names(shown.attributes)))
      }
      start = end
    }
    return runs
  }

  private static func name(_ color: Color) -> String {
    switch color {
    case .terminal: "terminal"
    case .indexed(let index): "\(index)"
    case .rgb(let red, let green, let blue):
      "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  private static func names(_ attributes: Style.Attributes) -> [String] {
    let all: [(Style.Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
    ]
    return all.filter { attributes.contains($0.0) }.map(\.1)
  }
}
