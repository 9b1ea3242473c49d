import Storage

extension StoredArrays {
  /// Other arrays with properties of the points.
  struct Companions {
    /// One per array of numbers or texts.
    var columns: [TableColumn] = []
    /// The arrays that are left out, a sentence each.
    var notes: [String] = []
  }

  /// The arrays with one value per point.
  ///
  /// - Parameters:
  ///   - points: The array of the points.
  ///   - count: How many points there are.
  /// - Returns: The arrays as columns, with notes on those left out.
  /// - Throws: ``MapError`` when an array cannot be read.
  func companions(of points: Entry, count: Int) throws(MapError) -> Companions {
    var companions = Companions()
    for entry in entries
    where entry.name != points.name && entry.shape.first == count
      && entry.shape.dropFirst().allSatisfy({ $0 == 1 })
    {
      if let values = try values(of: entry) {
        companions.columns.append(TableColumn(name: entry.name, values: values))
      } else {
        companions.notes.append(
          "array \(entry.name) has the type \(entry.typeName) and was left out")
      }
    }
    companions.notes = TableRoles.bounded(companions.notes)
    return companions
  }

  /// The values of an array, whole numbers that a double does not hold exactly as texts; `nil` for neither numbers
  /// nor texts.
  private func values(of entry: Entry) throws(MapError) -> TableColumn.Values? {
    let isLong = entry.elementType == .int64 || entry.elementType == .uint64
    if entry.holdsTexts || isLong,
      let column = try reading({ () throws(StorageError) in try columns(entry) }).first
    {
      return TableColumn.Values(column.values)
    }
    return entry.elementType == nil ? nil : .numbers(try self.values(entry).numbers())
  }
}
