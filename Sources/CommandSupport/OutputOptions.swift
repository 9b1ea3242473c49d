import ArgumentParser
package import Storage

/// What the file of --out may replace: the option of every command that writes one.
package struct OutputOptions: ParsableArguments {
  @Flag(
    help: "Let --out replace any file, not only one that this command wrote before.")
  var force = false

  /// Creates options before they are parsed.
  package init() {}

  /// Decides whether a file may be written, before anything is computed for it.
  ///
  /// - Parameters:
  ///   - path: The file as the user named it; `nil` for none.
  ///   - kind: What will be written.
  ///   - inputs: The files that the command reads.
  /// - Returns: The file; `nil` without a path.
  /// - Throws: `StorageError` when it may not be written.
  package func target(
    _ path: String?, kind: OutputKind, inputs: [String?]
  ) throws(StorageError) -> OutputTarget? {
    guard let path else { return nil }
    return try OutputTarget(
      path, kind: kind, inputs: inputs.compactMap(\.self), isForced: force)
  }
}

extension OutputKind {
  /// A map, as coordinates or as a picture.
  package static let map = OutputKind(name: "map", title: "a map")
  /// The draws of a probe, as tensors or as a contact sheet.
  package static let probe = OutputKind(name: "probe", title: "a probe")
}
