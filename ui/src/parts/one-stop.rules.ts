/** Along which way controls stand. */
export type Run = 'row' | 'column'

/** Where an arrow leads among controls that are one stop for Tab; undefined for a key that is none of its business. */
export function stopAfter(
  key: string,
  at: number,
  count: number,
  rtl: boolean,
  run: Run = 'row',
): number | undefined {
  const steps: Readonly<Record<string, number>> =
    run === 'column' ? { ArrowDown: 1, ArrowUp: -1 } : { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }
  const step = steps[key]
  if (step !== undefined) return Math.max(0, Math.min(count - 1, at + step))
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}
