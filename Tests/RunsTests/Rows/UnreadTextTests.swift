import Storage
import TestSupport
import Testing

@testable import Runs

/// What of a log cannot be read is said, with the first text and its line.
struct UnreadTextTests {
  private func follower(_ text: String, _ name: String = "a.csv") throws -> RunFollower {
    let folder = try TemporaryFolder()
    let path = folder.path(name)
    try AtomicFile.write(Array(text.utf8), to: path)
    let format: RunFormat = name.hasSuffix("csv") ? .csv : .jsonLines
    let follower = RunFollower(RunLocation(path: path, name: name, format: format))
    follower.look()
    return follower
  }

  private func notes(_ follower: RunFollower) -> [String] {
    follower.notes.map { $0.replacing("\(follower.location.path): ", with: "") }
  }

  private func values(_ follower: RunFollower, _ name: String) -> [Double] {
    Logs.points(follower.log, name).map(\.value)
  }

  @Test("numbers with something around them are numbers; a duration is told")
  func decorated() throws {
    let percent = try follower("epoch,acc,time\n1,51.2%,10s\n2,60.1%,11s\n")
    #expect(values(percent, "acc") == [51.2, 60.1])
    #expect(
      notes(percent) == ["1 column without a number: time (2 times, first '10s' in line 2)"])
    let tensors = try follower(
      "epoch,loss\n1,tensor(0.5000)\n2,\"tensor(0.4000, device='cuda:0')\"\n")
    #expect(values(tensors, "loss") == [0.5, 0.4] && notes(tensors).isEmpty)
    let lists = try follower("epoch,loss\n1,[0.5]\n2,[0.4]\n")
    #expect(values(lists, "loss") == [0.5, 0.4])
    let objects = try follower(
      "{\"step\":1,\"loss\":\"tensor(0.5)\",\"acc\":\"51.2%\"}\n", "a.jsonl")
    #expect(values(objects, "loss") == [0.5] && values(objects, "acc") == [51.2])
  }

  @Test("decimal commas, with and without points between thousands")
  func decimalCommas() throws {
    let plain = try follower("epoch;loss;val_loss\n1;0,5;0,6\n2;0,4;0,5\n3;0,3;0,45\n")
    #expect(values(plain, "loss") == [0.5, 0.4, 0.3])
    #expect(values(plain, "val_loss") == [0.6, 0.5, 0.45])
    let grouped = try follower("epoch;loss\n1;1.234,56\n2;987,65\n")
    #expect(values(grouped, "loss") == [1234.56, 987.65])
  }

  @Test("a text among numbers is told with its line, count and column")
  func mixed() throws {
    let table = try follower("step,loss,lr\n1,0.5,1\n2,oops,1\n3,0.25,1\n4,again,1\n")
    #expect(values(table, "loss") == [0.5, 0.25] && values(table, "lr").count == 4)
    #expect(
      notes(table) == [
        "line 3, column loss: expected a number, found 'oops', 2 such texts"
      ])
    let objects = try follower(
      "{\"step\":1,\"loss\":\"bad\"}\n{\"step\":2,\"loss\":0.5}\n", "a.jsonl")
    #expect(notes(objects) == ["line 1, column loss: expected a number, found 'bad'"])
  }

  @Test("words for what is missing say nothing")
  func missing() throws {
    let words = ["", "NA", "N/A", "null", "None", "-", "--", "?", "#N/A", "***"]
    let rows = words.enumerated().map { "\($0.offset),\($0.element),1\n" }
    let table = try follower("step,loss,lr\n" + rows.joined() + "99,0.5,1\n")
    #expect(values(table, "loss") == [0.5] && values(table, "lr").count == 11)
    #expect(notes(table).isEmpty)
    let objects = try follower(
      words.enumerated().map { "{\"step\":\($0.offset),\"loss\":\"\($0.element)\",\"lr\":1}\n" }
        .joined(), "a.jsonl")
    #expect(notes(objects).isEmpty && values(objects, "lr").count == 10)
  }

  @Test("many columns of text are one line, with the first few")
  func manyTexts() throws {
    let names = (0..<20).map { "text\($0)" }
    let table = try follower(
      "step,loss," + names.joined(separator: ",") + "\n"
        + (0..<3).map { "\($0),1," + names.map { "a \($0)" }.joined(separator: ",") + "\n" }
        .joined())
    #expect(
      notes(table) == [
        "20 columns without a number: text0 (3 times, first 'a text0' in line 2), "
          + "text1 (3 times, first 'a text1' in line 2), text2 (3 times, first 'a text2' in line 2), "
          + "text3 (3 times, first 'a text3' in line 2) and 16 more"
      ])
  }

  @Test("a log without a figure says so; only one without a record waits for it")
  func withoutFigures() throws {
    let unread = try follower("epoch,loss\n1,soon\n2,later\n")
    // The epoch is the step, so nothing is left.
    #expect(RunState(unread.facts.signs, now: 0).text == "no figure in 2 records")
    let texts = try follower("hello\nworld\n", "a.jsonl")
    #expect(RunState(texts.facts.signs, now: 0).text == "no figure in 2 records")
    let header = try follower("epoch,loss\n")
    #expect(RunState(header.facts.signs, now: 0) == .waiting)
    let empty = try follower("", "a.jsonl")
    #expect(RunState(empty.facts.signs, now: 0) == .waiting)
  }

  @Test("two columns of one name are two series")
  func duplicates() throws {
    let table = try follower("step,loss,loss,loss\n1,5,6,7\n2,3,4,5\n")
    #expect(table.log.series.series.map(\.name) == ["loss", "loss (2)", "loss (3)"])
    #expect(values(table, "loss (2)") == [6, 4])
  }

  @Test("a name of 1,024 bytes is kept, one of 1,025 is too long")
  func longNames() throws {
    let names = [1024, 1025].map { String(repeating: "x", count: $0) }
    let log = try follower("{\"step\":1,\"\(names[0])\":1,\"\(names[1])\":2}\n", "a.jsonl")
    #expect(log.log.series.series.map(\.name) == [names[0]])
    #expect(
      notes(log) == [
        "left out: 1 point with a name that is too long, above 1024 bytes"
      ])
    #expect(log.log.series.refusedPointCount == 0 && log.log.series.longNamePointCount == 1)
  }

  @Test("a second header begins a session whose rows are read under it")
  func secondHeader() throws {
    // As the CSVLogger of fastai and, resumed with one metric more, that of Keras write them.
    let fastai = try follower(
      "epoch,train_loss,time\n0,0.42,00:18\n1,0.34,00:17\nepoch,train_loss,time\n0,0.43,00:17\n")
    #expect(values(fastai, "train_loss") == [0.43])
    let series = try #require(fastai.log.series["train_loss"])
    #expect(series.restartCount == 1 && series.supersededCount == 2)
    #expect(notes(fastai).contains("2 points superseded by restarts: train_loss 2"))
    let keras = try follower(
      "epoch,loss,val_loss\n0,1.0,1.1\n1,0.9,1.0\nepoch,accuracy,loss,val_loss\n2,0.5,0.8,0.9\n3,0.6,0.7,0.8\n"
    )
    #expect(values(keras, "loss") == [1, 0.9, 0.8, 0.7])
    #expect(values(keras, "val_loss") == [1.1, 1, 0.9, 0.8])
    #expect(
      Logs.points(keras.log, "accuracy")
        == [.init(step: 2, value: 0.5), .init(step: 3, value: 0.6)])
    #expect(notes(keras).isEmpty)
  }

  @Test("a session that repeats steps between those that were logged is a restart")
  func sessionBetweenSteps() throws {
    let log = try follower("step,loss\n0,5\n10,4\n20,3\nstep,loss\n15,2\n25,1\n")
    #expect(
      Logs.points(log.log, "loss") == [
        .init(step: 0, value: 5), .init(step: 10, value: 4), .init(step: 15, value: 2),
        .init(step: 25, value: 1),
      ])
    #expect(log.log.series["loss"]?.supersededCount == 1)
  }
}
