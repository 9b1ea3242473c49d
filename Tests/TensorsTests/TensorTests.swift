import Tensors
import Testing

@Suite struct TensorTests {
  private let tensor = Tensor(shape: [2, 3, 4], elements: (0..<24).map(Float.init))

  @Test func lastAxisVariesFastest() {
    #expect(tensor[0, 0, 3] == 3)
    #expect(tensor[0, 1, 0] == 4)
    #expect(tensor[1, 0, 0] == 12)
    #expect(tensor[1, 2, 3] == 23)
  }

  @Test func extents() {
    #expect(tensor.count == 24)
    #expect(tensor.rowCount == 2)
    #expect(tensor.rowStride == 12)
  }

  @Test func scalarIsOneRowOfOneElement() {
    let scalar = Tensor(shape: [], elements: [7])
    #expect(scalar.count == 1)
    #expect(scalar.rowCount == 1)
    #expect(Array(scalar.row(0)) == [7])
  }

  @Test func emptyTensorHasNoRows() {
    let empty = Tensor(shape: [0, 3], elements: [])
    #expect(empty.rowCount == 0)
    #expect(empty.rowStride == 3)
    #expect(empty.rows([]).shape == [0, 3])
  }

  @Test func rowsComeInTheOrderAskedFor() {
    let picked = tensor.rows([1, 0, 1])
    #expect(picked.shape == [3, 3, 4])
    #expect(picked.row(0) == tensor.row(1))
    #expect(picked.row(1) == tensor.row(0))
    #expect(picked.row(2) == tensor.row(1))
  }

  @Test func reshapingKeepsTheElements() {
    let reshaped = tensor.reshaped(to: [4, 6])
    #expect(reshaped.elements == tensor.elements)
    #expect(reshaped[1, 0] == 6)
    #expect(reshaped != tensor)
  }

  @Test func copiesAreIndependent() {
    var copy = tensor
    copy[1, 1, 1] = -1
    copy.withUnsafeMutableElements { $0[0] = -2 }
    #expect(copy[1, 1, 1] == -1 && copy[0, 0, 0] == -2)
    #expect(tensor[1, 1, 1] == 17 && tensor[0, 0, 0] == 0)
  }

  @Test func initializerReceivesZeros() {
    let tensor = Tensor(shape: [5]) { elements in
      #expect(elements.allSatisfy { $0 == 0 })
      elements[2] = 3
    }
    #expect(tensor.elements == [0, 0, 3, 0, 0])
  }
}
