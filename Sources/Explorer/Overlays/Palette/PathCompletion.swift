import Escaping

/// The names of files that Tab cycles through in place of what was typed.
struct PathCompletion: Sendable, Equatable {
  /// The text before the name, with command and folder.
  let head: String
  /// The folder as it was typed.
  let typedFolder: String
  /// The actual path of the folder.
  let folder: String
  /// The entries whose names have the typed prefix.
  let names: [FolderEntry]
  /// The number of entries omitted beyond the limit.
  let omittedCount: Int
  /// The index of the name in the field.
  private(set) var index = 0

  /// Whether there is no other choice.
  var isOver: Bool { names.count == 1 }
  /// The text of the field.
  var text: String { head + shownName }
  /// The argument, as it is typed.
  var argument: String { typedFolder + shownName }
  /// The path of the name.
  var path: String {
    folder + (beginsBlank ? "./" : "") + names[index].name + (names[index].isFolder ? "/" : "")
  }
  /// The position among the names, in words.
  var place: String { "name \(index + 1) of \(names.count + omittedCount)" }

  /// A name is written as it is displayed: what must be escaped cannot be typed.
  private var shownName: String {
    (beginsBlank ? "./" : "") + names[index].name.escaped + (names[index].isFolder ? "/" : "")
  }

  /// Whether the argument would begin with a blank, which the parser would skip.
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

/// The actual paths of completed names, by their typed form: bytes that are not text are typed as they are
/// displayed.
struct TypedPaths: Sendable, Equatable {
  private var paths: [String: String] = [:]

  /// Stores the path of a text.
  mutating func add(_ text: String, for path: String) {
    if text != path { paths[text] = path }
  }

  /// The actual path of typed text: the longest known prefix is replaced.
  func path(_ text: String) -> String {
    let known = paths.keys.filter { text.hasPrefix($0) }.max { $0.utf8.count < $1.utf8.count }
    guard let known, let path = paths[known] else { return text }
    return path + text.dropFirst(known.count)
  }
}

/// Finds the entries of a folder whose names have a prefix.
package struct CompletionRequest: EngineRequest {
  /// The names with the prefix.
  package struct Names: Sendable, Equatable {
    /// The first of them, sorted.
    package var names: [FolderEntry]
    /// The number of entries omitted beyond the limit.
    package var omittedCount: Int

    /// Creates an answer.
    package init(_ names: [FolderEntry], omittedCount: Int = 0) {
      (self.names, self.omittedCount) = (names, omittedCount)
    }
  }

  /// The folder, ending in a slash; empty for the working directory.
  package var folder: String
  /// The prefix of the names.
  package var beginning: String
  /// The text of the field, so that an answer to an older text is dropped.
  var head: String
  /// The folder as it was typed.
  var typedFolder: String

  /// Creates a request.
  ///
  /// - Parameters:
  ///   - folder: The folder, ending in a slash; empty for the working directory.
  ///   - beginning: The prefix of the names.
  ///   - head: The text before the name in the field.
  ///   - typedFolder: The folder as it was typed.
  package init(folder: String, beginning: String, head: String = "", typedFolder: String = "") {
    (self.folder, self.beginning) = (folder, beginning)
    (self.head, self.typedFolder) = (head, typedFolder)
  }

  /// The kind of this request.
  package static let kind = RequestKind("completion")

  /// Writes the first name into the field.
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
  /// Writes the next name, or requests the names with the typed prefix.
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
