import Foundation
import Testing

/// The files of this checkout, without what is built or produced in it.
enum Checkout {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// What belongs to the repository at its top level.
  static let topLevel = [
    ".ci", ".gitignore", ".swift-format", "LICENSE", "Makefile", "Package.swift", "README.md",
    "Sources", "Tests", "assets", "docs",
  ]

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The paths of all files at or below `path`, relative to the root, in alphabetical order.
  static func files(under path: String) -> [String] {
    let start = root.appending(path: path).path(percentEncoded: false)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: start, isDirectory: &isFolder) else { return [] }
    guard isFolder.boolValue else { return [path] }
    let names = FileManager.default.enumerator(atPath: start)?.compactMap { $0 as? String } ?? []
    return names.sorted().map { "\(path)/\($0)" }.filter { !isFolderPath($0) }
  }

  static var allFiles: [String] { topLevel.flatMap(files(under:)) }

  /// The folders of `Sources`: one for every target.
  static func targets() throws -> [String] {
    let sources = root.appending(path: "Sources").path(percentEncoded: false)
    return try FileManager.default.contentsOfDirectory(atPath: sources).sorted()
  }

  static func size(of path: String) throws -> Int {
    let full = root.appending(path: path).path(percentEncoded: false)
    return try #require(FileManager.default.attributesOfItem(atPath: full)[.size] as? Int)
  }

  /// The file as text; nil when it is binary, as a model is.
  static func source(_ path: String) throws -> SourceText? {
    let bytes = try Data(contentsOf: root.appending(path: path))
    guard !bytes.contains(0), let text = String(data: bytes, encoding: .utf8) else { return nil }
    return SourceText(path: path, text: text)
  }

  private static func isFolderPath(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let full = root.appending(path: path).path(percentEncoded: false)
    return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
