import Models
import Storage

/// The description of the layers of bare weights, written beside them for the user to edit.
struct SidecarNotice {
  /// What was written, or why not, for people.
  let line: String

  /// Writes the description unless there is a file already, which may have been edited.
  ///
  /// - Parameters:
  ///   - text: The description.
  ///   - source: The weights.
  init(_ text: String, beside source: ModelSource) {
    let path = source.sidecarPath
    do throws(StorageError) {
      guard try FileKind(path: path) == nil else {
        line = "\(path) is left as it is; without it, the layers are read anew"
        return
      }
      let heading =
        "# The layers of \(source.title), as latentty read them from the weights; edit what is wrong.\n"
      try AtomicFile.write(Array((heading + text).utf8), to: path)
      line = "the layers are written to \(path), which is read from now on and can be edited"
    } catch {
      line = "the layers could not be written: \(error.description)"
    }
  }
}
