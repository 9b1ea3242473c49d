import Platform

/// The kind of an output file, and how such a file is recognised later.
///
/// A safetensors file records it in its metadata, with keys that begin with `latentty.` and the name; a picture in
/// the text of its chunk `Software`; an archive in its comment. Files of numbers alone, `.npy` and `.csv`, cannot
/// record it.
package struct OutputKind: Sendable, Equatable {
  /// The word written in the files.
  package let name: String
  /// The kind in words, with its article.
  package let title: String
  private let isAlone: Bool

  /// Creates a kind.
  ///
  /// - Parameters:
  ///   - name: The word written in the files: ASCII letters.
  ///   - title: The kind in words, with its article.
  ///   - isAlone: Whether a safetensors file of this kind has no keys of another.
  package init(name: String, title: String, isAlone: Bool = true) {
    precondition(
      !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isLetter }, "OutputKind: name \(name)")
    (self.name, self.title, self.isAlone) = (name, title, isAlone)
  }

  /// Whether a file has the format of its extension, and records that this program wrote it as this kind.
  ///
  /// - Parameter path: A regular file; one that cannot be read is not recognised.
  /// - Returns: Whether it is one.
  func recognizes(_ path: String) -> Bool {
    guard let found = try? FileStart(path: path).signature, path.hasSuffix(".\(found.rawValue)")
    else { return false }
    switch found {
    case .safetensors: return isInMetadata(of: path)
    case .png: return bytes(of: path, at: PNGText.place, count: pngText.count) == pngText
    case .npz: return isAtEnd(of: path)
    default: return false
    }
  }

  /// The text recorded in a picture or an archive.
  var mark: String { Self.program + name }

  private static let program = "latentty "

  /// The name in the comment at the end of an archive; `nil` where there is none of this program.
  static func markedName(atEndOf bytes: [UInt8]) -> String? {
    let name = bytes.reversed().prefix {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
    }
    guard !name.isEmpty, bytes.dropLast(name.count).reversed().starts(with: program.utf8.reversed())
    else { return nil }
    return String(decoding: name.reversed(), as: UTF8.self)
  }

  /// The chunk that records it in a picture.
  var pngText: [UInt8] { PNGText.chunk(keyword: "Software", text: mark) }

  /// No keys of another kind may be present where the kind is alone, because a checkpoint describes its data too.
  private func isInMetadata(of path: String) -> Bool {
    guard let keys = try? SafetensorsFile(path: path).metadata.keys else { return false }
    let names = keys.compactMap { key -> Substring? in
      let parts = key.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count > 1 && parts[0] == "latentty" ? parts[1] : nil
    }
    return isAlone ? Set(names) == [name[...]] : names.contains(name[...])
  }

  private func isAtEnd(of path: String) -> Bool {
    let comment = Array(mark.utf8)
    guard let status = try? FileStatus(path: path) else { return false }
    let place = status.byteCount - comment.count
    return place >= 0 && bytes(of: path, at: place, count: comment.count) == comment
  }

  private func bytes(of path: String, at place: Int, count: Int) -> [UInt8]? {
    guard let file = try? FileDescriptor(path: path, flags: O_RDONLY | O_NONBLOCK) else {
      return nil
    }
    return try? file.read(count: count, at: place)
  }
}
