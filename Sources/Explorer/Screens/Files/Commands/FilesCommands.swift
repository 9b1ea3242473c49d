/// The keys of the Files screen.
enum FilesCommands {
  static let all: [Command] = [
    step("files.up", "previous entry", [KeyPress(.up), .character("k")], by: -1),
    step("files.down", "next entry", [KeyPress(.down), .character("j")], by: 1),
    step("files.page-up", "ten entries up", [KeyPress(.pageUp)], by: -10),
    step("files.page-down", "ten entries down", [KeyPress(.pageDown)], by: 10),
    step("files.first", "first entry", [KeyPress(.home)], by: -Int.max / 2),
    step("files.last", "last entry", [KeyPress(.end)], by: Int.max / 2),
    Command(
      "files.open", "open the chosen entry", scope: .files, keys: [KeyPress(.enter)], hint: "open",
      why:
        "A model opens in Explore, a data set beside it, a table or array on the Map, a run in Train.",
      run: { state, _ in state.openChosenFile() }),
    Command(
      "files.into", "into the folder", scope: .files, keys: [KeyPress(.right), .character("l")],
      hint: "into", why: "Lists the chosen folder, also that of a run.",
      unavailable: { state in
        state.files.focus == .folder && state.files.entry?.isFolder == true
          ? nil : "choose a folder first"
      },
      run: { state, _ in
        guard let listing = state.files.listing, let entry = state.files.entry else { return [] }
        return state.list(listing.path(of: entry))
      }),
    Command(
      "files.parent", "to the folder above", scope: .files,
      keys: [KeyPress(.left), .character("h"), KeyPress(.backspace)], hint: "up",
      why: "The cursor stays on the folder that you came from.",
      run: { state, _ in state.listParent() }),
    Command(
      "files.focus", "folder or recent", scope: .files, keys: [KeyPress(.tab)], hint: "recent",
      why: "Switches to the recently opened models and runs, and back.",
      unavailable: { $0.files.recent?.isEmpty == false ? nil : "nothing was opened recently" },
      change: { state, _ in state.files.focus = state.files.focus == .folder ? .recent : .folder }),
    Command(
      "files.all", "all entries, or what can be opened", scope: .files, keys: [.character("a")],
      hint: "all", why: "Otherwise hidden entries and files that cannot be opened are left out.",
      change: { state, _ in state.files.toggleAll() }),
    Command(
      "files.again", "refresh the list", scope: .files, keys: [.character("r")],
      why: "Shows what has been written since.",
      run: { state, _ in
        state.list(state.files.listing?.path ?? state.files.asked?.path ?? ".")
      }),
    Command(
      "files.row", "choose an entry", scope: .files, why: "What a click on the list does.",
      argument: .required("ROW"), isListed: false,
      change: { state, text in
        guard let row = Int(text, radix: 10), state.files.shown.indices.contains(row) else {
          return
        }
        (state.files.focus, state.files.chosen) = (.folder, row)
      }),
    Command(
      "files.folder", "show a folder", scope: .files,
      why: "Goes anywhere by its path; Tab completes it.", argument: .path("FOLDER"),
      run: { state, path in state.list(path) }),
  ]

  private static func step(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int
  ) -> Command {
    Command(
      name, title, scope: .files, keys: keys, why: "Moves the cursor through the list.",
      change: { state, _ in
        if state.files.focus == .recent {
          state.files.chosenRecent = ListCursor.moved(
            state.files.chosenRecent, by: step, count: state.files.recent?.count ?? 0)
        } else {
          state.files.chosen = ListCursor.moved(
            state.files.chosen, by: step, count: state.files.shown.count)
        }
      })
  }
}
