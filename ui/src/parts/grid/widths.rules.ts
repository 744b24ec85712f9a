export const leastPx = 56

/** Base widths, and what is left over shared by weight, so that a wide window spreads the columns evenly. */
export function columnWidths(
  columns: readonly { width?: number; grow?: number; numeric?: boolean }[],
  available: number,
): number[] {
  const base = columns.map(column => column.width ?? leastPx)
  const weights = columns.map((column, index) => column.grow ?? (column.numeric ? 0 : index === 0 ? 2 : 1))
  const left = Math.max(0, available - base.reduce((sum, px) => sum + px, 0))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return base.map((px, index) => px + (total ? (left * (weights[index] ?? 0)) / total : 0))
}

const widestPx = 640
const stepPx = 16
/** A width that a reader asks for, within its limits. */
export const widthWithin = (px: number) => Math.round(Math.min(widestPx, Math.max(leastPx, px)))

/** The width after an arrow key: towards the end of the line it grows. Undefined for another key. */
export function widthAfter(key: string, px: number, rtl: boolean): number | undefined {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[key]
  return by && widthWithin(px + by * (rtl ? -stepPx : stepPx))
}
