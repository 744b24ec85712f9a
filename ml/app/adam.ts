/** A step of gradient descent. `apply` takes the gradients of the parameters in their order, and changes these in place. */
export interface Optimiser {
  apply(gradients: readonly Float32Array[]): void
  /** The parameters, averaged over their last steps. */
  averages: readonly Float32Array[]
}

export interface AdamOptions {
  rate: number
  /** L2 penalty `penalty`·|w|², per parameter. */
  penalties: readonly number[]
  /** How many steps the average reaches back, about. */
  averagedSteps: number
}

const first = 0.9
const second = 0.999
const tiny = 1e-7

/**
 * Adam (Kingma & Ba, ICLR 2015) with an exponential moving average of the parameters (Polyak & Juditsky, 1992; its decay begins small, or
 * the starting values would stay in it). In typed arrays: TensorFlow's own takes fifteen kernels a parameter and step, for a few thousand numbers.
 */
export function adam(
  parameters: readonly Float32Array[],
  { rate, penalties, averagedSteps }: AdamOptions,
): Optimiser {
  const mean = parameters.map(values => new Float32Array(values.length))
  const square = parameters.map(values => new Float32Array(values.length))
  const averages = parameters.map(values => values.slice())
  let step = 0
  return {
    averages,
    apply(gradients) {
      step++
      const size = (rate * Math.sqrt(1 - second ** step)) / (1 - first ** step)
      const weight = 1 - Math.min(1 - 1 / averagedSteps, (1 + step) / (10 + step))
      parameters.forEach((values, p) => {
        const [m, v, average, gradient] = [mean[p]!, square[p]!, averages[p]!, gradients[p]!]
        const pull = 2 * penalties[p]!
        for (let i = 0; i < values.length; i++) {
          const g = gradient[i]! + pull * values[i]!
          m[i]! += (1 - first) * (g - m[i]!)
          v[i]! += (1 - second) * (g * g - v[i]!)
          values[i]! -= (size * m[i]!) / (Math.sqrt(v[i]!) + tiny)
          average[i]! += weight * (values[i]! - average[i]!)
        }
      })
    },
  }
}
