import Diagnostics
import Plotting

/// The errors of filled holes as text of at most 80 columns.
struct InpaintingText {
  /// The lines from the top.
  let lines: [String]

  private static let nameColumns = 26
  private static let cellColumns = 18
  private static let shownIterations = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

  init(_ study: InpaintingStudy) {
    let unit = study.unit.isEmpty ? "" : ", \(study.unit)^2"
    var lines = [
      "\(study.model): holes in \(study.samples)",
      "filled from \(study.reference)",
      "mean squared error in the hole\(unit), +- standard error over samples", "",
      Self.row("rows and columns missing", study.holes.map { "\($0.size)" }),
    ]
    for method in InpaintingStudy.Method.allCases where method != .model {
      let cells = study.holes.compactMap { $0.errors[method].map(Self.text) }
      guard cells.count == study.holes.count else { continue }
      lines.append(Self.row(Self.name(method, study), cells))
    }
    let last = study.settings.iterationCount
    lines += (Self.shownIterations.filter { $0 < last } + [last]).map { iteration in
      Self.row(
        "model, \(iteration) iteration\(iteration == 1 ? "" : "s")",
        study.holes.map { NumberText.compact($0.iterations[iteration - 1], digits: 3) })
    }
    lines += [
      Self.row(
        "model, chosen iteration",
        study.holes.compactMap { $0.errors[.model].map(Self.text) }),
      Self.row(
        "model, best iteration",
        study.holes.map { NumberText.compact($0.leastError, digits: 3) }),
      "", "chosen: where the decoded sample is nearest to the known elements, by sample;",
      "best: where the filling is nearest to the missing ones, for comparison", "",
      Self.row(
        "chosen iteration, mean",
        study.holes.map { NumberText.fixed($0.meanChosenIteration, decimals: 1) }),
      Self.row(
        "chosen before the last",
        study.holes.map { hole in
          let share =
            Double(hole.chosenIterations.count { $0 < last }) / Double(max(study.count, 1))
          return NumberText.fixed(100 * share, decimals: 0) + "%"
        }),
      Self.row(
        "better than the mean for",
        study.holes.compactMap { hole in
          hole.errors[.model].map {
            NumberText.fixed(100 * $0.shareBelowMean, decimals: 0) + "%"
          }
        }),
      Self.row(
        "last change" + (study.unit.isEmpty ? "" : ", \(study.unit)"),
        study.holes.map { NumberText.compact($0.lastChange) }),
    ]
    self.lines = lines
  }

  private static func name(
    _ method: InpaintingStudy.Method, _ study: InpaintingStudy
  ) -> String {
    switch method {
    case .zeros: "zeros"
    case .mean: "mean of the reference"
    case .nearestRow: "nearest row"
    case .nearestSample: "nearest sample"
    case .nearestSamples: "mean of \(study.settings.neighborCount) nearest samples"
    case .model: "model"
    }
  }

  private static func text(_ error: InpaintingStudy.Error) -> String {
    let mean = NumberText.compact(error.mean, digits: 3)
    let deviation = NumberText.compact(error.standardError, digits: 2)
    let spaced = "\(mean) +- \(deviation)"
    return spaced.columns(glyphs: .ascii) < cellColumns ? spaced : "\(mean)+-\(deviation)"
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    let columns = min(cellColumns, (80 - nameColumns) / max(1, cells.count))
    return name.fitted(to: nameColumns, glyphs: .ascii)
      + cells.map { $0.fitted(to: columns, alignment: .right, glyphs: .ascii) }.joined()
  }
}
