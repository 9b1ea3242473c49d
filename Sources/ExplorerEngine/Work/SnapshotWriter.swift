import Escaping
import Diagnostics
package import Explorer
import Platform
import Storage

/// Writes an image as PNG and its record as JSON side by side, both or neither, without overwriting existing
/// files.
struct SnapshotWriter: Sendable {
  /// The destination folder.
  let folder: String

  /// Writes both files.
  ///
  /// - Returns: Their paths.
  /// - Throws: `StorageError` when a file cannot be written, or what the record's encoding throws.
  func write(_ snapshot: Snapshot) throws -> [String] {
    let record = try JSONDocument.bytes(of: snapshot.record)
    let picture = snapshot.picture
    let image = PNGImage(
      width: picture.width, height: picture.height, channels: 3, pixels: picture.pixels)
    let stem = freeStem(snapshot.stem, [".png", ".json"])
    return try together(stem, [".png", ".json"]) { files, paths throws(StorageError) in
      try files.add(image.encoded(path: paths[0]), to: paths[0])
      try files.add(record, to: paths[1])
    }
  }

  /// Writes documents that share a stem.
  ///
  /// - Returns: The paths, one for each document.
  /// - Throws: `StorageError` when a file cannot be written.
  func write(_ documents: [StudyDocument], stem name: String) throws(StorageError) -> [String] {
    let extensions = documents.map(\.fileExtension)
    return try together(freeStem(name, extensions), extensions) {
      files, paths throws(StorageError) in
      for (document, path) in zip(documents, paths) { try files.add(document.bytes, to: path) }
    }
  }

  /// Writes files that share a stem, all of them or none, without overwriting existing files.
  ///
  /// - Returns: The paths.
  func together(
    _ stem: String, _ extensions: [String],
    _ add: (FileGroup, _ paths: [String]) throws(StorageError) -> Void
  ) throws(StorageError) -> [String] {
    let paths = extensions.map { stem + $0 }
    let files = FileGroup()
    try add(files, paths)
    try files.commit()
    return paths
  }

  /// The path without extension, with a number appended where one of the files exists.
  func freeStem(_ name: String, _ extensions: [String]) -> String {
    let base = folder == "." ? name : "\(folder)/\(name)"
    var stem = base
    var number = 1
    while extensions.contains(where: { access(FileName.cString(stem + $0), F_OK) == 0 }) {
      number += 1
      stem = "\(base)-\(number)"
    }
    return stem
  }
}

extension Snapshot: EngineWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> [String]? {
    try world.writer.write(self)
  }
}
