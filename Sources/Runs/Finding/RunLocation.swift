/// The path of a run and its format.
package struct RunLocation: Sendable, Hashable {
  /// The folder of the run, or its only file.
  package let path: String
  /// Its unique name: its path below the folder that was searched.
  package let name: String
  /// Its format.
  package let format: RunFormat
}
