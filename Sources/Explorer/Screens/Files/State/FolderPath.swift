/// Paths of folders as texts: also those of folders that are not there.
enum FolderPath {
  /// The folder above a path, which may begin with `~`, and the name in it; relative to what the path is relative to, and
  /// `nil` for the root.
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
