import Diagnostics

/// The keys of the scatter plot.
enum ScatterCommands {
  static let all: [Command] = [
    move("scatter.left", "latent to the left", [KeyPress(.left), .character("h")], columns: -1),
    move("scatter.right", "latent to the right", [KeyPress(.right), .character("l")], columns: 1),
    move("scatter.up", "row above", [KeyPress(.up), .character("k")], rows: -1),
    move("scatter.down", "row below", [KeyPress(.down), .character("j")], rows: 1),
    Command(
      "scatter.close", "close the plot", scope: .scatter,
      keys: [KeyPress(.escape), KeyPress(.enter), .character("q")], hint: "close",
      why: "Goes back to the matrix.",
      run: { state, _ in
        state.closeOverlay()
        return []
      }),
  ]

  private static func move(
    _ name: String, _ title: String, _ keys: [KeyPress], columns: Int = 0, rows: Int = 0
  ) -> Command {
    Command(
      name, title, scope: .scatter, keys: keys, hint: "cell",
      why: "Plots the neighbouring cell of the matrix.",
      run: { state, _ in
        state.moveCell(columns: columns, rows: rows)
        return []
      })
  }
}
