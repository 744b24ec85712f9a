import type { EncodedRows } from './encode'
import { addRow, type CompiledNets, forward, secondLayer } from './forward'
import type { Predictor } from './predictor'

/**
 * Steps along the straight line from the reference row to the row. Measured on bank-marketing against 512 steps, in logits: 1 step is off by
 * 0.0014 on average and 0.024 at most, 2 steps by 0.0006 and 0.009, 8 steps by 0.00005 and 0.002, at 16, 23 and 68 µs a row.
 * Two are far finer than a printed point.
 */
const steps = 2

/**
 * Scores, and explains by integrated gradients (Sundararajan, Taly & Yan, ICML 2017) from the reference row. Each step
 * uses, instead of the gradient at a point, the exact difference quotient of every relu over that step (the Rescale rule
 * of DeepLIFT, Shrikumar et al., ICML 2017). So the shares sum to logit − baseLogit for any number of steps, without a
 * remainder to hide somewhere, and they converge to the integral as steps grow.
 */
export function netsPredictor(compiled: CompiledNets, count = steps): Predictor {
  const { nets, lanes, features, reference, firstLane } = compiled
  const baseLogit =
    nets.reduce(
      (sum, net, n) => sum + secondLayer(net, reference, firstLane[n]!, new Float64Array(net.hidden[1])),
      0,
    ) / nets.length
  return {
    baseLogit,
    logits: rows => forward(compiled, rows),
    explain(rows) {
      const logits = new Float64Array(rows.count)
      const shares = new Float64Array(rows.count * features)
      const path = new Path(compiled)
      for (let r = 0; r < rows.count; r++) {
        logits[r] = path.walk(rows, r, count)
        shareOut(compiled, rows, r, path.slopes, shares)
      }
      return { logits, shares }
    },
  }

  function shareOut(
    { start, delta, sloped }: CompiledNets,
    rows: EncodedRows,
    r: number,
    slopes: Float64Array,
    shares: Float64Array,
  ) {
    for (let i = r * features; i < (r + 1) * features; i++) {
      const slot = rows.slot[i]!
      const from = slot * lanes
      let share = 0
      for (let j = 0; j < lanes; j++) share += start[from + j]! * slopes[j]!
      if (sloped[slot]) {
        let change = 0
        for (let j = 0; j < lanes; j++) change += delta[from + j]! * slopes[j]!
        share += rows.part[i]! * change
      }
      shares[i] = share
    }
  }
}

/** Scratch memory of one walk after another. */
class Path {
  /** By lane: what a unit of it moved the mean logit by, on average along the path. */
  readonly slopes: Float64Array
  private readonly change: Float64Array
  private readonly before: Float64Array
  private readonly after: Float64Array
  private readonly secondBefore: Float64Array[]
  private readonly secondAfter: Float64Array[]
  private readonly slope2: Float64Array

  constructor(private readonly compiled: CompiledNets) {
    const { lanes, nets } = compiled
    this.slopes = new Float64Array(lanes)
    this.change = new Float64Array(lanes)
    this.before = new Float64Array(lanes)
    this.after = new Float64Array(lanes)
    this.secondBefore = nets.map(net => new Float64Array(net.hidden[1]))
    this.secondAfter = nets.map(net => new Float64Array(net.hidden[1]))
    this.slope2 = new Float64Array(Math.max(...nets.map(net => net.hidden[1])))
  }

  /** Sets `slopes`; answers the row's logit. */
  walk(rows: EncodedRows, r: number, count: number): number {
    const { nets, lanes, reference, firstLane } = this.compiled
    this.change.fill(0)
    addRow(this.compiled, rows, r, this.change)
    this.slopes.fill(0)
    this.before.set(reference)
    let logit = 0
    for (let n = 0; n < nets.length; n++) {
      secondLayer(nets[n]!, reference, firstLane[n]!, this.secondBefore[n]!)
    }
    for (let step = 1; step <= count; step++) {
      const share = step / count
      for (let j = 0; j < lanes; j++) this.after[j] = reference[j]! + share * this.change[j]!
      logit = 0
      for (let n = 0; n < nets.length; n++) {
        logit += secondLayer(nets[n]!, this.after, firstLane[n]!, this.secondAfter[n]!)
        this.back(n, 1 / (count * nets.length))
        this.secondBefore[n]!.set(this.secondAfter[n]!)
      }
      this.before.set(this.after)
    }
    return logit / nets.length
  }

  /** Adds net `n`'s slopes over the current step, times `weight`. */
  private back(n: number, weight: number) {
    const { nets, firstLane } = this.compiled
    const net = nets[n]!
    const [units, outputs] = net.hidden
    const { w2, w3 } = net
    const { slope2, slopes, before, after } = this
    const from2 = this.secondBefore[n]!
    const to2 = this.secondAfter[n]!
    for (let j = 0; j < outputs; j++) slope2[j] = w3[j]! * quotient(from2[j]!, to2[j]!)
    const first = firstLane[n]!
    for (let i = 0; i < units; i++) {
      const rise = quotient(before[first + i]!, after[first + i]!)
      if (rise === 0) continue
      let sum = 0
      const from = i * outputs
      for (let j = 0; j < outputs; j++) sum += w2[from + j]! * slope2[j]!
      slopes[first + i]! += weight * rise * sum
    }
  }
}

/** Difference quotient of relu between two inputs. */
function quotient(from: number, to: number): number {
  if (from > 0 && to > 0) return 1
  if (from <= 0 && to <= 0) return 0
  return from > 0 ? from / (from - to) : to / (to - from)
}
