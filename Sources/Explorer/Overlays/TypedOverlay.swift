/// An overlay with a text field, which takes what is typed.
protocol TypedOverlay: Overlay {
  /// What is typed.
  var field: TextField { get set }
  /// Follows another text; the choice in a list starts over.
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
