import Escaping
import Platform

/// Why a file could not be read or written; the description is one line.
package enum StorageError: Error, Equatable {
  /// The operating system refused `operation` with the given `errno`.
  case system(path: String, operation: String, code: Int32)
  /// The file breaks its format at `place`.
  case malformed(path: String, place: String, expected: String, found: String)
  /// The file is valid, but uses a feature of its format that is not read here.
  case unsupported(path: String, place: String, feature: String)
  /// The file has no tensor called `name`.
  case missingTensor(path: String, name: String, available: [String])
  /// A tensor has another shape than expected; `nil` stands for any extent.
  case shapeMismatch(path: String, tensor: String, expected: [Int?], found: [Int])

  /// The file that the error is about.
  package var path: String {
    switch self {
    case .system(let path, _, _), .malformed(let path, _, _, _), .unsupported(let path, _, _),
      .missingTensor(let path, _, _), .shapeMismatch(let path, _, _, _):
      path
    }
  }
}

extension StorageError: CustomStringConvertible {
  private static let longestPath = 1000

  /// One line that names the file, the place, what was expected and what was found.
  ///
  /// Names inside a file are untrusted, so they are escaped and long texts are cut.
  package var description: String { "\(path.escaped(limit: Self.longestPath)): \(details)" }

  /// What went wrong without the path, such as "cannot open: Permission denied".
  package var reason: String {
    guard case .malformed(_, "file", let expected, let found) = self else { return details }
    return "expected \(shown(expected)), found \(shown(found))"
  }

  private var details: String {
    switch self {
    case .system(_, let operation, let code):
      "cannot \(operation): \(String(cString: strerror(code)))"
    case .malformed(_, let place, let expected, let found):
      "\(shown(place)): expected \(shown(expected)), found \(shown(found))"
    case .unsupported(_, let place, let feature):
      "\(shown(place)): \(shown(feature)) is not supported"
    case .missingTensor(_, let name, let available):
      "expected a tensor \"\(shown(name))\", found \(summary(of: available))"
    case .shapeMismatch(_, let tensor, let expected, let found):
      "tensor \"\(shown(tensor))\": expected shape \(text(expected)), found \(text(found))"
    }
  }
}

private func shown(_ text: String) -> String { text.escaped(limit: 120) }

private func summary(of names: [String]) -> String {
  if names.isEmpty { return "no tensors" }
  let shown = names.prefix(6).map { "\"\($0.escaped(limit: 40))\"" }.joined(separator: ", ")
  return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
}

private func text(_ shape: [Int?]) -> String {
  let extents = shape.prefix(16).map { $0.map(String.init) ?? "any" }.joined(separator: ", ")
  return "[\(extents)\(shape.count > 16 ? ", …" : "")]"
}
