import Escaping
package import Explorer
import FoundationEssentials
import Platform
import Storage

/// The list of recently opened models and runs, in a file of the user's state directory.
struct RecentFiles: Sendable {
  /// The maximum length of the list.
  static let limit = 50
  /// A longer file was not written by this program.
  private static let byteLimit = 1 << 20

  /// The folder of the program's state; it must be private.
  let folder: String

  private var path: String { "\(folder)/recent.json" }

  /// The recent files, newest first, without those that no longer exist.
  ///
  /// - Throws: `StorageError` when the folder is not private or the file cannot be read.
  func read() throws(StorageError) -> [RecentFile] { Self.existing(try stored()) }

  private static func existing(_ files: [RecentFile]) -> [RecentFile] {
    files.filter { access(FileName.cString($0.path), F_OK) == 0 }
  }

  /// The whole list: what is gone now may be on a disk that comes back.
  private func stored() throws(StorageError) -> [RecentFile] {
    try PrivateFolder.check(folder)
    guard access(FileName.cString(path), F_OK) == 0 else { return [] }
    let file = try GrowingFile(path: path)
    let count = min(try file.status.byteCount, Self.byteLimit)
    var bytes = [UInt8](repeating: 0, count: count)
    let read = try bytes.withUnsafeMutableBufferPointer { buffer throws(StorageError) in
      try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
    }
    let document = try? JSONDecoder().decode(Document.self, from: Data(bytes.prefix(read)))
    return Array((document?.files ?? []).prefix(Self.limit))
  }

  /// Prepends files to the list and writes it atomically.
  ///
  /// - Returns: The list.
  /// - Throws: `StorageError` when the folder is not private or the file cannot be written.
  func add(_ opened: [RecentFile], at time: Double) throws(StorageError) -> [RecentFile] {
    let new = opened.map {
      RecentFile(path: Self.absolute($0.path), command: $0.command, time: time)
    }
    let paths = Set(new.map(\.path))
    let files = Array((new + (try stored()).filter { !paths.contains($0.path) }).prefix(Self.limit))
    try PrivateFolder.make(folder)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(Document(files: files)) else {
      preconditionFailure("RecentFiles: \(files.count) files that are no JSON")
    }
    try AtomicFile.write(Array(data), to: path)
    return Self.existing(files)
  }

  private struct Document: Codable {
    var schema = 1
    var files: [RecentFile]
  }

  private static func absolute(_ path: String) -> String {
    guard let resolved = realpath(FileName.cString(path), nil) else { return path }
    defer { free(resolved) }
    return FileName.text(resolved)
  }
}

extension RecentFilesRequest: EngineWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> [RecentFile]? {
    guard let recent = world.recent else { return [] }
    return opened.isEmpty ? try recent.read() : try recent.add(opened, at: FolderLister.now)
  }
}
