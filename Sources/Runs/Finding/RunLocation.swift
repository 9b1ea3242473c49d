/// Where a run is and how it is written.
public struct RunLocation: Sendable, Hashable {
  /// The folder of the run, or its only file.
  public let path: String
  /// What tells it from the other runs: its path below the folder that was searched.
  public let name: String
  /// How it is written.
  public let format: RunFormat
}
