import Escaping
import Numerics
import Plotting

/// Entries of folders as lines.
enum FileText {
  private static let kindColumns = 9
  private static let sizeColumns = 8
  private static let ageColumns = 8

  /// Name, type, size and age of an entry; the name keeps at least half of the width, size and age are
  /// dropped first.
  static func line(
    _ entry: FolderEntry, at time: Double, columns: Int, glyphs: GlyphSet
  ) -> String {
    let facts = entry.facts
    let kind =
      facts?.problem != nil
      ? "not read" : facts?.kind.map(Self.word) ?? (entry.isFolder ? "folder" : "")
    let cells = [
      (kind, kindColumns, TextAlignment.left),
      (facts?.byteCount.map { size($0) } ?? "", sizeColumns, .right),
      (facts?.modified.map { age(time - $0) } ?? "", ageColumns, .right),
    ]
    var room = columns / 2
    let shown = cells.prefix { cell in
      room -= cell.1 + 1
      return room >= 0
    }
    let rest = shown.reduce(0) { $0 + $1.1 + 1 }
    let name = entry.name.escaped + (entry.isFolder ? "/" : "")
    return shown.reduce(name.fitted(to: max(0, columns - rest), glyphs: glyphs)) { line, cell in
      line + " " + cell.0.fitted(to: cell.1, alignment: cell.2, glyphs: glyphs)
    }
  }

  /// A kind in a word for the list; the status line has the kind in full.
  private static func word(_ kind: String) -> String {
    switch kind {
    case "archive": "n arrays"
    case "unmapped": "no points"
    case "training_state": "state"
    default: kind
    }
  }

  /// The number of entries, and of those omitted.
  static func counts(_ files: FilesState) -> String {
    guard let listing = files.listing else { return "" }
    let hidden = files.hiddenCount
    return "\(files.shown.count)" + (hidden > 0 ? " of \(listing.entries.count), a all" : "")
      + (listing.omittedCount > 0 ? ", \(listing.omittedCount) left out" : "")
  }

  /// The effect of opening a file.
  static func action(kind: String, _ command: String) -> String {
    switch command {
    case "explore": "Explore"
    case "map": kind == "data" ? "beside the model, or Map" : "Map"
    case "watch": "Train"
    default: "nothing here; latentty \(command)"
    }
  }

  /// Bytes in powers of 1000, with three digits.
  static func size(_ bytes: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    var (value, unit) = (Double(bytes), 0)
    while value >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
    return NumberText.compact(value) + " " + units[unit]
  }

  /// Seconds in the largest whole unit.
  static func age(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 1 else { return "now" }
    let units: [(seconds: Double, name: String)] = [
      (31_556_952, "y"), (2_629_746, "mo"), (86_400, "d"), (3600, "h"), (60, "min"), (1, "s"),
    ]
    guard let unit = units.first(where: { seconds >= $0.seconds }) else { return "now" }
    return "\(Int(clamping: seconds / unit.seconds, to: 0...1_000_000)) \(unit.name)"
  }
}
