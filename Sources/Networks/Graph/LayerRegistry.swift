/// The layer types that a file may name; a new layer is one line here.
package enum LayerRegistry {
  private static let all: [any Layer.Type] = [
    Dense.self, Convolution.self, TransposedConvolution.self, Activation.self, Flatten.self,
    Reshape.self, Concatenation.self, Sum.self, Symmetrization.self,
    Constant.self,
    Affine.self, Arithmetic.self, ConstantArithmetic.self, ParametricRectifier.self,
    MatrixProduct.self,
    Softmax.self, LayerNormalization.self, GroupNormalization.self, LpNormalization.self,
    Pooling.self, Reduction.self, Resize.self,
    Permutation.self, View.self, Slice.self, Gather.self, Padding.self, Tiling.self,
    Broadcast.self,
  ]

  /// The names of all layer types.
  package static var kinds: [String] { all.map { $0.kind } }

  static func layer(of kind: String) -> (any Layer.Type)? {
    all.first { $0.kind == kind }
  }
}
