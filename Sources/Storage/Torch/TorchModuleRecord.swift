/// A module of PyTorch or TorchScript in a pickle: an object whose attributes are known, but not what it computes.
struct TorchModuleRecord {
  /// The name of the class, such as `torch.nn.modules.linear.Linear`.
  let className: String
  /// All attributes.
  let attributes: [TorchWalk.Part]
  private let document: PickleDocument

  /// Recognises a module; `nil` for another object.
  init?(_ record: (name: String, object: PickleObject), in file: TorchFile) {
    let isScript = file.container == .script && record.name.hasPrefix("__torch__.")
    guard let attributes = file.document.attributes(record.object),
      isScript || attributes.contains(where: { $0.name == "_modules" })
    else { return nil }
    (className, self.attributes) = (record.name, attributes)
    document = file.document
  }

  /// Parameters, buffers and modules by name, in the order of a state dict.
  var parts: [TorchWalk.Part] {
    guard attributes.contains(where: { $0.name == "_modules" }) else { return attributes }
    return parameters + buffers + modules
  }

  /// The parameters by name, without those that are absent.
  var parameters: [TorchWalk.Part] { entries("_parameters") }
  /// The buffers by name, without those that are absent.
  var buffers: [TorchWalk.Part] { entries("_buffers") }
  /// The modules inside by name, in the order in which they were added.
  var modules: [TorchWalk.Part] { entries("_modules") }

  /// How many entries have to be looked at for the parts.
  var size: Int {
    attributes.reduce(1) { size, attribute in
      guard ["_parameters", "_buffers", "_modules"].contains(attribute.name),
        let object = document.object(attribute.value)
      else { return size }
      return size + object.pairs.count + object.elements.count
    }
  }

  private func entries(_ name: String) -> [TorchWalk.Part] {
    guard let value = attributes.first(where: { $0.name == name })?.value else { return [] }
    return (document.entries(value) ?? []).filter { $0.value != .null }
  }
}
