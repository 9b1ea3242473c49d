import TestSupport
import Testing

/// Negative numbers as values of options.
struct NegativeValueTests {
  @Test(
    "a negative value is refused as a value, with what is expected",
    arguments: [
      ["train", "galaxies", "--out", "x", "--epochs", "-1"],
      ["map", "x.npy", "--perplexity", "-1"], ["map", "x.npy", "--limit", "-3"],
      ["inpaint", "x", "--count", "-2"], ["traverse", "x", "--reach", "-0.5"],
    ])
  func values(arguments: [String]) throws {
    let outcome = try BuiltProgram.run(arguments)
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(!outcome.errors.contains("Missing value"), "\(outcome.errors)")
    let value = try #require(arguments.last)
    #expect(outcome.errors.contains(value.dropLast(0)), "\(outcome.errors)")
  }

  @Test("ranges and words after -- are left alone")
  func others() throws {
    let range = try BuiltProgram.run(["explore", "nothing", "--range", "-2..2", "--dump", "text"])
    #expect(range.status == 2 || range.errors.contains("nothing"), "\(range)")
    let ended = try BuiltProgram.run(["inspect", "--", "-1"])
    #expect(ended.status == 1 && ended.errors.contains("-1"), "\(ended)")
  }
}
