import Escaping

/// The names of files that Tab walks through in the place of what was typed.
struct PathCompletion: Sendable, Equatable {
  /// The text before the name, command and folder included.
  let head: String
  /// The folder as it was typed.
  let typedFolder: String
  /// The folder as the system knows it.
  let folder: String
  /// The entries whose names begin as what was typed.
  let names: [FolderEntry]
  /// How many more there are.
  let omittedCount: Int
  /// The one that is written.
  private(set) var index = 0

  /// Whether there is no choice left: the only name is written.
  var isOver: Bool { names.count == 1 }
  /// What is typed.
  var text: String { head + shownName }
  /// The argument, as it is typed.
  var argument: String { typedFolder + shownName }
  /// The path that it names.
  var path: String {
    folder + (beginsBlank ? "./" : "") + names[index].name + (names[index].isFolder ? "/" : "")
  }
  /// Which of how many is written.
  var place: String { "name \(index + 1) of \(names.count + omittedCount)" }

  /// A name is written as it is shown: what would have to be escaped cannot be typed.
  private var shownName: String {
    (beginsBlank ? "./" : "") + names[index].name.escaped + (names[index].isFolder ? "/" : "")
  }

  /// Whether the argument would begin with a blank, which belongs to the space before it.
  private var beginsBlank: Bool {
    typedFolder.isEmpty && folder.isEmpty && names[index].name.first == " "
  }

  /// The next name, the first after the last.
  var next: PathCompletion {
    var next = self
    next.index = (index + 1) % names.count
    return next
  }

  /// Starts with the first name; `nil` where there is none.
  init?(head: String, typedFolder: String, folder: String, found: CompletionRequest.Names) {
    guard !found.names.isEmpty else { return nil }
    (names, omittedCount) = (found.names, found.omittedCount)
    (self.head, self.typedFolder) = (head, typedFolder)
    self.folder = folder
  }
}

/// Paths whose names were completed, by what is typed for them: bytes that are no text are typed as they are shown.
struct TypedPaths: Sendable, Equatable {
  private var paths: [String: String] = [:]

  /// Remembers what a text stands for.
  mutating func add(_ text: String, for path: String) {
    if text != path { paths[text] = path }
  }

  /// The path of what was typed: its longest known beginning is replaced.
  func path(_ text: String) -> String {
    let known = paths.keys.filter { text.hasPrefix($0) }.max { $0.utf8.count < $1.utf8.count }
    guard let known, let path = paths[known] else { return text }
    return path + text.dropFirst(known.count)
  }
}

/// Finds the entries of a folder whose names begin in a certain way.
package struct CompletionRequest: EngineRequest {
  /// The names that begin so.
  package struct Names: Sendable, Equatable {
    /// The first of them, sorted.
    package var names: [FolderEntry]
    /// How many more there are.
    package var omittedCount: Int

    /// Creates an answer.
    package init(_ names: [FolderEntry], omittedCount: Int = 0) {
      (self.names, self.omittedCount) = (names, omittedCount)
    }
  }

  /// The folder, ending in a slash; empty for that in which the program was started.
  package var folder: String
  /// What names begin with.
  package var beginning: String
  /// What is in the field, so that an answer to an older text is dropped.
  var head: String
  /// The folder as it was typed.
  var typedFolder: String

  /// Creates a request.
  ///
  /// - Parameters:
  ///   - folder: The folder, ending in a slash; empty for that in which the program was started.
  ///   - beginning: What names begin with.
  ///   - head: What stands before the name in the field.
  ///   - typedFolder: The folder as it was typed.
  package init(folder: String, beginning: String, head: String = "", typedFolder: String = "") {
    (self.folder, self.beginning) = (folder, beginning)
    (self.head, self.typedFolder) = (head, typedFolder)
  }

  /// Completing a path.
  package static let kind = RequestKind("completion")

  /// Writes the first name.
  package func take(_ found: Names, _ state: inout ExplorerState) -> [ExplorerEffect] {
    guard let palette = state.palette,
      palette.field.text == head + String(beginning.escaped)
    else { return [] }
    guard
      let completion = PathCompletion(
        head: head, typedFolder: typedFolder, folder: folder, found: found)
    else {
      state.message = .failed("\(folder + beginning): no file name starts like this")
      return []
    }
    state.palette = palette.completed(completion)
    return []
  }
}

extension ExplorerState {
  /// Writes the next name, or asks for the names that begin with what is typed.
  mutating func completePath(_ entry: PaletteState.Entry) -> [ExplorerEffect] {
    guard let palette else { return [] }
    if let completion = palette.completion {
      self.palette = palette.completed(completion.next)
      return []
    }
    let typed = entry.argument
    let typedFolder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let path = palette.paths.path(typed)
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let beginning = String(path.dropFirst(folder.count))
    let head = String(palette.field.text.dropLast(typed.count - typedFolder.count))
    return [
      ask(
        CompletionRequest(
          folder: folder, beginning: beginning, head: head, typedFolder: typedFolder))
    ]
  }
}
