import Maps
import Plotting

/// What the points of a map are coloured by.
struct MapPaint {
  /// What tells the points apart.
  let colors: ScatterColors
  /// The letters of the classes; empty without classes.
  let letters: [Character]
  /// What the colours mean, in words without the letters; empty without colours.
  let legend: String
  private let names: [String]

  /// Colours by a column, or by nothing.
  init(_ column: MapColumn?) {
    guard let column else {
      (colors, letters, legend, names) = (.uniform, [], "", [])
      return
    }
    let unit = column.unit.isEmpty ? "" : " \(column.unit)"
    switch column.values {
    case .categories(let names, let indices):
      let shown = min(names.count, ScatterColors.classLimit)
      colors = .classes(
        indices: indices.map { UInt8(min($0, shown)) }, count: shown, hidden: 0)
      letters = CategoricalPalette.letters(for: Array(names.prefix(shown)))
      self.names = Array(names.prefix(shown))
      legend =
        "colour: \(column.name)\(unit)"
        + (shown < names.count ? ", the first \(shown) of \(names.count) classes" : "")
    case .continuous(let values):
      let known = values.filter(\.isFinite)
      let (low, high) = (known.min() ?? 0, known.max() ?? 0)
      let width = high > low ? high - low : 1
      colors = .values(values.map { $0.isFinite ? Float(($0 - low) / width) : .nan })
      letters = []
      names = []
      legend =
        "colour: \(column.name) from \(NumberText.compact(low)) (0) to \(NumberText.compact(high))\(unit) (9)"
    }
  }

  /// The classes with their letters, as one text; empty without classes.
  var classes: String {
    zip(letters, names).map { "\($0) \($1)" }.joined(separator: "  ")
  }
}
