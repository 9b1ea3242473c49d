/// What a model is called in reports: its file's name without folders and extension.
enum ModelTitle {
  static func of(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    return stem.isEmpty ? file : stem
  }
}
