import Escaping
import Plotting
import Storage

extension FileReport {
  /// The longest text of `__metadata__` that is shown whole.
  private static let longestMetadata = 200

  /// The report for people: a summary, a line for every tensor, and the metadata.
  var lines: [String] {
    let names = tensors.map(\.name.escaped)
    let width = min(48, names.map { $0.columns(glyphs: .ascii) }.max() ?? 0)
    let rows = zip(names, tensors).map { name, tensor in
      "  \(Self.padded(name, width))  \(Self.padded(tensor.type, 4))  \(tensor.shape)"
        + (tensor.role.map { "  \($0)" } ?? "")
    }
    let texts = metadata.sorted { $0.key < $1.key }.map { name, text in
      "  \(name): \(Self.shortened(text.escaped))"
    }
    let model = checkpoint.map { ["checkpoint"] + $0.lines } ?? []
    return [heading] + rows + (texts.isEmpty ? [] : ["metadata"] + texts) + model
  }

  private var heading: String {
    let elementCount = tensors.reduce(0) { $0 + $1.elementCount }
    return "\(path): \(summary), \(byteCount) bytes, "
      + "\(tensors.count) \(tensors.count == 1 ? "tensor" : "tensors"), "
      + "\(Int(exactly: elementCount).map(String.init) ?? "\(elementCount)") "
      + (elementCount == 1 ? "element" : "elements")
  }

  private static func shortened(_ text: String) -> String {
    guard text.count > longestMetadata else { return text }
    return text.prefix(longestMetadata) + "… (\(text.count) characters, all with --json)"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.columns(glyphs: .ascii)))
  }
}
