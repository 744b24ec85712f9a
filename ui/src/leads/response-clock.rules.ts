const soonMs = 3_600_000

type State = 'due' | 'soon' | 'late' | 'given' | 'givenLate'

/** How it stands with the first answer to a lead; undefined where none is waited for. */
export function clockOf(
  { respondBy, respondedAt }: Readonly<Record<string, unknown>>,
  now: number,
): State | undefined {
  if (typeof respondBy !== 'string') return undefined
  const due = Date.parse(respondBy)
  if (typeof respondedAt === 'string') return Date.parse(respondedAt) > due ? 'givenLate' : 'given'
  if (now >= due) return 'late'
  return due - now <= soonMs ? 'soon' : 'due'
}
