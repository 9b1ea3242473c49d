package import TestSupport

/// A reader that takes any bytes: it may refuse them with an error, and nothing else.
///
/// The same table serves the fuzzer, which looks for bytes that break a reader, and the suite, which replays those that once did.
package struct FuzzTarget: Sendable {
  /// The name, also that of the folder with its corpus.
  package let name: String
  private let body: @Sendable (FuzzInput, TemporaryFolder) throws -> Void

  init(_ name: String, _ body: @escaping @Sendable (FuzzInput, TemporaryFolder) throws -> Void) {
    (self.name, self.body) = (name, body)
  }

  /// Gives bytes to the reader; ends the process when it does not keep its word.
  ///
  /// - Parameters:
  ///   - bytes: What the reader reads, or what a file around it is made of.
  ///   - folder: Where files go; empty before and after.
  /// - Returns: Whether the reader made something of the bytes, or refused them with an error.
  @discardableResult
  package func run(_ bytes: [UInt8], in folder: TemporaryFolder) -> Bool {
    defer { folder.empty() }
    return attempt { try body(FuzzInput(bytes), folder) }
  }

  /// The targets.
  package static let all =
    storage + archives + torch + interchange + stateDicts + checkpoints + datasets + foreignData
    + recipes + runs + points + keys

  /// The target with a name.
  package static func named(_ name: String) -> FuzzTarget? {
    all.first { $0.name == name }
  }
}

/// Runs a reader and tells whether it threw no error; of an error the text is made too.
@discardableResult
func attempt(_ body: () throws -> Void) -> Bool {
  do {
    try body()
    return true
  } catch {
    precondition(!"\(error)".isEmpty, "an error of \(type(of: error)) says nothing")
    return false
  }
}
