/// Where a run is and how it is written.
package struct RunLocation: Sendable, Hashable {
  /// The folder of the run, or its only file.
  package let path: String
  /// What tells it from the other runs: its path below the folder that was searched.
  package let name: String
  /// How it is written.
  package let format: RunFormat
}
