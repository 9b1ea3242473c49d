/// Operations on the paths of folders as texts, which need not exist.
enum FolderPath {
  /// The parent of a path, which may begin with `~`, and the last name; relative if the path is, and `nil`
  /// for the root.
  static func parent(of path: String) -> (path: String, name: String?)? {
    let isAbsolute = path.hasPrefix("/")
    let parts = path.split(separator: "/").filter { $0 != "." }
    guard let last = parts.last else { return isAbsolute ? nil : ("..", nil) }
    // Only the file system can resolve these.
    if last == ".." || !isAbsolute && parts == ["~"] {
      return ((isAbsolute ? "/" : "") + (parts + [".."]).joined(separator: "/"), nil)
    }
    let above = parts.dropLast().joined(separator: "/")
    return (isAbsolute ? "/" + above : above.isEmpty ? "." : above, String(last))
  }
}
