import Contents
import Escaping
import Explorer
import Platform
import Storage

extension FileFacts {
  /// Inspects a file or folder; the first bytes of a regular file are read, other files are not opened.
  init(of path: String) {
    self.init()
    var status = stat()
    guard stat(FileName.cString(path), &status) == 0 else {
      problem = String(cString: strerror(errno))
      return
    }
    modified = Double(status.st_mtim.tv_sec)
    let kind = status.st_mode & S_IFMT
    if kind == S_IFREG { byteCount = Int(truncatingIfNeeded: status.st_size) }
    guard kind == S_IFREG || kind == S_IFDIR else { return }
    do throws(StorageError) {
      if let found = try ContentKind.of(path: path) {
        (self.kind, phrase, command) = (found.name, found.phrase, found.invocation)
      }
      summary = try FileSummary.text(path, isFolder: kind == S_IFDIR)
    } catch {
      problem = error.description
    }
  }
}

/// A one-line summary of the content of a file, from its first bytes.
enum FileSummary {
  private static let longest = 200
  private static let shownArrays = 4

  static func text(_ path: String, isFolder: Bool) throws(StorageError) -> String {
    guard !isFolder else { return "" }
    let start = try FileStart(path: path)
    switch start.signature {
    case .safetensors: return try tensors(path)
    case .npz: return start.arrayNames.prefix(shownArrays).joined(separator: ", ").escaped
    case .npy: return header(start)
    default: return start.signature == nil && start.isText ? firstLine(start) : ""
    }
  }

  /// The first tensors with their shapes; of a checkpoint the most informative ones.
  private static func tensors(_ path: String) throws(StorageError) -> String {
    let entries = try SafetensorsFile(path: path).entries
    let telling = ["samples", "factors", "gallery.samples", "statistics.mean"]
    let known = telling.compactMap { name in entries.first { $0.name == name } }
    let shown = known.isEmpty ? Array(entries.prefix(shownArrays)) : known
    let rest = entries.count - shown.count
    return
      (shown.map { "\($0.name) \($0.shape)" } + (rest > 0 ? ["\(rest) more"] : []))
      .joined(separator: ", ").escaped
  }

  /// The header of a NumPy array.
  private static func header(_ start: FileStart) -> String {
    let text = String(decoding: start.bytes.prefix(longest), as: UTF8.self)
    guard let first = text.firstIndex(of: "{"), let last = text.firstIndex(of: "}") else {
      return ""
    }
    return first < last ? String(text[first...last]).escaped : ""
  }

  private static func firstLine(_ start: FileStart) -> String {
    let line =
      start.bytes.prefix(longest).split(omittingEmptySubsequences: true) {
        $0 == 0x0A || $0 == 0x0D
      }.first ?? []
    return String(decoding: line, as: UTF8.self).escaped
  }
}
