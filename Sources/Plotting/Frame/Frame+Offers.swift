/// A region of a frame that does something when it is pointed at.
package struct Offer: Sendable, Equatable {
  /// The cells.
  package let rect: Rect
  /// The name of the command.
  package let command: String
  /// What the command is told; empty for nothing.
  package let argument: String
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
    offers.append(Offer(rect: rect, command: command, argument: argument))
  }

  /// Hides all that was offered so far, as what lies over the screen and takes the keys does.
  package mutating func withdrawOffers() {
    offers.removeAll()
  }

  /// The topmost offer at a cell; `nil` where there is none.
  package func offer(column: Int, row: Int) -> Offer? {
    offers.last { offer in
      (offer.rect.column..<offer.rect.endColumn).contains(column)
        && (offer.rect.row..<offer.rect.endRow).contains(row)
    }
  }
}
