/// An overlay with a text field.
protocol TypedOverlay: Overlay {
  /// The text field.
  var field: TextField { get set }
  /// Called when the text has changed; a selection in a list is reset.
  mutating func textChanged()
}

extension TypedOverlay {
  var textField: TextField? { field }

  func edited(to field: TextField) -> Self {
    var edited = self
    edited.field = field
    if field.text != self.field.text { edited.textChanged() }
    return edited
  }

  mutating func textChanged() {}
}

extension TypedOverlay where Self: ListOverlay {
  mutating func textChanged() { line = 0 }
}
