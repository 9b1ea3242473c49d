import Escaping
import Diagnostics
import Explorer
import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a picture as PNG and its record as JSON side by side, never over an older pair.
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
    try image.write(to: stem + ".png")
    try AtomicFile.write(record, to: stem + ".json")
    return [stem + ".png", stem + ".json"]
  }

  /// Writes a diagnosis as JSON and its matrices as comma-separated values.
  ///
  /// - Returns: The paths of both files.
  /// - Throws: `StorageError` when a file cannot be written.
  func write(_ diagnosis: Diagnosis, stem name: String) throws(StorageError) -> [String] {
    let stem = freeStem(name, [".json", ".csv"])
    try AtomicFile.write(DiagnosisDocument(diagnosis).bytes, to: stem + ".json")
    try AtomicFile.write(Array(diagnosis.commaSeparatedMatrices.utf8), to: stem + ".csv")
    return [stem + ".json", stem + ".csv"]
  }

  /// Writes a comparison of anomalous with normal samples as JSON.
  ///
  /// - Returns: The path of the file.
  /// - Throws: `StorageError` when the file cannot be written.
  func write(_ study: AnomalyStudy, stem name: String) throws(StorageError) -> [String] {
    let path = freeStem(name, [".json"]) + ".json"
    try AtomicFile.write(AnomalyDocument(study).bytes, to: path)
    return [path]
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
