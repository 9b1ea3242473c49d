extension Trainer {
  /// Sees to it that the run's files are where others look for them, and tells when they were not.
  ///
  /// A folder that was deleted or moved is made anew, so that nothing that is learnt from now on is lost; another run
  /// that has taken its place is left alone.
  func keepInPlace() {
    keepFolderInPlace()
    // The log of a folder that is not ours goes on where it is, and is copied when there is a folder again.
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
