import Glibc
import TestSupport
import Testing

/// Numbers on the command line, in locales with a point and with a comma.
struct LocaleTests {
  private func run(_ arguments: [String], locale: [String: String]) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(
      arguments, environment: ["LC_ALL": "", "LC_NUMERIC": "", "LANG": ""].merging(locale) { $1 })
  }

  private func map(_ perplexity: String, locale: [String: String]) throws -> BuiltProgram.Outcome {
    try run(
      [
        "map", try TrainedModel.path(), "--count", "60", "--iterations", "20", "--json",
        "--perplexity",
        perplexity,
      ], locale: locale)
  }

  private static var hasGerman: Bool {
    guard let locale = newlocale(LC_NUMERIC_MASK, "de_DE.UTF-8", nil) else { return false }
    freelocale(locale)
    return true
  }

  @Test(
    "a comma is refused with how to write the number",
    arguments: [
      ["LC_ALL": "C"], ["LANG": "C.UTF-8"], ["LC_ALL": "xx_YY"],
      ["LC_ALL": "C", "LANG": "de_DE.UTF-8"],
    ])
  func point(locale: [String: String]) throws {
    let outcome = try map("7,5", locale: locale)
    #expect(
      outcome.status == 2 && outcome.errors.contains("7,5: write 7.5 with a point"),
      "\(outcome.errors)")
    #expect(outcome.errors.count { $0 == "\n" } == 1)
  }

  @Test(
    "a comma is a decimal comma where the locale says so, and what is printed has points",
    .enabled(if: hasGerman, "the locale de_DE.UTF-8 is not installed"),
    arguments: [
      ["LC_ALL": "de_DE.UTF-8"], ["LC_NUMERIC": "de_DE.UTF-8", "LANG": "C"],
      ["LANG": "de_DE.UTF-8"],
    ])
  func comma(locale: [String: String]) throws {
    let (outcome, expected) = (
      try map("7,5", locale: locale), try map("7.5", locale: ["LC_ALL": "C"])
    )
    #expect(outcome.status == 0 && outcome.output == expected.output, "\(outcome.errors)")
    #expect(try map("7.5", locale: locale).output == expected.output)
  }

  @Test(
    "a list of values says where it may be one number",
    .enabled(if: hasGerman, "the locale de_DE.UTF-8 is not installed"))
  func lists() throws {
    let scan = ["train", "galaxies-beta", "--out", "/nonexistent/run", "--scan"]
    let german = ["LC_ALL": "de_DE.UTF-8"]
    let refused = try run(scan + ["objective.beta=0,5"], locale: german)
    #expect(
      refused.status == 2 && refused.errors.contains("write 0, 5 for two values"),
      "\(refused.errors)")
    let taken = [
      try run(scan + ["objective.beta=0, 5"], locale: german),
      try run(scan + ["objective.beta=0,5"], locale: ["LC_ALL": "C"]),
    ]
    #expect(taken.allSatisfy { !$0.errors.contains("for two values") })
  }

  @Test("a setting of a recipe has a point in every locale")
  func settings() throws {
    for locale in [["LC_ALL": "C"], ["LC_ALL": "de_DE.UTF-8"]] {
      let outcome = try run(
        ["train", "galaxies-beta", "--out", "/nonexistent/run", "--set", "objective.beta=0,5"],
        locale: locale)
      #expect(
        outcome.status == 2 && outcome.errors.contains("0,5: write 0.5 with a point"),
        "\(outcome.errors)")
    }
  }
}
