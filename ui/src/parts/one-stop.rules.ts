/** Where an arrow leads in a row of controls that is one stop for Tab; undefined for a key that is none of its business. */
export function stopAfter(key: string, at: number, count: number, rtl: boolean): number | undefined {
  const sideways = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[key]
  if (sideways !== undefined) return Math.max(0, Math.min(count - 1, at + sideways))
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}
