import Plotting
import Testing

/// Numbers beside each other.
@Suite struct NumberRowTests {
  @Test func neighboursDiffer() {
    #expect(
      NumberText.row([4.8701, 4.8702, 4.8703], signed: true) == [
        "+4.87010", "+4.87020", "+4.87030",
      ])
    #expect(NumberText.row([-1.96, 0, 1.96], signed: true) == ["-1.96", "0", "+1.96"])
    #expect(NumberText.row([3e8, 3.1e8]) == ["3e8", "3.1e8"])
    #expect(Set(NumberText.row([1, 1 + 1e-7, 1 + 2e-7])).count == 3)
  }

  @Test func equalNumbersAndNoneAreWritten() {
    #expect(NumberText.row([1, 1]) == ["1.00", "1.00"])
    #expect(NumberText.row([.nan, 2344], decimals: 1) == ["nan", "2344.0"])
    #expect(NumberText.row([]) == [])
  }
}
