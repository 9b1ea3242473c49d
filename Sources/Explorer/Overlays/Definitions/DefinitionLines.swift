import Diagnostics
import Plotting

/// The text of the definitions in lines.
struct DefinitionLines {
  /// A line; headings stand out.
  struct Line: Equatable {
    let text: String
    let isHeading: Bool
  }

  /// The lines from the top.
  let lines: [Line]

  /// The inside of the overlay's box.
  static func room(in body: Rect) -> Rect {
    body.centered(columns: 100, rows: body.rows).inset(by: 1)
  }

  init(_ diagnosis: Diagnosis?, columns: Int) {
    var lines: [Line] = []
    func add(_ heading: String, _ texts: [String]) {
      lines.append(Line(text: " " + heading, isHeading: true))
      for text in texts {
        lines += text.wrapped(to: max(1, columns - 4)).map {
          Line(text: "   " + $0, isHeading: false)
        }
      }
    }
    for definition in MetricDefinition.all {
      let value = diagnosis?.metric(definition.key)
      let number = value?.value.map { " = " + ScoreLines.text($0, definition) } ?? ""
      let own = diagnosis?.unit(of: definition) ?? definition.unit
      let unit = own.isEmpty || number.isEmpty ? "" : " " + own
      let reason = value?.reason.map { ["Not measured: \($0)."] } ?? []
      add(
        "\(definition.title)\(number)\(unit)  (\(definition.key)\(definition.better.words))",
        [definition.definition] + reason)
    }
    for kind in DiagnosisMatrix.allCases {
      add("\(kind.title)  (\(kind.rawValue))", [kind.definition])
    }
    add("R2 by kNN  (r2_by_neighbors)", [FactorPrediction.definition])
    add(
      "KS",
      [
        "The largest distance between the distribution of one draw per posterior and the prior's: 0 is "
          + "equal, and 1.36 / sqrt(n) is exceeded one time in twenty by draws of the prior itself."
      ])
    self.lines = lines
  }
}

extension MetricDefinition.Direction {
  /// Which way is better, after a comma.
  fileprivate var words: String {
    switch self {
    case .higher: ", higher is better"
    case .lower: ", lower is better"
    case .neither: ""
    }
  }
}
