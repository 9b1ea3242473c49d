/// What a persistent identifier of PyTorch says of a storage: `("storage", type, key, device, count)`, in legacy files also a view of it.
struct TorchPersistentStorage {
  /// A part of the storage that has a key of its own.
  struct View {
    let key: String
    let offset: Int
    let count: Int
  }

  /// `nil` for a storage of bytes whose tensors say the type.
  let kind: TorchElements.Kind?
  let key: String
  let count: Int
  let view: View?

  /// Reads an identifier; `nil` for one of something else.
  init?(_ identifier: PickleValue, in document: PickleDocument) {
    guard let parts = document.elements(identifier), parts.count >= 5,
      parts[0] == .text("storage"), case .global(let type) = parts[1],
      case .text(let key) = parts[2], case .integer(let count) = parts[4], count >= 0
    else { return nil }
    let kind = TorchElements.kind(ofStorage: type)
    guard kind != nil || type == "torch.storage.UntypedStorage" else { return nil }
    (self.kind, self.key, self.count) = (kind, key, count)
    view = parts.count > 5 ? Self.view(parts[5], in: document) : nil
  }

  private static func view(_ value: PickleValue, in document: PickleDocument) -> View? {
    guard let parts = document.elements(value), parts.count == 3, case .text(let key) = parts[0],
      case .integer(let offset) = parts[1], case .integer(let count) = parts[2]
    else { return nil }
    return View(key: key, offset: offset, count: count)
  }

  /// All storages that a pickle names.
  private static func all(in document: PickleDocument) -> [TorchPersistentStorage] {
    document.objects.compactMap { object in
      object.kind == .persistent ? Self(object.arguments, in: document) : nil
    }
  }

  /// The element types by the keys of the storages.
  static func kinds(in document: PickleDocument) -> [String: TorchElements.Kind] {
    let bytes = TorchElements.Kind(.uint8)
    return Dictionary(
      all(in: document).map { ($0.key, $0.kind ?? bytes) }, uniquingKeysWith: { first, _ in first })
  }

  /// Adds the views of storages under their own keys.
  static func withViews(
    _ storages: [String: TorchStorage], in document: PickleDocument
  ) -> [String: TorchStorage] {
    var result = storages
    for storage in all(in: document) {
      guard let view = storage.view, let whole = storages[storage.key], let kind = storage.kind,
        result[view.key] == nil, let range = range(view, of: kind, in: whole)
      else { continue }
      result[view.key] = whole.part(range)
    }
    return result
  }

  private static func range(
    _ view: View, of kind: TorchElements.Kind, in whole: TorchStorage
  ) -> Range<Int>? {
    let stored = whole.byteCount / kind.byteCount
    guard view.offset >= 0, view.count >= 0, view.offset <= stored,
      view.count <= stored - view.offset
    else { return nil }
    return view.offset * kind.byteCount..<(view.offset + view.count) * kind.byteCount
  }
}
