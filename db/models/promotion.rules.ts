/** Champion: scores the records. Candidate: never has. Retired: did once. */
const aliases = ['champion', 'candidate', 'retired'] as const
export type Alias = (typeof aliases)[number]

/** `ready`: trained and told apart from chance. `cold_start`: too few outcomes, prior used. `no_signal`: enough
 * outcomes, but the features do not tell them apart on rows the model had not seen. */
export const versionStates = ['ready', 'cold_start', 'no_signal'] as const
export type VersionState = (typeof versionStates)[number]

/** The new version against the champion on the same held-out rows; positive figures are in favour of the new one. */
export interface Contest {
  rows: number
  auc: number | null
  aucError: number | null
  brier: number
  logLoss: number
}

export interface Gate {
  promoted: boolean
  rule: 'first' | 'champion_not_ready' | 'not_ready' | 'not_compared' | 'worse' | 'not_worse'
  /** In a sentence. */
  reason: string
  /** Version number of the champion it was measured against. */
  against: number | null
  contest: Contest | null
}

/** How much worse a new version may be on the same rows and still replace the champion: it has learnt from newer outcomes. */
export const tolerance = { auc: 0.01, logLoss: 0.005 } as const

/** Whether a newly trained version becomes the champion. */
export function gateOf(
  state: VersionState,
  champion: { version: number; state: VersionState } | null,
  contest: Contest | null,
): Gate {
  const gate = (promoted: boolean, rule: Gate['rule'], reason: string): Gate => ({
    promoted,
    rule,
    reason,
    against: champion?.version ?? null,
    contest,
  })
  if (!champion) return gate(true, 'first', 'It is the first version.')
  if (champion.state !== 'ready')
    return gate(true, 'champion_not_ready', `Version ${champion.version} was not a ready model.`)
  if (state !== 'ready')
    return gate(
      false,
      'not_ready',
      `It is not a ready model (${state}), and version ${champion.version} is one.`,
    )
  if (!contest || contest.auc === null)
    return gate(false, 'not_compared', `It could not be compared with version ${champion.version}.`)
  const said = `AUC ${signed(contest.auc)}, log-loss ${signed(-contest.logLoss)} against version ${champion.version} on the same ${contest.rows} held-out rows`
  const worse = contest.auc < -tolerance.auc || contest.logLoss < -tolerance.logLoss
  return worse ? gate(false, 'worse', `Worse: ${said}.`) : gate(true, 'not_worse', `Not worse: ${said}.`)
}

const signed = (figure: number) => `${figure < 0 ? '−' : '+'}${Math.abs(figure).toFixed(4)}`
