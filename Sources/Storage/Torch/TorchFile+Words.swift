extension TorchFile {
  /// What to do where a file has no model that can be read.
  package static let exportAdvice =
    "export it with torch.onnx.export(decoder.eval(), (torch.zeros(1, L),), \"decoder.onnx\")"

  /// What the file is, for people, such as `PyTorch, zip, 16 tensors`.
  package var words: String { "\(container.rawValue), \(contentWords)" }

  /// What the pickle makes, for people.
  package var contentWords: String {
    var weights = TorchWeights(self)
    let count = (try? weights.collect(document.root).count) ?? 0
    let tensors = Self.tensors(count)
    guard let className else { return count == 0 ? words(of: document.root) : tensors }
    return count == 0 ? "an object of \(className)" : "a module of \(className), \(tensors)"
  }

  /// A number of tensors in words.
  static func tensors(_ count: Int) -> String { count == 1 ? "1 tensor" : "\(count) tensors" }

  /// The class of the object in the file, if it is one of a class that is no dictionary.
  package var className: String? {
    document.entries(document.root) == nil ? document.record(document.root)?.name : nil
  }

  /// What a value is, for people.
  func words(of value: PickleValue) -> String {
    switch value {
    case .null: "None"
    case .bool: "a truth value"
    case .integer, .largeInteger, .number: "a number"
    case .text: "a text"
    case .bytes(let bytes): "\(bytes.count) bytes"
    case .data(let range): "\(range.count) bytes"
    case .global(let name): "the name \(name)"
    case .object(let index): words(of: document.objects[index], value)
    }
  }

  private func words(of object: PickleObject, _ value: PickleValue) -> String {
    let count = object.elements.count + object.pairs.count
    switch object.kind {
    case .list, .tuple, .dictionary, .set: return "\(object.kind.rawValue) of \(count)"
    case .persistent: return object.kind.rawValue
    case .record:
      guard let name = document.record(value)?.name else { return "the result of a call" }
      if let array = NumPyArrayRecord(value, in: document) { return array.words }
      return count > 0 ? "\(name) of \(count)" : name
    }
  }
}
