# The operators of Syrinx: TorchScript, in the dialect in which PyTorch stores it. Loaded once by Operators.java.
#
# Every function calls ATen operators by their ATen names, so autograd gives their exact gradients. Types are written
# out, since the stored dialect defaults to Tensor; element types are PyTorch's numbers: 4 int64, 5 float16, 6 float32,
# 7 float64, 11 bool, 15 bfloat16. Numbers come as int and float and never as tensors over Java memory.
# The typed and documented face of this file is the package org.syrinx.nn.
class Operators(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # ---- Helpers

  def none(self: __torch__.Operators) -> Optional[Tensor]:
    return None
  def int_or_none(self: __torch__.Operators, n: int) -> Optional[int]:
    if torch.lt(n, 0):
      r = annotate(Optional[int], None)
    else:
      r = annotate(Optional[int], n)
    return r
  def bfloat16_or_none(self: __torch__.Operators, x: Optional[Tensor]) -> Optional[Tensor]:
    if torch.__isnot__(x, None):
      r = annotate(Optional[Tensor], torch.to(unchecked_cast(Tensor, x), 15))
    else:
      r = annotate(Optional[Tensor], None)
    return r

  # ---- Arithmetic

  def add(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.add(x, y)
  def sub(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.sub(x, y)
  def mul(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.mul(x, y)
  def div(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.div(x, y)
  def scale(self: __torch__.Operators, x: Tensor, factor: float) -> Tensor:
    return torch.mul(x, factor)
  def shift(self: __torch__.Operators, x: Tensor, offset: float) -> Tensor:
    return torch.add(x, offset)
  def axpy(self: __torch__.Operators, a: float, x: Tensor, y: Tensor) -> Tensor:
    return torch.add(torch.mul(x, a), y)
  def lerp(self: __torch__.Operators, x: Tensor, y: Tensor, weight: float) -> Tensor:
    return torch.lerp(x, y, weight)
  def neg(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.neg(x)
  def square(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.square(x)
  def sqrt(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.sqrt(x)
  def rsqrt(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.rsqrt(x)
  def pow(self: __torch__.Operators, x: Tensor, exponent: float) -> Tensor:
    return torch.pow(x, exponent)
  def pow_tensor(self: __torch__.Operators, x: Tensor, exponent: Tensor) -> Tensor:
    return torch.pow(x, exponent)
  def reciprocal(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.reciprocal(x)
  def exp(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.exp(x)
  def expm1(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.expm1(x)
  def log(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.log(x)
  def log1p(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.log1p(x)
  def abs(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.abs(x)
  def sign(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.sign(x)
  def sin(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.sin(x)
  def cos(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.cos(x)
  def atan2(self: __torch__.Operators, y: Tensor, x: Tensor) -> Tensor:
    return torch.atan2(y, x)
  def erf(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.erf(x)
  def floor(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.floor(x)
  def ceil(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.ceil(x)
  def round(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.round(x)
  def clamp(self: __torch__.Operators, x: Tensor, min: float, max: float) -> Tensor:
    return torch.clamp(x, min, max)
  def clamp_min(self: __torch__.Operators, x: Tensor, min: float) -> Tensor:
    return torch.clamp_min(x, min)
  def clamp_max(self: __torch__.Operators, x: Tensor, max: float) -> Tensor:
    return torch.clamp_max(x, max)
  def minimum(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.minimum(x, y)
  def maximum(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.maximum(x, y)
  def where(self: __torch__.Operators, condition: Tensor, x: Tensor, y: Tensor) -> Tensor:
    return torch.where(condition, x, y)
  def masked_fill(self: __torch__.Operators, x: Tensor, mask: Tensor, value: float) -> Tensor:
    return torch.masked_fill(x, mask, value)

  # ---- Comparison and logic

  def eq_tensor(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.eq(x, y)
  def eq_scalar(self: __torch__.Operators, x: Tensor, y: float) -> Tensor:
    return torch.eq(x, y)
  def ne_tensor(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.ne(x, y)
  def ne_scalar(self: __torch__.Operators, x: Tensor, y: float) -> Tensor:
    return torch.ne(x, y)
  def lt_tensor(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.lt(x, y)
  def lt_scalar(self: __torch__.Operators, x: Tensor, y: float) -> Tensor:
    return torch.lt(x, y)
  def le_tensor(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.le(x, y)
  def le_scalar(self: __torch__.Operators, x: Tensor, y: float) -> Tensor:
    return torch.le(x, y)
  def gt_tensor(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.gt(x, y)
  def gt_scalar(self: __torch__.Operators, x: Tensor, y: float) -> Tensor:
    return torch.gt(x, y)
  def ge_tensor(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.ge(x, y)
  def ge_scalar(self: __torch__.Operators, x: Tensor, y: float) -> Tensor:
    return torch.ge(x, y)
  def logical_and(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.logical_and(x, y)
  def logical_or(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.logical_or(x, y)
  def logical_not(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.logical_not(x)

  # ---- Activations

  def relu(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.relu(x)
  def leaky_relu(self: __torch__.Operators, x: Tensor, slope: float) -> Tensor:
    return torch.leaky_relu(x, slope)
  def prelu(self: __torch__.Operators, x: Tensor, slope: Tensor) -> Tensor:
    return torch.prelu(x, slope)
  def silu(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.silu(x)
  def gelu(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.gelu(x)
  def gelu_tanh(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.gelu(x, approximate="tanh")
  # In a graph on a CPU its definition is quicker than PyTorch's kernel and that kernel's gradient; it keeps three tensors, not one.
  def mish(self: __torch__.Operators, x: Tensor) -> Tensor:
    if torch.__and__(ops.prim.requires_grad(x), torch.eq(ops.prim.type(ops.prim.device(x)), "cpu")):
      y = torch.mul(x, torch.tanh(torch.softplus(x)))
    else:
      y = torch.mish(x)
    return y
  def elu(self: __torch__.Operators, x: Tensor, alpha: float) -> Tensor:
    return torch.elu(x, alpha)
  def selu(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.selu(x)
  def softplus(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.softplus(x)
  def tanh(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.tanh(x)
  def sigmoid(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.sigmoid(x)
  def log_sigmoid(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.log_sigmoid(x)
  def glu(self: __torch__.Operators, x: Tensor, dim: int) -> Tensor:
    return torch.glu(x, dim)
  def snake(self: __torch__.Operators, x: Tensor, alpha: Tensor) -> Tensor:
    return torch.add(x, torch.mul(torch.square(torch.sin(torch.mul(x, alpha))), torch.reciprocal(torch.add(alpha, 1e-09))))
  def snake_beta(self: __torch__.Operators, x: Tensor, alpha: Tensor, beta: Tensor) -> Tensor:
    return torch.add(x, torch.mul(torch.square(torch.sin(torch.mul(x, alpha))), torch.reciprocal(torch.add(beta, 1e-09))))
  def softmax(self: __torch__.Operators, x: Tensor, dim: int) -> Tensor:
    return torch.softmax(x, dim)
  def log_softmax(self: __torch__.Operators, x: Tensor, dim: int) -> Tensor:
    return torch.log_softmax(x, dim)
  def dropout(self: __torch__.Operators, x: Tensor, probability: float, training: bool) -> Tensor:
    return torch.dropout(x, probability, training)

  # ---- Shapes

  def cat(self: __torch__.Operators, arrays: List[Tensor], dim: int) -> Tensor:
    return torch.cat(arrays, dim)
  def stack(self: __torch__.Operators, arrays: List[Tensor], dim: int) -> Tensor:
    return torch.stack(arrays, dim)
  def split(self: __torch__.Operators, x: Tensor, size: int, dim: int) -> List[Tensor]:
    return torch.split(x, size, dim)
  def split_sizes(self: __torch__.Operators, x: Tensor, sizes: List[int], dim: int) -> List[Tensor]:
    return torch.split_with_sizes(x, sizes, dim)
  def chunk(self: __torch__.Operators, x: Tensor, chunks: int, dim: int) -> List[Tensor]:
    return torch.chunk(x, chunks, dim)
  def narrow(self: __torch__.Operators, x: Tensor, dim: int, start: int, length: int) -> Tensor:
    return torch.narrow(x, dim, start, length)
  def slice(self: __torch__.Operators, x: Tensor, dim: int, start: int, end: int, step: int) -> Tensor:
    return torch.slice(x, dim, start, end, step)
  def select(self: __torch__.Operators, x: Tensor, dim: int, index: int) -> Tensor:
    return torch.select(x, dim, index)
  def transpose(self: __torch__.Operators, x: Tensor, dim0: int, dim1: int) -> Tensor:
    return torch.transpose(x, dim0, dim1)
  def permute(self: __torch__.Operators, x: Tensor, dims: List[int]) -> Tensor:
    return torch.permute(x, dims)
  def reshape(self: __torch__.Operators, x: Tensor, shape: List[int]) -> Tensor:
    return torch.reshape(x, shape)
  def flatten(self: __torch__.Operators, x: Tensor, start: int, end: int) -> Tensor:
    return torch.flatten(x, start, end)
  def unsqueeze(self: __torch__.Operators, x: Tensor, dim: int) -> Tensor:
    return torch.unsqueeze(x, dim)
  def squeeze(self: __torch__.Operators, x: Tensor, dim: int) -> Tensor:
    return torch.squeeze(x, dim)
  def expand(self: __torch__.Operators, x: Tensor, shape: List[int]) -> Tensor:
    return torch.expand(x, shape)
  def repeat(self: __torch__.Operators, x: Tensor, repeats: List[int]) -> Tensor:
    return torch.repeat(x, repeats)
  def repeat_interleave(self: __torch__.Operators, x: Tensor, repeats: int, dim: int) -> Tensor:
    return torch.repeat_interleave(x, repeats, dim)
  def repeat_interleave_each(self: __torch__.Operators, x: Tensor, repeats: Tensor, dim: int) -> Tensor:
    return torch.repeat_interleave(x, repeats, dim)
  def flip(self: __torch__.Operators, x: Tensor, dims: List[int]) -> Tensor:
    return torch.flip(x, dims)
  def roll(self: __torch__.Operators, x: Tensor, shift: int, dim: int) -> Tensor:
    return torch.roll(x, [shift], [dim])
  def contiguous(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.contiguous(x)
  def tril(self: __torch__.Operators, x: Tensor, diagonal: int) -> Tensor:
    return torch.tril(x, diagonal)
  def triu(self: __torch__.Operators, x: Tensor, diagonal: int) -> Tensor:
    return torch.triu(x, diagonal)
  def sequence_mask(self: __torch__.Operators, lengths: Tensor, max: int) -> Tensor:
    return torch.to(torch.lt(torch.arange(max, dtype=4, device=ops.prim.device(lengths)), torch.unsqueeze(lengths, -1)), 6)

  # ---- Indexing

  def gather(self: __torch__.Operators, x: Tensor, dim: int, index: Tensor) -> Tensor:
    return torch.gather(x, dim, index)
  def scatter_add(self: __torch__.Operators, x: Tensor, dim: int, index: Tensor, source: Tensor) -> Tensor:
    return torch.scatter_add(x, dim, index, source)
  def index_select(self: __torch__.Operators, x: Tensor, dim: int, index: Tensor) -> Tensor:
    return torch.index_select(x, dim, index)
  def embedding(self: __torch__.Operators, weight: Tensor, ids: Tensor) -> Tensor:
    return torch.embedding(weight, ids)
  def search_sorted(self: __torch__.Operators, boundaries: Tensor, values: Tensor, right: bool) -> Tensor:
    return torch.searchsorted(boundaries, values, right=right)
  def sort(self: __torch__.Operators, x: Tensor, dim: int, descending: bool) -> List[Tensor]:
    first, second = torch.sort(x, dim, descending)
    return [first, second]
  def topk(self: __torch__.Operators, x: Tensor, count: int, dim: int) -> List[Tensor]:
    first, second = torch.topk(x, count, dim)
    return [first, second]
  def one_hot(self: __torch__.Operators, ids: Tensor, classes: int) -> Tensor:
    return torch.to(torch.one_hot(ids, classes), 6)

  # ---- Reductions

  def sum_all(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.sum(x)
  def mean_all(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.mean(x)
  def sum(self: __torch__.Operators, x: Tensor, keep_dims: bool, dims: List[int]) -> Tensor:
    return torch.sum(x, dims, keep_dims)
  def mean(self: __torch__.Operators, x: Tensor, keep_dims: bool, dims: List[int]) -> Tensor:
    return torch.mean(x, dims, keep_dims)
  def max(self: __torch__.Operators, x: Tensor, keep_dims: bool, dims: List[int]) -> Tensor:
    return torch.amax(x, dims, keep_dims)
  def min(self: __torch__.Operators, x: Tensor, keep_dims: bool, dims: List[int]) -> Tensor:
    return torch.amin(x, dims, keep_dims)
  def var(self: __torch__.Operators, x: Tensor, unbiased: bool, keep_dims: bool, dims: List[int]) -> Tensor:
    return torch.var(x, dims, unbiased, keep_dims)
  def std(self: __torch__.Operators, x: Tensor, unbiased: bool, keep_dims: bool, dims: List[int]) -> Tensor:
    return torch.std(x, dims, unbiased, keep_dims)
  def log_sum_exp(self: __torch__.Operators, x: Tensor, keep_dims: bool, dims: List[int]) -> Tensor:
    return torch.logsumexp(x, dims, keep_dims)
  def norm(self: __torch__.Operators, x: Tensor, keep_dims: bool, dims: List[int]) -> Tensor:
    return torch.linalg_vector_norm(x, 2., dims, keep_dims)
  def argmax(self: __torch__.Operators, x: Tensor, dim: int, keep_dims: bool) -> Tensor:
    return torch.argmax(x, dim, keep_dims)
  def argmin(self: __torch__.Operators, x: Tensor, dim: int, keep_dims: bool) -> Tensor:
    return torch.argmin(x, dim, keep_dims)
  def cumsum(self: __torch__.Operators, x: Tensor, dim: int) -> Tensor:
    return torch.cumsum(x, dim)
  def any(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.any(x)
  def all(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.all(x)
  def all_finite(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.all(torch.isfinite(x))

  # ---- Linear algebra

  def matmul(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.matmul(x, y)
  def linear(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
    return torch.linear(x, weight, bias)
  def einsum(self: __torch__.Operators, equation: str, arrays: List[Tensor]) -> Tensor:
    return torch.einsum(equation, arrays)
  def inverse(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.linalg_inv(x)
  def solve(self: __torch__.Operators, a: Tensor, b: Tensor) -> Tensor:
    return torch.linalg_solve(a, b)
  def cholesky(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.linalg_cholesky(x)
  def svd(self: __torch__.Operators, x: Tensor) -> List[Tensor]:
    first, second, third = torch.linalg_svd(x, False)
    return [first, second, third]
  def eigh(self: __torch__.Operators, x: Tensor) -> List[Tensor]:
    first, second = torch.linalg_eigh(x)
    return [first, second]

  # ---- Convolutions

  def conv1d(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int, padding: int, dilation: int, groups: int) -> Tensor:
    return torch.conv1d(x, weight, bias, [stride], [padding], [dilation], groups)
  def conv2d(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: List[int], padding: List[int], dilation: List[int], groups: int) -> Tensor:
    return torch.conv2d(x, weight, bias, stride, padding, dilation, groups)
  def conv_transpose1d(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int, padding: int, output_padding: int, groups: int, dilation: int) -> Tensor:
    return torch.conv_transpose1d(x, weight, bias, [stride], [padding], [output_padding], groups, [dilation])
  def conv_transpose2d(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: List[int], padding: List[int], output_padding: List[int], groups: int, dilation: List[int]) -> Tensor:
    return torch.conv_transpose2d(x, weight, bias, stride, padding, output_padding, groups, dilation)
  def conv1d_bfloat16(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int, padding: int, dilation: int, groups: int) -> Tensor:
    return torch.to(torch.conv1d(torch.to(x, 15), torch.to(weight, 15), self.bfloat16_or_none(bias), [stride], [padding], [dilation], groups), ops.prim.dtype(x))
  def conv2d_bfloat16(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: List[int], padding: List[int], dilation: List[int], groups: int) -> Tensor:
    return torch.to(torch.conv2d(torch.to(x, 15), torch.to(weight, 15), self.bfloat16_or_none(bias), stride, padding, dilation, groups), ops.prim.dtype(x))
  def conv_transpose1d_bfloat16(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int, padding: int, output_padding: int, groups: int, dilation: int) -> Tensor:
    return torch.to(torch.conv_transpose1d(torch.to(x, 15), torch.to(weight, 15), self.bfloat16_or_none(bias), [stride], [padding], [output_padding], groups, [dilation]), ops.prim.dtype(x))
  def conv_transpose2d_bfloat16(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: List[int], padding: List[int], output_padding: List[int], groups: int, dilation: List[int]) -> Tensor:
    return torch.to(torch.conv_transpose2d(torch.to(x, 15), torch.to(weight, 15), self.bfloat16_or_none(bias), stride, padding, output_padding, groups, dilation), ops.prim.dtype(x))
  def linear_bfloat16(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
    return torch.to(torch.linear(torch.to(x, 15), torch.to(weight, 15), self.bfloat16_or_none(bias)), ops.prim.dtype(x))
  def matmul_bfloat16(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.to(torch.matmul(torch.to(x, 15), torch.to(y, 15)), ops.prim.dtype(x))

  # ---- Convolutions with channels last: (B, C, T) in memory that holds all channels of a frame together. CPUs convolve this
  # order fastest, without copies into an order of the library's own. Results stay in it; their strides tell the next operator.

  def channels_last(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.contiguous(torch.unsqueeze(x, 2), memory_format=2)
  def channels_last_weight(self: __torch__.Operators, weight: Tensor) -> Tensor:
    return torch.clone(torch.unsqueeze(weight, 2), memory_format=2)
  def conv1d_channels_last(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int, padding: int, dilation: int, groups: int) -> Tensor:
    return torch.squeeze(torch.conv2d(self.channels_last(x), weight, bias, [1, stride], [0, padding], [1, dilation], groups), 2)
  # A transposed convolution by the ordinary one that gives its phases as channels: in this order of memory they lie interleaved.
  def conv_transpose1d_phases(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int, crop: int, length: int) -> Tensor:
    z = torch.conv2d(self.channels_last(x), weight, bias, [1, 1], [0, torch.sub(torch.size(weight, 3), 1)], [1, 1], 1)
    batch = torch.size(z, 0)
    channels = torch.floordiv(torch.size(z, 1), stride)
    steps = torch.mul(torch.size(z, 3), stride)
    frames = torch.reshape(torch.permute(z, [0, 2, 3, 1]), [batch, steps, channels])
    return torch.transpose(torch.narrow(frames, 1, crop, length), 1, 2)
  def residual_convolution(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, dilation: int) -> Tensor:
    reach = torch.mul(dilation, torch.floordiv(torch.size(weight, 3), 2))
    return torch.conv2d(x, weight, bias, [1, 1], [0, reach], [1, dilation], 1)
  # The mean of HiFi-GAN's residual blocks, outside the graph. In one function, so that a temporary is freed, and its memory used
  # again, once nothing reads it. The lists run over all blocks; in a paired block each dilated convolution has a plain one next.
  def residual_blocks(self: __torch__.Operators, x: Tensor, slope: float, weights: List[Tensor], biases: List[Tensor], dilations: List[int], lengths: List[int], paired: bool) -> Tensor:
    h = self.channels_last(x)
    total = h
    n = 0
    for b in range(torch.len(lengths)):
      y = h
      for _0 in range(lengths[b]):
        r = self.residual_convolution(torch.leaky_relu(y, slope), weights[n], biases[n], dilations[n])
        n = torch.add(n, 1)
        if paired:
          _1 = torch.leaky_relu_(r, slope)
          r = self.residual_convolution(r, weights[n], biases[n], dilations[n])
          n = torch.add(n, 1)
        else:
          pass
        y = torch.add_(r, y)
      if torch.eq(b, 0):
        total = y
      else:
        total = torch.add_(total, y)
    return torch.squeeze(torch.div_(total, torch.len(lengths)), 2)
  def upsampling_stage(self: __torch__.Operators, x: Tensor, slope: float, weight: Tensor, bias: Optional[Tensor], stride: int, crop: int, length: int, weights: List[Tensor], biases: List[Tensor], dilations: List[int], lengths: List[int], paired: bool) -> Tensor:
    h = self.conv_transpose1d_phases(torch.leaky_relu(x, slope), weight, bias, stride, crop, length)
    return self.residual_blocks(h, slope, weights, biases, dilations, lengths, paired)

  # ---- Normalisations

  def layer_norm(self: __torch__.Operators, x: Tensor, shape: List[int], weight: Optional[Tensor], bias: Optional[Tensor], epsilon: float) -> Tensor:
    return torch.layer_norm(x, shape, weight, bias, epsilon, False)
  def group_norm(self: __torch__.Operators, x: Tensor, groups: int, weight: Optional[Tensor], bias: Optional[Tensor], epsilon: float) -> Tensor:
    return torch.group_norm(x, groups, weight, bias, epsilon, False)
  def instance_norm(self: __torch__.Operators, x: Tensor, weight: Optional[Tensor], bias: Optional[Tensor], epsilon: float) -> Tensor:
    return torch.instance_norm(x, weight, bias, None, None, True, 0.1, epsilon, False)
  def batch_norm(self: __torch__.Operators, x: Tensor, weight: Optional[Tensor], bias: Optional[Tensor], mean: Tensor, variance: Tensor, training: bool, momentum: float, epsilon: float) -> Tensor:
    return torch.batch_norm(x, weight, bias, mean, variance, training, momentum, epsilon, False)
  def weight_norm(self: __torch__.Operators, v: Tensor, g: Tensor, dim: int) -> Tensor:
    return torch._weight_norm(v, g, dim)

  # ---- U-Nets over images (Grad-TTS)

  # Queries and values enter linear attention linearly. With S = softmax(K x) x^T, the means of the image under its keys, (B, H D, C),
  # the whole is one matrix of the image, M = O (S V^T)^T Q, (B, C, C), and neither queries nor values are ever computed.
  def attention_matrix(self: __torch__.Operators, means: Tensor, qkv: Tensor, out: Tensor, heads: int) -> Tensor:
    channels = torch.size(qkv, 1)
    inner = torch.size(out, 1)
    size = torch.floordiv(inner, heads)
    query = torch.reshape(torch.narrow(qkv, 0, 0, inner), [heads, size, channels])
    value = torch.reshape(torch.narrow(qkv, 0, torch.mul(2, inner), inner), [heads, size, channels])
    context = torch.matmul(torch.reshape(means, [-1, heads, size, channels]), torch.transpose(value, 1, 2))
    mixed = torch.matmul(torch.transpose(context, 2, 3), query)
    return torch.matmul(torch.reshape(out, [channels, inner]), torch.reshape(mixed, [-1, inner, channels]))
  def linear_attention2d(self: __torch__.Operators, x: Tensor, qkv: Tensor, out: Tensor, bias: Tensor, heads: int) -> Tensor:
    inner = torch.size(out, 1)
    columns = torch.flatten(x, 2, -1)
    keys = torch.reshape(torch.narrow(qkv, 0, inner, inner), [inner, torch.size(x, 1)])
    means = torch.matmul(torch.softmax(torch.matmul(keys, columns), -1), torch.transpose(columns, 1, 2))
    y = torch.matmul(self.attention_matrix(means, qkv, out, heads), columns)
    return torch.reshape(torch.add(y, torch.unsqueeze(bias, 1)), torch.size(x))

  # Outside the graph: images with channels last, changed in place in pieces that stay in the processor's cache. In one function, so
  # that a temporary is freed, and its memory used again, once nothing reads it. Names that end in _ change their first argument.

  def rows2d(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.view(torch.permute(x, [0, 2, 3, 1]), [torch.size(x, 0), -1, torch.size(x, 1)])
  def images2d(self: __torch__.Operators, rows: Tensor, like: Tensor) -> Tensor:
    return torch.permute(torch.view(rows, [torch.size(like, 0), torch.size(like, 2), torch.size(like, 3), -1]), [0, 3, 1, 2])
  def channels_last2d(self: __torch__.Operators, weight: Tensor) -> Tensor:
    return torch.clone(weight, memory_format=2)
  # x times a mask (B, 1, 1, W) of zeros and ones; of a single image only the columns that change are visited.
  def blank_(self: __torch__.Operators, x: Tensor, mask: Optional[Tensor]) -> Tensor:
    if torch.__isnot__(mask, None):
      m = unchecked_cast(Tensor, mask)
      if torch.eq(torch.size(x, 0), 1):
        y = torch.index_fill_(x, 3, torch.flatten(torch.nonzero(torch.eq(torch.flatten(m), 0))), 0)
      else:
        y = torch.mul_(x, m)
    else:
      y = x
    return y
  # Mish(group norm), plus a shift (B, C). Mish is x - 2 x / (1 + (1 + e^x)^2), which no x overflows.
  def norm_mish_(self: __torch__.Operators, x: Tensor, groups: int, weight: Tensor, bias: Tensor, epsilon: float, shift: Optional[Tensor]) -> Tensor:
    rows = self.rows2d(x)
    channels = torch.size(x, 1)
    count = torch.size(rows, 1)
    piece = ops.prim.max(1, torch.floordiv(262144, channels))
    for b in range(torch.size(x, 0)):
      item = torch.select(rows, 0, b)
      means, variances = torch.batch_norm_update_stats(item, None, None, 0.)
      means = torch.reshape(means, [groups, -1])
      mean = torch.mean(means, [1], True)
      variance = torch.add(torch.reshape(variances, [groups, -1]), torch.square(torch.sub(means, mean)))
      spread = torch.flatten(torch.expand_as(torch.mean(variance, [1], True), means))
      centre = torch.flatten(torch.expand_as(mean, means))
      for i in range(torch.floordiv(torch.sub(torch.add(count, piece), 1), piece)):
        start = torch.mul(i, piece)
        y = torch.narrow(item, 0, start, ops.prim.min(piece, torch.sub(count, start)))
        n = torch.batch_norm(y, weight, bias, centre, spread, False, 0., epsilon, False)
        e = torch.add_(torch.exp(n), 1)
        e = torch.add_(torch.mul_(e, e), 1)
        _0 = torch.addcdiv(n, n, e, value=-2, out=y)
        if torch.__isnot__(shift, None):
          _1 = torch.add_(y, torch.select(unchecked_cast(Tensor, shift), 0, b))
        else:
          pass
    return x
  # p: weight and bias of a convolution that keeps the size, of the norm
  def conv_norm_mish(self: __torch__.Operators, x: Tensor, shift: Optional[Tensor], p: List[Tensor], groups: int, epsilon: float) -> Tensor:
    padding = [torch.floordiv(torch.size(p[0], 2), 2), torch.floordiv(torch.size(p[0], 3), 2)]
    y = torch.contiguous(torch.conv2d(x, p[0], p[1], [1, 1], padding, [1, 1], 1), memory_format=2)
    return self.norm_mish_(y, groups, p[2], p[3], epsilon, shift)
  # p: of two blocks; then weight and bias of a convolution of size 1 beside them if the channels change. x is 0 where masked.
  def resnet2d(self: __torch__.Operators, x: Tensor, mask: Optional[Tensor], shift: Tensor, p: List[Tensor], groups: int, epsilon: float) -> Tensor:
    h = self.blank_(self.conv_norm_mish(x, shift, torch.slice(p, 0, 4, 1), groups, epsilon), mask)
    y = self.blank_(self.conv_norm_mish(h, None, torch.slice(p, 4, 8, 1), groups, epsilon), mask)
    if torch.gt(torch.len(p), 8):
      weight = torch.reshape(p[8], [torch.size(p[8], 0), torch.size(p[8], 1)])
      rows = torch.flatten(self.rows2d(y), 0, 1)
      _0 = torch.add_(torch.addmm_(rows, torch.flatten(self.rows2d(x), 0, 1), torch.t(weight)), p[9])
    else:
      _1 = torch.add_(y, x)
    return y
  # Means of the image under its keys, S, by running maximum and sum (online softmax; Milakov and Gimelshein 2018).
  def attention_means(self: __torch__.Operators, rows: Tensor, keys: Tensor) -> Tensor:
    batch = torch.size(rows, 0)
    count = torch.size(rows, 1)
    piece = ops.prim.max(1, torch.floordiv(262144, torch.size(keys, 0)))
    k = torch.expand(torch.unsqueeze(keys, 0), [batch, -1, -1])
    high = torch.new_full(rows, [batch, torch.size(keys, 0), 1], -3.0e+38)
    total = torch.zeros_like(high)
    sums = torch.new_zeros(rows, [batch, torch.size(keys, 0), torch.size(rows, 2)])
    for i in range(torch.floordiv(torch.sub(torch.add(count, piece), 1), piece)):
      start = torch.mul(i, piece)
      r = torch.narrow(rows, 1, start, ops.prim.min(piece, torch.sub(count, start)))
      w = torch.bmm(k, torch.transpose(r, 1, 2))
      top = torch.maximum(high, torch.amax(w, [2], True))
      w = torch.exp_(torch.sub_(w, top))
      decay = torch.exp(torch.sub(high, top))
      total = torch.add(torch.mul(total, decay), torch.sum(w, [2], True))
      sums = torch.baddbmm(torch.mul(sums, decay), w, r)
      high = top
    return torch.div(sums, total)
  # x + gain attention(x); p: gain, weights to query, key and value, weight and bias of the way out
  def attention_residual2d(self: __torch__.Operators, x: Tensor, p: List[Tensor], heads: int) -> Tensor:
    rows = self.rows2d(x)
    inner = torch.size(p[2], 1)
    keys = torch.reshape(torch.narrow(p[1], 0, inner, inner), [inner, torch.size(x, 1)])
    m = torch.mul(self.attention_matrix(self.attention_means(rows, keys), p[1], p[2], heads), p[0])
    y = torch.add_(torch.baddbmm(rows, rows, torch.transpose(m, 1, 2)), torch.mul(p[3], p[0]))
    return self.images2d(y, x)
  # Two residual blocks and attention, behind them or between them, on an image and the channels that skipped a level, if any.
  # The result is 0 where masked.
  def unet_level(self: __torch__.Operators, x: Tensor, skip: Optional[Tensor], mask: Optional[Tensor], first_shift: Tensor, second_shift: Tensor, first: List[Tensor], second: List[Tensor], attention: List[Tensor], groups: int, epsilon: float, heads: int, between: bool) -> Tensor:
    if torch.__isnot__(skip, None):
      y = torch.contiguous(torch.cat([x, unchecked_cast(Tensor, skip)], 1), memory_format=2)
    else:
      y = torch.clone(x, memory_format=2)
    y = self.blank_(y, mask)
    y = self.resnet2d(y, mask, first_shift, first, groups, epsilon)
    if between:
      y = self.blank_(self.attention_residual2d(y, attention, heads), mask)
      y = self.resnet2d(y, mask, second_shift, second, groups, epsilon)
    else:
      y = self.resnet2d(self.blank_(y, mask), mask, second_shift, second, groups, epsilon)
      y = self.attention_residual2d(y, attention, heads)
    return self.blank_(y, mask)
  # A block and a convolution of size 1 to few channels; 0 where masked.
  def unet_head(self: __torch__.Operators, x: Tensor, mask: Optional[Tensor], p: List[Tensor], weight: Tensor, bias: Tensor, groups: int, epsilon: float) -> Tensor:
    y = self.conv_norm_mish(self.blank_(torch.clone(x, memory_format=2), mask), None, p, groups, epsilon)
    w = torch.reshape(weight, [torch.size(weight, 0), torch.size(weight, 1)])
    z = torch.matmul(w, torch.transpose(self.rows2d(y), 1, 2))
    z = torch.view(torch.add_(z, torch.unsqueeze(bias, 1)), [torch.size(x, 0), -1, torch.size(x, 2), torch.size(x, 3)])
    return self.blank_(z, mask)

  # ---- Padding, interpolation, pooling

  def reflection_pad1d(self: __torch__.Operators, x: Tensor, left: int, right: int) -> Tensor:
    return torch.reflection_pad1d(x, [left, right])
  def reflection_pad2d(self: __torch__.Operators, x: Tensor, left: int, right: int, top: int, bottom: int) -> Tensor:
    return torch.reflection_pad2d(x, [left, right, top, bottom])
  def replication_pad1d(self: __torch__.Operators, x: Tensor, left: int, right: int) -> Tensor:
    return torch.replication_pad1d(x, [left, right])
  def pad(self: __torch__.Operators, x: Tensor, pads: List[int], value: float) -> Tensor:
    return torch.constant_pad_nd(x, pads, value)
  def interpolate_linear1d(self: __torch__.Operators, x: Tensor, size: int, align_corners: bool) -> Tensor:
    return torch.upsample_linear1d(x, [size], align_corners)
  def interpolate_nearest1d(self: __torch__.Operators, x: Tensor, size: int) -> Tensor:
    return torch.upsample_nearest1d(x, [size])
  def interpolate_nearest2d(self: __torch__.Operators, x: Tensor, height: int, width: int) -> Tensor:
    return torch.upsample_nearest2d(x, [height, width])
  def interpolate_bilinear2d(self: __torch__.Operators, x: Tensor, height: int, width: int, align_corners: bool) -> Tensor:
    return torch.upsample_bilinear2d(x, [height, width], align_corners)
  def avg_pool1d(self: __torch__.Operators, x: Tensor, size: int, stride: int, padding: int) -> Tensor:
    return torch.avg_pool1d(x, [size], [stride], [padding])
  def avg_pool2d(self: __torch__.Operators, x: Tensor, size: List[int], stride: List[int], padding: List[int]) -> Tensor:
    return torch.avg_pool2d(x, size, stride, padding)
  def max_pool1d(self: __torch__.Operators, x: Tensor, size: int, stride: int, padding: int) -> Tensor:
    return torch.max_pool1d(x, [size], [stride], [padding])
  def unfold(self: __torch__.Operators, x: Tensor, dim: int, size: int, step: int) -> Tensor:
    return torch.unfold(x, dim, size, step)

  # ---- Spectra

  def stft(self: __torch__.Operators, x: Tensor, window: Tensor, fft_size: int, hop: int, window_length: int, center: bool) -> Tensor:
    return torch.view_as_real(torch.stft(x, fft_size, hop, window_length, window, center, "reflect", False, True, True))
  def magnitude(self: __torch__.Operators, spectrum: Tensor, epsilon: float) -> Tensor:
    power = torch.add(torch.square(torch.select(spectrum, -1, 0)), torch.square(torch.select(spectrum, -1, 1)))
    return torch.sqrt(torch.add(power, epsilon))
  def istft(self: __torch__.Operators, spectrum: Tensor, window: Tensor, fft_size: int, hop: int, window_length: int, center: bool, length: int) -> Tensor:
    return torch.istft(torch.view_as_complex(torch.contiguous(spectrum)), fft_size, hop, window_length, window, center, False, True, self.int_or_none(length))
  def rfft(self: __torch__.Operators, x: Tensor, size: int) -> Tensor:
    return torch.view_as_real(torch.fft_rfft(x, size, -1))
  def irfft(self: __torch__.Operators, spectrum: Tensor, size: int) -> Tensor:
    return torch.fft_irfft(torch.view_as_complex(torch.contiguous(spectrum)), size, -1)

  # ---- Sequences

  def scaled_dot_product_attention(self: __torch__.Operators, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], causal: bool) -> Tensor:
    return torch.scaled_dot_product_attention(q, k, v, mask, 0., causal)
  def lstm(self: __torch__.Operators, x: Tensor, hidden: Tensor, cell: Tensor, weights: List[Tensor], layers: int, bidirectional: bool) -> List[Tensor]:
    first, second, third = torch.lstm(x, [hidden, cell], weights, True, layers, 0., False, bidirectional, True)
    return [first, second, third]
  def gru(self: __torch__.Operators, x: Tensor, hidden: Tensor, weights: List[Tensor], layers: int, bidirectional: bool) -> List[Tensor]:
    first, second = torch.gru(x, hidden, weights, True, layers, 0., False, bidirectional, True)
    return [first, second]
  def ctc_loss(self: __torch__.Operators, log_probabilities: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: int) -> Tensor:
    return torch.ctc_loss(log_probabilities, targets, input_lengths, target_lengths, blank, 0, True)

  # ---- Losses

  def l1_loss(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.l1_loss(x, y)
  def mse_loss(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.mse_loss(x, y)
  def huber_loss(self: __torch__.Operators, x: Tensor, y: Tensor, delta: float) -> Tensor:
    return torch.huber_loss(x, y, 1, delta)
  def cross_entropy(self: __torch__.Operators, logits: Tensor, classes: Tensor) -> Tensor:
    return torch.cross_entropy_loss(logits, classes)
  def binary_cross_entropy(self: __torch__.Operators, logits: Tensor, y: Tensor) -> Tensor:
    return torch.binary_cross_entropy_with_logits(logits, y)

  # ---- Types and copies

  def to_float(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.to(x, 6)
  def to_double(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.to(x, 7)
  def to_half(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.to(x, 5)
  def to_long(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.to(x, 4)
  def to_boolean(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.to(x, 11)
  def round_to_bfloat16(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.to(torch.to(x, 15), ops.prim.dtype(x))
  def detach(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.detach(x)
  def clone(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.clone(x)
  def zeros_like(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.zeros_like(x)
  def ones_like(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.ones_like(x)

  # ---- Derivatives

  def vjp(self: __torch__.Operators, y: Tensor, x: Tensor, v: Tensor, create_graph: bool) -> Tensor:
    gradients = torch.grad([y], [x], annotate(Optional[List[Optional[Tensor]]], [v]), True, create_graph, True)
    g = gradients[0]
    if torch.__isnot__(g, None):
      r = unchecked_cast(Tensor, g)
    else:
      r = torch.zeros_like(x)
    return r
  def gradients(self: __torch__.Operators, y: Tensor, x: List[Tensor], v: Tensor, create_graph: bool) -> List[Tensor]:
    gradients = torch.grad([y], x, annotate(Optional[List[Optional[Tensor]]], [v]), True, create_graph, True)
    r = annotate(List[Tensor], [])
    for i in range(torch.len(x)):
      g = gradients[i]
      if torch.__isnot__(g, None):
        _0 = torch.append(r, unchecked_cast(Tensor, g))
      else:
        _1 = torch.append(r, torch.zeros_like(x[i]))
    return r
  # The gradient of u -> (vjp of y at u) against u, at v: forward mode by reverse mode twice.
  def jvp(self: __torch__.Operators, y: Tensor, x: Tensor, v: Tensor, create_graph: bool) -> Tensor:
    u = torch.requires_grad_(torch.zeros_like(y), True)
    return self.vjp(self.vjp(y, x, u, True), u, v, create_graph)

  # ---- Optimisers, on lists of tensors in place, outside the graph

  def zero_all(self: __torch__.Operators, x: List[Tensor]) -> Optional[Tensor]:
    torch._foreach_zero_(x)
    return None
  def scale_all(self: __torch__.Operators, x: List[Tensor], factor: float) -> Optional[Tensor]:
    torch._foreach_mul_(x, factor)
    return None
  def add_all(self: __torch__.Operators, x: List[Tensor], y: List[Tensor], factor: float) -> Optional[Tensor]:
    torch._foreach_add_(x, y, alpha=factor)
    return None
  def copy_all(self: __torch__.Operators, x: List[Tensor], y: List[Tensor]) -> Optional[Tensor]:
    torch._foreach_copy_(x, y)
    return None
  def lerp_all(self: __torch__.Operators, x: List[Tensor], y: List[Tensor], weight: float) -> Optional[Tensor]:
    torch._foreach_lerp_(x, y, weight)
    return None
  def leaky_relu_all(self: __torch__.Operators, x: List[Tensor], slope: float) -> Optional[Tensor]:
    for i in range(torch.len(x)):
      _0 = torch.leaky_relu_(x[i], slope)
    return None
  def global_norm(self: __torch__.Operators, x: List[Tensor]) -> Tensor:
    return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(x)))
  def adamw(self: __torch__.Operators, x: List[Tensor], gradient: List[Tensor], mean: List[Tensor], square: List[Tensor], step: List[Tensor], rate: float, beta1: float, beta2: float, weight_decay: float, epsilon: float) -> Optional[Tensor]:
    torch._foreach_add_(step, 1)
    torch._fused_adamw_(x, gradient, mean, square, annotate(List[Tensor], []), step, lr=rate, beta1=beta1, beta2=beta2, weight_decay=weight_decay, eps=epsilon, amsgrad=False, maximize=False)
    return None
