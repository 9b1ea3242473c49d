import Diagnostics
import Escaping
import Plotting

/// What a scan found, a row per value.
struct ScanReport: Encodable {
  /// One run.
  struct Row: Encodable {
    let value: String
    let run: String
    let sampleCount: Int
    let latents: Int
    let activeCount: Int
    let divergence: Double?
    let squaredError: Double
    let principalError: Double
    let meanError: Double

    enum CodingKeys: String, CodingKey {
      case value, run, latents
      case sampleCount = "sample_count"
      case activeCount = "active_latents"
      case divergence = "kl_divergence"
      case squaredError = "mse"
      case principalError = "principal_component_mse"
      case meanError = "mean_sample_mse"
    }

    init(_ value: String, run: String, _ assessment: HeldOutAssessment) {
      self.value = value
      self.run = run
      sampleCount = assessment.sampleCount
      latents = assessment.latentCount
      activeCount = assessment.activeCount
      divergence = assessment.divergence
      squaredError = assessment.squaredError
      principalError = assessment.principalError
      meanError = assessment.meanError
    }
  }

  let setting: String
  let unit: String
  var rows: [Row] = []

  /// The rows as a table with the errors as bars; the bar of the mean sample would be full.
  func lines(columns: Int, glyphs: GlyphSet) -> [String] {
    let table = rows.map { row in
      [
        row.value.escaped, "\(row.latents)", "\(row.activeCount)",
        row.divergence.map { NumberText.fixed($0, decimals: 1) } ?? "-",
        NumberText.compact(row.squaredError, digits: 4),
        NumberText.compact(row.principalError, digits: 4),
        NumberText.compact(row.meanError, digits: 4),
      ]
    }
    let heading = [setting.escaped, "latents", "active", "KL/nat", "MSE", "PCA", "mean"]
    let widths = heading.indices.map { column in
      ([heading] + table).map { $0[column].columns(glyphs: glyphs) }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      zip(cells, widths).map { $0.fitted(to: $1, alignment: .right, glyphs: glyphs) }
        .joined(separator: "  ")
    }
    let bar = columns - widths.reduce(0) { $0 + $1 + 2 }
    var lines = [line(heading) + (bar > 0 ? "  MSE over that of the mean sample" : "")]
    for (row, cells) in zip(rows, table) {
      let share = Float(row.squaredError / row.meanError)
      lines.append(
        line(cells) + "  "
          + HorizontalBar.text(fraction: share, columns: max(0, bar), glyphs: glyphs))
    }
    let unit = unit.isEmpty ? "" : ", in \(unit)^2"
    let count = rows.first?.sampleCount ?? 0
    lines.append("errors on \(count) test samples\(unit); PCA has as many components as latents")
    return lines
  }
}
