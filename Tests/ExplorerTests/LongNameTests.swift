import Plotting
import Runs
import Testing

@testable import Explorer

/// Names are shortened before facts are dropped.
@Suite struct LongNameTests {
  private func header(_ session: Session, columns: Int) -> String {
    session.frame(columns: columns, rows: 24).lines[0]
  }

  private func session(named name: String) -> Session {
    Session(model: MadeUpModel(title: name))
  }

  @Test(
    "the header keeps the model's facts and the end of its name",
    arguments: [60, 70, 80, 100, 160], [10, 20, 40, 100, 255])
  func header(columns: Int, length: Int) throws {
    let name =
      String((0..<length - 3).map { Character(Unicode.Scalar(UInt8(97 + $0 % 26))) }) + "-42"
    for keys in ["", "2", "5", "7"] {
      var session = session(named: name)
      try session.press(keys)
      let line = header(session, columns: columns)
      for fact in ["z10", "33×33×1", "beta-VAE β=4", "-42"] {
        #expect(line.contains(fact), "\(columns), \(length), \(keys): '\(line)' lacks '\(fact)'")
      }
      #expect(line.contains("1") && line.contains("7"))
    }
  }

  @Test("the last facts are dropped first where the name is at its shortest")
  func facts() {
    let long = String(repeating: "x", count: 200)
    let session = Session(
      model: MadeUpModel(title: long, objective: String(repeating: "o", count: 60)))
    let line = header(session, columns: 80)
    #expect(line.contains("z10") && line.contains("33×33×1") && !line.contains("ooo"))
    #expect(line.contains("xx…x"))
  }

  @Test("the text around a long path is kept")
  func message() throws {
    var session = Session()
    try session.press(":open \(String(repeating: "folder/", count: 30))missing.safetensors<enter>")
    let line = session.frame(columns: 80, rows: 24).lines[22]
    #expect(line.contains("no such file") && line.contains("…"), "\(line)")
  }

  @Test("texts are shortened to their columns, and keep both ends", arguments: 0...12)
  func shortened(columns: Int) {
    let text = "0123456789"
    let short = text.shortened(to: columns, glyphs: .unicode)
    #expect(short.count == min(columns, 10))
    guard (2..<10).contains(columns) else { return }
    #expect(short.hasSuffix("9") && short.contains("…"))
    #expect(columns < 5 || short.hasPrefix("0"))
  }

  @Test("a run keeps its state and loss behind a long name", arguments: [60, 80, 100])
  func runs(columns: Int) throws {
    let name = String(repeating: "experiment-", count: 10) + "7"
    let session = Session(
      modelPath: nil, start: .train(TrainStart(paths: ["runs"])), runs: MadeUpRuns(names: [name]))
    let text = session.frame(columns: columns, rows: 24).text
    let run = try #require(session.state.trainRuns.first)
    let line = text.split(separator: "\n").first {
      $0.contains(run.state.text) && $0.contains("A ")
    }
    let found = try #require(line.map { String($0) }, "\(columns)")
    #expect(found.contains("…") && found.contains("7 "), "\(columns): \(found)")
    #expect(found.contains("loss"), "\(columns): \(found)")
  }
}
