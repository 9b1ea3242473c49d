import Plotting
import Testing

@testable import Explorer

@Suite struct DecimalNotationTests {
  private let point = DecimalNotation()
  private let comma = DecimalNotation(allowsComma: true)

  @Test(
    arguments: [
      ("0.5", 0.5, 0.5), (" 1.5 ", 1.5, 1.5), ("-1e-3", -0.001, -0.001), ("0,5", nil, 0.5),
      ("-2,25", nil, -2.25), ("1,5e3", nil, 1500), ("1,000", nil, 1), ("1,000,000", nil, nil),
      ("1.000,5", nil, nil), ("1,000.5", nil, nil), (",", nil, nil), ("", nil, nil),
      (" ", nil, nil),
      ("nan", nil, nil), ("inf", nil, nil), ("1e999", nil, nil), ("0, 5", nil, nil),
      ("x,5", nil, nil),
    ] as [(String, Double?, Double?)])
  func values(text: String, withPoint: Double?, withComma: Double?) {
    #expect(point.value(of: text, as: Double.self) == withPoint)
    #expect(comma.value(of: text, as: Double.self) == withComma)
  }

  @Test(
    arguments: [
      ("0,5", "0,5: write 0.5 with a point"), (" -1,5 arcsec", "-1,5: write -1.5 with a point"),
      ("1,000", "1,000: write 1000, or 1.000 with a point"),
      ("1,000,000", "1,000,000: write 1000000 without commas"),
      ("1,000.5", "1,000.5: write 1000.5 without commas"), ("0.5", nil), ("x", nil), ("", nil),
      ("1,", "1,: write 1. with a point"),
      (",", nil), ("1,2,3", nil),
    ] as [(String, String?)])
  func complaints(text: String, complaint: String?) {
    #expect(point.complaint(about: text) == complaint)
  }

  @Test func whatTheLocaleAllowsIsNoComplaint() {
    #expect(comma.complaint(about: "0,5") == nil && comma.complaint(about: "1,000") == nil)
    #expect(comma.complaint(about: "1,000,000") == "1,000,000: write 1000000 without commas")
  }

  @Test func aSliderTakesACommaWhereTheLocaleDoes() throws {
    for (notation, value) in [(comma, Float(1.5)), (point, nil)] {
      var session = Session(decimalNotation: notation)
      let before = session.state.latents[3]
      try session.press(":goto z3=1,5<enter>")
      #expect(session.state.latents[3] == value ?? before)
      if value == nil {
        #expect(session.state.message?.text == "goto: 1,5: write 1.5 with a point")
      }
      // Displayed numbers always have a point.
      #expect(!session.frame(columns: 100, rows: 30).lines.joined().contains("+1,5"))
    }
  }

  @Test func theFieldOfAValueSaysHowToWriteIt() throws {
    var session = Session()
    try session.press("g0,5<enter>")
    #expect(session.state.valueField?.complaint == "0,5: write 0.5 with a point")
  }

  @Test func thePerplexityTakesACommaWhereTheLocaleDoes() throws {
    var session = Session(decimalNotation: comma)
    try session.press("2:map.perplexity 12,5<enter>")
    #expect(session.state.message?.kind != .failed)
    session = Session()
    try session.press("2:map.perplexity 12,5<enter>")
    #expect(session.state.message?.text == "perplexity: 12,5: write 12.5 with a point")
  }
}
