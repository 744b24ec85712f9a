/** One row of `bun run bench`: a figure against a reference measured in the same run. `*.bench.ts` files export `rows: Bench[]`. */
export interface Bench {
  name: string
  /** What is measured against what, in one line. */
  what: string
  bar: { atLeast: number } | { atMost: number }
  /** Unit of `value` and `reference`. */
  unit: string
  /** Alternating rounds; the median of their ratios counts. */
  rounds: number
  /** Prepares what both sides need; its result is given to each round. */
  setUp(say: (text: string) => void): Promise<BenchRound>
}

export interface BenchRound {
  measure(): Promise<number>
  reference(): Promise<number>
  tearDown?(): Promise<void>
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The value below which a share of the values lies. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

/** The 95th percentile of how long an act takes, so many times one after the other, in ms. */
export async function p95Of(times: number, act: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < times; n++) {
    const began = performance.now()
    await act()
    took.push(performance.now() - began)
  }
  return quantile(took, 0.95)
}
