import Tensors
import TestSupport
import Testing

@testable import Runs

struct CSVTests {
  private static func read(_ text: String, part: Int = .max) -> RunLog {
    Logs.read(Array(text.utf8), TableDecoder(file: "log"), part: part).log
  }

  @Test("a wide table has a series per column; empty fields say nothing")
  func wide() {
    for (delimiter, part) in [(",", 1), ("\t", 3), (";", .max)] {
      let text = """
        epoch,step,train_loss,"val loss"
        0,10,1.5,
        0,20,1.25,nan
        1,30,,2e-1

        """.replacing(",", with: delimiter)
      let log = Self.read(text, part: part)
      #expect(log.series.series.map(\.name) == ["epoch", "train_loss", "val loss"])
      #expect(
        Logs.points(log, "train_loss") == [
          .init(step: 10, value: 1.5), .init(step: 20, value: 1.25),
        ])
      #expect(log.series["val loss"]?.nonFinite.total == 1 && log.notes.isEmpty)
    }
  }

  @Test("a long table has a series per name")
  func long() {
    let log = Self.read(
      "Epoch,Loss,Value\r\n0,recon_loss,230.5\r\n0,kl_loss_0,0.25\r\n1,recon_loss,210\r\n")
    #expect(
      Logs.points(log, "recon_loss") == [.init(step: 0, value: 230.5), .init(step: 1, value: 210)])
    #expect(Logs.points(log, "kl_loss_0") == [.init(step: 0, value: 0.25)] && log.notes.isEmpty)
  }

  @Test("TensorBoard's own export, a table without header and one without step")
  func otherTables() {
    let export = Self.read("Wall time,Step,Value\n1700000000.5,3,0.5\n")
    #expect(Logs.points(export, "Value") == [.init(step: 3, value: 0.5)])
    #expect(export.series.newestTime == 1_700_000_000.5)
    let bare = Self.read("1,2.5\n2,3.5\n")
    #expect(
      Logs.points(bare, "column 2") == [.init(step: 0, value: 2.5), .init(step: 1, value: 3.5)])
    let stepless = Self.read("a,b\n1,2\n3,4\n")
    #expect(Logs.points(stepless, "a").map(\.step) == [0, 1])
  }

  @Test("a header that comes again is passed over, a line of another width is counted")
  func repeatedHeader() {
    let log = Self.read("step,a\n1,1\nstep,a\n0,2\n1,3,4\n2,3\n")
    #expect(log.series["a"]?.restartCount == 1)
    #expect(Logs.points(log, "a").map(\.value) == [2, 3])
    #expect(log.notes.map(\.kind) == [.malformedLine] && log.notes[0].count == 1)
  }

  @Test("a last line without its end is never read: its number may go on")
  func tornLine() {
    #expect(Logs.points(Self.read("step,a\n1,2\n2,0.12"), "a") == [.init(step: 1, value: 2)])
  }

  @Test("whatever the bytes, nothing traps", arguments: 0..<200)
  func randomBytes(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let alphabet = Array("step,epoch;\t\"0123456789.-enaif\r\n#".utf8)
    let bytes = (0..<300).map { _ in alphabet[random.integer(0...alphabet.count - 1)] }
    #expect(Logs.read(bytes, TableDecoder(file: "log"), part: random.integer(1...99)).rest >= 0)
  }
}
