/// The field for a value: what is typed and what is wrong with it.
struct ValueState: Sendable {
  /// The latent that takes the value unless another is named.
  let latent: Int
  /// What is typed.
  private(set) var field = TextField()
  /// Why the text was not taken; `nil` until enter was pressed on it.
  var complaint: String?

  init(latent: Int) {
    self.latent = latent
  }

  /// The field with another text; what was wrong with the old one is forgotten.
  func edited(to field: TextField) -> ValueState {
    var value = self
    if field.text != self.field.text { value.complaint = nil }
    value.field = field
    return value
  }
}

extension ExplorerState {
  /// The field for a value, if it is the topmost overlay.
  var valueField: ValueState? {
    get {
      guard case .value(let value) = overlays.last else { return nil }
      return value
    }
    set {
      guard let newValue, valueField != nil else { return }
      overlays[overlays.count - 1] = .value(newValue)
    }
  }
}
