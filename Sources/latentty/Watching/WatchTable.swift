import Escaping
import Plotting
import Runs

/// Runs as a table of text: a line for each, below it what to look at, at the end what was not read.
struct WatchTable {
  let report: WatchReport
  /// Those that the texts are measured by.
  let glyphs: GlyphSet

  /// The most figures in a line.
  static let figureLimit = 4

  /// The table, line by line.
  var lines: [String] {
    let rows =
      [["run", "format", "state", "step", "last values"]]
      + report.runs.map { run in
        [
          run.shownName, run.format, run.stateText, run.step?.description ?? "-",
          figures(of: run),
        ].map(\.escaped)
      }
    let widths = (0..<4).map { column in
      rows.map { $0[column].columns(glyphs: glyphs) }.max() ?? 0
    }
    var lines: [String] = []
    for (index, row) in rows.enumerated() {
      let cells = row.enumerated().map { column, cell in
        column < 4 ? cell.fitted(to: widths[column], glyphs: glyphs) : cell
      }
      lines.append(cells.joined(separator: "  "))
      if index > 0 { lines += remarks(on: report.runs[index - 1]) }
    }
    lines += report.notes.map { "- \($0.path): \($0.reason)" }
    return lines
  }

  private func remarks(on run: WatchedRun) -> [String] {
    run.alerts.map { "  ! \($0.text)" } + run.notes.map { "  - \($0)" }
  }

  private func figures(of run: WatchedRun) -> String {
    let shown = run.series.map { "\($0.name) \($0.lastText)" }
    let rest = run.figureCount - shown.count
    return (shown + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "  ")
  }
}
