/// The keys of the log.
enum LogCommands {
  static let all: [Command] = [
    scroll("log.up", "older", [KeyPress(.up), .character("k")], by: 1),
    scroll("log.down", "newer", [KeyPress(.down), .character("j")], by: -1),
    scroll("log.page-up", "ten older", [KeyPress(.pageUp)], by: 10),
    scroll("log.page-down", "ten newer", [KeyPress(.pageDown)], by: -10),
    scroll("log.oldest", "oldest", [KeyPress(.home)], by: LogBook.limit),
    scroll("log.newest", "newest", [KeyPress(.end)], by: -LogBook.limit),
    Command(
      "log.close", "close the log", scope: .log,
      keys: [KeyPress(.escape), .character("q"), .character("~")], hint: "close",
      why: "Goes back to the screen.",
      run: { state, _ in
        state.closeOverlay()
        return []
      }),
  ]

  private static func scroll(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int
  ) -> Command {
    Command(
      name, title, scope: .log, keys: keys, why: "Moves through the log.",
      run: { state, _ in
        guard let view = state.logView else { return [] }
        let count = state.log.lines.count
        state.logView?.offset = ListCursor.moved(view.offset, by: step, count: count)
        return []
      })
  }
}
