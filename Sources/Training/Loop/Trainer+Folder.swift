extension Trainer {
  /// Makes sure that the run's files are at their paths, and reports when they were not.
  ///
  /// A folder that was deleted or moved is created anew, so that further training is not lost; another run
  /// that has taken its place is left alone.
  func keepInPlace() {
    keepFolderInPlace()
    // While another folder is in its place, the log continues where it is; it is copied once there is a
    // folder again.
    if run.isInPlace { journal.keepInPlace(step: position.step, time: Self.unixSeconds) }
  }

  private func keepFolderInPlace() {
    guard !run.isInPlace else {
      if folderTrouble.worked() != nil { journal.notices.append(.folderBack(path: run.path)) }
      return
    }
    do {
      let new = try RunDirectory.create(at: run.path)
      try new.write(recipe)
      run = new
      journal.notices.append(.folderRestored(path: run.path))
      _ = folderTrouble.worked()
    } catch {
      if folderTrouble.failed() {
        journal.notices.append(.folderLost(reason: error.description))
      }
    }
  }
}
