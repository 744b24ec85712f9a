/** Somebody with their part of the leads that a rule gives away. */
export interface Share {
  memberId: string
  share: number
}

/** How many leads each is behind their part (below zero: ahead of it), by member. */
export type Turns = Readonly<Record<string, number>>

const nearly = 1e-9

/** How far each is behind once one more lead is to be given. */
function dueOf(shares: readonly Share[], turns: Turns) {
  const whole = shares.reduce((sum, { share }) => sum + share, 0)
  return shares.map(({ memberId, share }) => {
    const part = share / whole
    return { memberId, part, due: (turns[memberId] ?? 0) + part }
  })
}

/**
 * Whose turn it is: as long as the same people take part, each has after every lead less than one more or less than their part of all. Undefined where there is
 * nobody. R. Tijdeman, The chairman assignment problem (1980): of those who are not too far ahead, the one whose time would run out first.
 */
export function nextTurn(shares: readonly Share[], turns: Turns): string | undefined {
  const due = dueOf(shares, turns)
  if (due.length < 2) return due[0]?.memberId
  const margin = 1 / (2 * due.length - 2)
  const time = (one: { due: number; part: number }) => (1 - margin - one.due) / one.part
  const ready = due.filter(one => one.due >= margin - nearly)
  if (ready.length === 0)
    return due.reduce((first, one) => (one.due > first.due + nearly ? one : first)).memberId
  return ready.reduce((first, one) => (time(one) < time(first) - nearly ? one : first)).memberId
}

/** The turns after one lead more was given to somebody. Who does not take part keeps their place. */
export function afterTurn(shares: readonly Share[], turns: Turns, memberId: string): Turns {
  const next: Record<string, number> = { ...turns }
  for (const one of dueOf(shares, turns))
    next[one.memberId] = rounded(one.due - (one.memberId === memberId ? 1 : 0))
  return next
}

/** Without the last digits, in which sums of thirds would drift. */
const rounded = (value: number) => Math.round(value * 1e9) / 1e9
