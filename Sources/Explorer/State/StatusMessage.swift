import Escaping

/// The last thing that the program said.
struct StatusMessage: Sendable, Equatable {
  /// How much it matters.
  enum Kind: Sendable {
    /// Something was done.
    case done
    /// Something could not be done.
    case failed
    /// The next key answers.
    case question
    /// Something that the user should know, whatever opens meanwhile.
    case notice
  }

  /// How much it matters.
  let kind: Kind
  /// One line, escaped.
  let text: String

  private init(kind: Kind, text: String) {
    self.kind = kind
    self.text = text.escaped
  }

  /// Something was done.
  static func done(_ text: String) -> StatusMessage { StatusMessage(kind: .done, text: text) }
  /// The next key answers.
  static func question(_ text: String) -> StatusMessage {
    StatusMessage(kind: .question, text: text)
  }
  /// Something that the user should know, whatever opens meanwhile.
  static func notice(_ text: String) -> StatusMessage { StatusMessage(kind: .notice, text: text) }
  /// Something could not be done.
  static func failed(_ text: String) -> StatusMessage { StatusMessage(kind: .failed, text: text) }
}
