import Platform

/// Where the program keeps its state in tests, so that none of them is among the user's recent files.
enum TestHome {
  /// The variables of the environment that say so.
  static let variables: [String: String] = {
    guard let folder else { return [:] }
    atexit { TestHome.folder.map { TemporaryFolder.remove($0.path) } }
    return ["XDG_STATE_HOME": folder.path]
  }()

  private static let folder = try? TemporaryFolder()
}
