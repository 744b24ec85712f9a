/** Value at `x`; writes the gradient into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number

const memory = 8

/** L-BFGS with backtracking (Nocedal & Wright, Numerical Optimization, alg. 7.4 and 7.5). For smooth convex objectives. */
export function minimise(objective: Objective, start: Float64Array, rounds = 200): Float64Array {
  const n = start.length
  let x: Float64Array = start.slice()
  let gradient: Float64Array = new Float64Array(n)
  let value = objective(x, gradient)
  const steps: { s: Float64Array; y: Float64Array; rho: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const direction = descent(gradient, steps)
    const slope = dot(direction, gradient)
    if (!(slope < 0) || dot(gradient, gradient) < 1e-14) break
    const nextGradient = new Float64Array(n)
    let size = 1
    let next = x
    let nextValue = Number.POSITIVE_INFINITY
    while (size > 1e-12) {
      next = x.map((xi, i) => xi + size * direction[i]!)
      nextValue = objective(next, nextGradient)
      if (nextValue <= value + 1e-4 * size * slope) break
      size /= 2
    }
    if (!(nextValue < value)) break
    const s = next.map((xi, i) => xi - x[i]!)
    const y = nextGradient.map((gi, i) => gi - gradient[i]!)
    const curvature = dot(s, y)
    if (curvature > 1e-12) steps.push({ s, y, rho: 1 / curvature })
    if (steps.length > memory) steps.shift()
    const gain = value - nextValue
    x = next
    gradient = nextGradient
    value = nextValue
    if (gain < 1e-9 * Math.max(1, Math.abs(value))) break
  }
  return x
}

function descent(gradient: Float64Array, steps: { s: Float64Array; y: Float64Array; rho: number }[]) {
  const q = gradient.map(g => -g)
  const alphas: number[] = []
  for (let k = steps.length - 1; k >= 0; k--) {
    const { s, y, rho } = steps[k]!
    const alpha = rho * dot(s, q)
    alphas[k] = alpha
    for (let i = 0; i < q.length; i++) q[i]! -= alpha * y[i]!
  }
  const last = steps[steps.length - 1]
  const scale = last ? 1 / (last.rho * dot(last.y, last.y)) : 1
  for (let i = 0; i < q.length; i++) q[i]! *= scale
  steps.forEach(({ s, y, rho }, k) => {
    const beta = rho * dot(y, q)
    for (let i = 0; i < q.length; i++) q[i]! += (alphas[k]! - beta) * s[i]!
  })
  return q
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
