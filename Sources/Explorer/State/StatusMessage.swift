import Escaping

/// The last message.
struct StatusMessage: Sendable, Equatable {
  /// The type of a message.
  enum Kind: Sendable {
    /// Something was done.
    case done
    /// Something could not be done.
    case failed
    /// A question, answered by the next key.
    case question
    /// A notice that stays when something is opened.
    case notice
  }

  /// The type.
  let kind: Kind
  /// One line, with control characters escaped.
  let text: String

  private init(kind: Kind, text: String) {
    self.kind = kind
    self.text = text.escaped
  }

  /// Something was done.
  static func done(_ text: String) -> StatusMessage { StatusMessage(kind: .done, text: text) }
  /// A question, answered by the next key.
  static func question(_ text: String) -> StatusMessage {
    StatusMessage(kind: .question, text: text)
  }
  /// A notice that stays when something is opened.
  static func notice(_ text: String) -> StatusMessage { StatusMessage(kind: .notice, text: text) }
  /// Something could not be done.
  static func failed(_ text: String) -> StatusMessage { StatusMessage(kind: .failed, text: text) }
}
