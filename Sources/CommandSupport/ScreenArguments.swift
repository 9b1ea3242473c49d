import ArgumentParser
package import Plotting

/// How many colours are used, as named on the command line.
package enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case trueColor = "24bit"
  case palette256 = "256"
  case ansi16 = "16"
  case mono

  /// The mode; `nil` leaves the choice to the terminal.
  package var mode: ColorMode? { ColorMode(rawValue: rawValue) }
}

/// The extent of a screen as `COLUMNSxROWS`.
package struct ScreenSize: RuledArgument {
  /// The rule of extents.
  package static let expected = "COLUMNSxROWS, each from 1 to 1000"

  /// The extent, each side from 1 to 1000.
  package let size: Size

  /// Creates an extent.
  package init(columns: Int, rows: Int) {
    size = Size(columns: columns, rows: rows)
  }

  /// Reads an extent; `nil` if the text is not one.
  package init?(argument: String) {
    let sides = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let columns = sides[0], let rows = sides[1],
      (1...1000).contains(columns), (1...1000).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }
}
