/// A storage inside of a plain pickle: bytes that are a legacy file of their own, as `pickle.dump` of a state dict writes them.
struct TorchPickledStorage {
  /// The most values of a pickle that names one storage.
  private static let valueLimit = 256

  let kind: TorchElements.Kind?
  let storage: TorchStorage

  /// Reads the storage; `nil` for a value of another kind.
  init?(_ value: PickleValue, in file: TorchFile) throws(StorageError) {
    guard let (name, object) = file.document.record(value),
      name == "torch.storage._load_from_bytes",
      let bytes = file.document.elements(object.arguments)?.first
    else { return nil }
    switch bytes {
    case .data(let range) where file.container == .pickle:
      let parts = try file.contents.withUnsafeBytes { all throws(StorageError) in
        try Self.parts(UnsafeRawBufferPointer(rebasing: all[..<range.upperBound]), range, file.path)
      }
      guard let parts else { return nil }
      self = parts
    default:
      guard let bytes = file.document.bytes(bytes) else { return nil }
      let parts = try bytes.withUnsafeBufferPointer { all throws(StorageError) in
        try Self.parts(UnsafeRawBufferPointer(all), all.indices, file.path)
      }
      guard let parts, case .file(let range) = parts.storage.source else { return nil }
      (kind, storage) = (parts.kind, TorchStorage(source: .memory(Array(bytes[range]))))
    }
  }

  private init(kind: TorchElements.Kind?, storage: TorchStorage) {
    (self.kind, self.storage) = (kind, storage)
  }

  private static func parts(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ path: String
  ) throws(StorageError) -> TorchPickledStorage? {
    let parts = try TorchLegacy.parts(
      bytes, from: range.lowerBound, path: path, valueLimit: valueLimit)
    let document = parts.document
    guard let object = document.object(document.root), object.kind == .persistent,
      let identifier = TorchPersistentStorage(object.arguments, in: document),
      let storage = parts.storages[identifier.view?.key ?? identifier.key]
    else { return nil }
    return TorchPickledStorage(kind: identifier.kind, storage: storage)
  }
}
