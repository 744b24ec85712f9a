import type { QuotedRate } from '../rates/rates.model'

/** About what one euro was in each currency of the story, and by how much that wandered. */
const anchors: readonly [currency: string, rate: number, swing: number][] = [
  ['GBP', 0.8612, 0.018],
  ['SAR', 4.0921, 0.031],
  ['USD', 1.0913, 0.031],
]
const weekMs = 7 * 24 * 60 * 60 * 1000
const weeks = 160

/** Made-up rates of every Monday of three years up to now, of the euro: they rise and fall slowly, and are the same at every telling. */
export function tellRates(now: number): QuotedRate[] {
  const monday = Math.floor((now - 4 * 24 * 60 * 60 * 1000) / weekMs) * weekMs + 4 * 24 * 60 * 60 * 1000
  return Array.from({ length: weeks }, (_, n) => monday - n * weekMs).flatMap(time => {
    const day = new Date(time).toISOString().slice(0, 10)
    const phase = time / weekMs / 13
    return anchors.map(([currency, rate, swing]) => ({
      day,
      currency,
      rate: (rate * (1 + swing * Math.sin(phase) + (swing / 3) * Math.sin(phase * 4.7))).toFixed(4),
    }))
  })
}
