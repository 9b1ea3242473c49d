import Escaping
import Platform

/// Writes an event file that TensorBoard shows while it grows.
package final class TensorBoardWriter: Sendable {
  /// The file.
  package let path: String
  private let file: FileDescriptor

  /// Starts a new event file in a folder.
  ///
  /// The name is that of TensorBoard's own writers, `events.out.tfevents.SECONDS.HOST.PROCESS.NUMBER`; the number is the
  /// first that is free.
  ///
  /// - Parameters:
  ///   - folder: The folder of the run.
  ///   - step: For a resumed run, the first step that is logged again; readers discard it and all later ones.
  ///   - time: The wall time in unix seconds.
  /// - Throws: ``StorageError`` when the file cannot be created.
  package init(folder: String, goingOnFrom step: Int? = nil, time: Double) throws(StorageError) {
    let start = "\(folder)/events.out.tfevents.\(Int(time)).\(Self.hostName).\(getpid())"
    var number = 0
    while access(FileName.cString("\(start).\(number)"), F_OK) == 0 { number += 1 }
    path = "\(start).\(number)"
    file = try FileDescriptor(path: path, flags: O_WRONLY | O_APPEND | O_CREAT | O_EXCL)
    var bytes: [UInt8] = []
    TensorBoardRecord.appendFileVersion(time: time, to: &bytes)
    if let step { TensorBoardRecord.appendSessionStart(step: step, time: time, to: &bytes) }
    try file.append(bytes)
  }

  /// Adds numbers at a step.
  ///
  /// - Parameters:
  ///   - scalars: The numbers by name.
  ///   - step: The step.
  ///   - time: The wall time in unix seconds.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full; no part of the record remains.
  package func append(
    scalars: [(name: String, value: Double)], step: Int, time: Double
  ) throws(StorageError) {
    var bytes: [UInt8] = []
    TensorBoardRecord.append(scalars: scalars, step: step, time: time, to: &bytes)
    try file.append(bytes)
  }

  /// Adds a picture at a step.
  ///
  /// - Parameters:
  ///   - image: The picture.
  ///   - name: Its name.
  ///   - step: The step.
  ///   - time: The wall time in unix seconds.
  /// - Throws: ``StorageError`` when the picture cannot be encoded or the disk is full.
  package func append(
    image: PNGImage, name: String, step: Int, time: Double
  ) throws(StorageError) {
    var bytes: [UInt8] = []
    try TensorBoardRecord.append(image: image, name: name, step: step, time: time, to: &bytes)
    try file.append(bytes)
  }

  /// Whether the path still refers to the file that is written.
  package var isInPlace: Bool {
    guard let status = try? file.status() else { return false }
    return FileIdentity(path: path) == FileIdentity(status)
  }

  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
