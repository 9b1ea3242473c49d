/// Paths of folders as texts: also those of folders that are not there.
enum FolderPath {
  /// The folder above, and the name in it; of a relative path relative, and `nil` for the root.
  ///
  /// - Parameter path: The path of a folder; it may begin with `~`, the home folder.
  static func parent(of path: String) -> (path: String, name: String?)? {
    let isAbsolute = path.hasPrefix("/")
    let parts = path.split(separator: "/").filter { $0 != "." }
    guard let last = parts.last else { return isAbsolute ? nil : ("..", nil) }
    // What these lead to is known to the system alone.
    if last == ".." || !isAbsolute && parts == ["~"] {
      return ((isAbsolute ? "/" : "") + (parts + [".."]).joined(separator: "/"), nil)
    }
    let above = parts.dropLast().joined(separator: "/")
    return (isAbsolute ? "/" + above : above.isEmpty ? "." : above, String(last))
  }
}
