import Escaping
import Diagnostics
import Explorer
import Platform
import Storage

/// Writes a picture as PNG and its record as JSON side by side, both or neither, and never over an older pair.
struct SnapshotWriter: Sendable {
  /// The folder to write into.
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

  /// Writes a diagnosis as JSON and its matrices as comma-separated values.
  ///
  /// - Returns: The paths of both files.
  /// - Throws: `StorageError` when a file cannot be written.
  func write(_ diagnosis: Diagnosis, stem name: String) throws(StorageError) -> [String] {
    let stem = freeStem(name, [".json", ".csv"])
    return try together(stem, [".json", ".csv"]) { files, paths throws(StorageError) in
      try files.add(DiagnosisDocument(diagnosis).bytes, to: paths[0])
      try files.add(Array(diagnosis.commaSeparatedMatrices.utf8), to: paths[1])
    }
  }

  /// Writes a comparison of anomalous with normal samples as JSON.
  ///
  /// - Returns: The path of the file.
  /// - Throws: `StorageError` when the file cannot be written.
  func write(_ study: AnomalyStudy, stem name: String) throws(StorageError) -> [String] {
    try together(freeStem(name, [".json"]), [".json"]) { files, paths throws(StorageError) in
      try files.add(AnomalyDocument(study).bytes, to: paths[0])
    }
  }

  /// Writes files that share a stem, all of them or none, and none over another.
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

  /// The path without extension, with a number where one of the files exists.
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
