/// A region of a frame that does something when it is pointed at.
package struct Offer: Sendable, Equatable {
  /// The cells.
  package let rect: Rect
  /// The name of the command.
  package let command: String
  /// What the command is told; empty for nothing.
  package var argument: String
  /// Whether the argument ends in the place of the cell, column and row from the top left of the region.
  let tellsPlace: Bool
}

extension Frame {
  /// Makes a region answer to pointing; what was offered there before is hidden.
  ///
  /// - Parameters:
  ///   - rect: The cells.
  ///   - command: The name of the command.
  ///   - argument: What the command is told; empty for nothing.
  package mutating func offer(_ rect: Rect, command: String, argument: String = "") {
    guard !rect.isEmpty else { return }
    offers.append(Offer(rect: rect, command: command, argument: argument, tellsPlace: false))
  }

  /// Makes every cell of a region answer to pointing with its own place.
  ///
  /// - Parameters:
  ///   - rect: The cells.
  ///   - command: The name of the command; it is told the prefix, the column, a comma and the row, from the top left of
  ///     the region.
  ///   - prefix: What the argument begins with.
  package mutating func offerPlaces(in rect: Rect, command: String, prefix: String = "") {
    guard !rect.isEmpty else { return }
    offers.append(Offer(rect: rect, command: command, argument: prefix, tellsPlace: true))
  }

  /// Hides all that was offered so far, as what lies over the screen and takes the keys does.
  package mutating func withdrawOffers() {
    offers.removeAll()
  }

  /// The topmost offer at a cell, with the argument for this cell; `nil` where there is none.
  package func offer(column: Int, row: Int) -> Offer? {
    let found = offers.last { offer in
      (offer.rect.column..<offer.rect.endColumn).contains(column)
        && (offer.rect.row..<offer.rect.endRow).contains(row)
    }
    guard var offer = found, offer.tellsPlace else { return found }
    offer.argument += "\(column - offer.rect.column),\(row - offer.rect.row)"
    return offer
  }
}
