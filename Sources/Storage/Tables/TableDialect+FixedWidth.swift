extension TableDialect {
  /// Cuts a line into columns of fixed width.
  ///
  /// A text may extend from a column into the blanks after it, or before the next, as long as one blank is left
  /// between two columns; a line without one gives a single field, which is not a row of the table.
  static func cut(
    _ text: UnsafePointer<UInt8>, _ line: Range<Int>, _ columns: [Range<Int>],
    into cells: inout [TableCell]
  ) {
    let firstCell = cells.count
    var place = line.lowerBound
    var character = 0
    var start = place
    for (index, column) in columns.enumerated() {
      let next = index + 1 < columns.count ? columns[index + 1].lowerBound : Int.max
      advance(text, &place, &character, to: column.upperBound, end: line.upperBound)
      var cut = place
      if next == Int.max {
        cut = line.upperBound
      } else if place < line.upperBound {
        while cut < line.upperBound, character < next, !isBlank(text[cut]) {
          advance(text, &cut, &character, to: character + 1, end: line.upperBound)
        }
        guard character < next || cut == line.upperBound else {
          cells.removeSubrange(firstCell...)
          return cells.append(TableCell(NumberNotation.trimmed(text, line)))
        }
      }
      cells.append(TableCell(NumberNotation.trimmed(text, start..<cut)))
      (start, place) = (cut, cut)
    }
  }

  /// Moves over characters, of one to four bytes each.
  private static func advance(
    _ text: UnsafePointer<UInt8>, _ place: inout Int, _ character: inout Int, to goal: Int, end: Int
  ) {
    while character < goal, place < end {
      place += 1
      while place < end, text[place] & 0xC0 == 0x80 { place += 1 }
      character += 1
    }
  }

  /// The columns that are not blank on some line; between two of them all lines are blank.
  static func columns(_ text: UnsafePointer<UInt8>, _ lines: [Range<Int>]) -> [Range<Int>] {
    var isUsed: [Bool] = []
    for line in lines {
      var (place, character) = (line.lowerBound, 0)
      while place < line.upperBound {
        if character == isUsed.count { isUsed.append(false) }
        if !isBlank(text[place]) { isUsed[character] = true }
        advance(text, &place, &character, to: character + 1, end: line.upperBound)
      }
    }
    var columns: [Range<Int>] = []
    var start: Int?
    for (place, used) in (isUsed + [false]).enumerated() {
      if used, start == nil { start = place }
      if !used, let first = start {
        columns.append(first..<place)
        start = nil
      }
    }
    return columns
  }
}
