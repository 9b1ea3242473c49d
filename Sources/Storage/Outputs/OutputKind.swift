import Platform

/// What a file is that a user asked the program to write, and how such a file is known again.
///
/// A safetensors file says it by its metadata, whose keys begin with `latentty.` and the name; a picture by the text of its
/// chunk `Software`; an archive by its comment. Files of numbers alone, `.npy` and `.csv`, have no place for it.
package struct OutputKind: Sendable, Equatable {
  /// The word that stands in the files.
  package let name: String
  /// The kind in words, with its article.
  package let title: String

  /// Creates a kind.
  ///
  /// - Parameters:
  ///   - name: The word that stands in the files: ASCII letters.
  ///   - title: The kind in words, with its article.
  package init(name: String, title: String) {
    precondition(
      !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isLetter }, "OutputKind: name \(name)")
    (self.name, self.title) = (name, title)
  }

  /// Whether a file is of the format that the end of its name tells, and says that this program wrote it as this kind.
  ///
  /// - Parameter path: A regular file; one that cannot be read is not known.
  /// - Returns: Whether it is one.
  func recognizes(_ path: String) -> Bool {
    guard let found = try? FileStart(path: path).signature, path.hasSuffix(".\(found.rawValue)")
    else { return false }
    switch found {
    case .safetensors: return isInMetadata(of: path)
    case .png: return bytes(of: path, at: PNGText.place, count: pngText.count) == pngText
    case .npz: return isAtEnd(of: path)
    case .npy: return false
    }
  }

  /// The words that stand in a picture or an archive.
  var mark: String { "latentty \(name)" }

  /// The chunk that says so in a picture.
  var pngText: [UInt8] { PNGText.chunk(keyword: "Software", text: mark) }

  /// No other kind's keys may be there: a checkpoint describes its data too.
  private func isInMetadata(of path: String) -> Bool {
    guard let keys = try? SafetensorsFile(path: path).metadata.keys else { return false }
    let names = keys.compactMap { key -> Substring? in
      let parts = key.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count > 1 && parts[0] == "latentty" ? parts[1] : nil
    }
    return Set(names) == [name[...]]
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
