import Storage

/// The roles of a table's columns as chosen by the user; the others are inferred from their names and values.
///
/// A column is given by its name, or by its number counted from 0 where none has that name.
package struct ColumnChoice: Sendable, Equatable {
  /// The features, each a column or a range of columns such as `2-5` or `a..d`; `nil` to infer them.
  package var features: [String]?
  /// The column of labels.
  package var label: String?
  /// The column of names or numbers of the rows.
  package var index: String?
  /// The column that points are coloured by, which is then not only a name of the rows.
  package var coloring: String?

  /// Infers everything from the names and values of the columns.
  package init() {}

  /// Whether anything is chosen other than a colour.
  package var isMade: Bool { features != nil || label != nil || index != nil }

  /// The first option that was used.
  var option: String {
    features != nil ? "features" : label != nil ? "label" : "index"
  }

  /// Reads the list of features of a command line: columns and ranges between commas.
  package static func features(argument: String) -> [String] {
    argument.split(separator: ",", omittingEmptySubsequences: false).map { part in
      String(part.trimmed)
    }
  }
}

extension ColumnChoice {
  /// Columns with their roles; `nil` for a numerical one that is not among the chosen features.
  struct Roles {
    var roles: [TableRole?]
    /// The roles that were inferred, one sentence each.
    var notes: [String]
  }

  /// The roles of columns.
  ///
  /// - Parameters:
  ///   - columns: The columns.
  ///   - names: Their names, all different.
  ///   - path: The file for errors.
  ///   - areArrays: Whether they are separate arrays.
  /// - Returns: The roles, with notes on those inferred.
  /// - Throws: ``MapError/noSuchColumn(path:option:expected:found:)``.
  func roles(
    of columns: [TableColumn], names: [String], path: String, areArrays: Bool = false
  ) throws(MapError) -> Roles {
    let guess = TableRoles(of: columns, areArrays: areArrays)
    var roles: [TableRole?] = guess.roles
    var reasons = guess.reasons
    func set(_ column: Int, _ role: TableRole?) {
      roles[column] = role
      reasons[column] = nil
    }
    if let coloring, let column = names.firstIndex(of: coloring),
      roles[column] == .identifier || roles[column] == .index
    {
      set(column, .label)
    }
    if let index { set(try place(of: index, names, option: "index", path), .index) }
    if let label { set(try place(of: label, names, option: "label", path), .label) }
    if let features {
      for column in columns.indices where roles[column] == .feature { set(column, nil) }
      for column in try places(of: features, names, path) {
        guard columns[column].numbers != nil else {
          throw .noSuchColumn(
            path: path, option: "features", expected: "a column of numbers",
            found: "\(names[column]), of texts")
        }
        set(column, .feature)
      }
    }
    return Roles(
      roles: roles, notes: TableRoles.notes(roles: roles, reasons: reasons, names: names))
  }

  private func places(
    of features: [String], _ names: [String], _ path: String
  ) throws(MapError) -> [Int] {
    var places: [Int] = []
    for feature in features {
      if let range = try range(feature, names, path) {
        places += range
      } else {
        places.append(try place(of: feature, names, option: "features", path))
      }
    }
    return places
  }

  /// The columns of `2-5` or `a..d`; `nil` where the text is not a range, or is the name of a column.
  private func range(
    _ text: String, _ names: [String], _ path: String
  ) throws(MapError) -> ClosedRange<Int>? {
    guard !names.contains(text) else { return nil }
    let ends: [String]
    if let dots = text.firstRange(of: "..") {
      ends = [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
    } else {
      ends = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      guard ends.count == 2, ends.allSatisfy({ UInt($0) != nil }) else { return nil }
    }
    let lower = try place(of: ends[0], names, option: "features", path)
    let upper = try place(of: ends[1], names, option: "features", path)
    guard lower <= upper else {
      throw .noSuchColumn(
        path: path, option: "features", expected: "a range that goes up", found: text)
    }
    return lower...upper
  }

  private func place(
    of text: String, _ names: [String], option: String, _ path: String
  ) throws(MapError) -> Int {
    if let place = names.firstIndex(of: text) { return place }
    if text.allSatisfy(\.isASCII), let place = UInt(text), place < names.count {
      return Int(place)
    }
    let shown = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
    throw .noSuchColumn(path: path, option: option, expected: "one of \(shown)", found: text)
  }
}

extension Substring {
  /// The text without blanks at its ends.
  fileprivate var trimmed: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
