import type { Contest, Gate, VersionState } from './gate.model'

/** How much worse a new version may be on the same rows and still replace the champion: it has learnt from newer outcomes. */
export const tolerance = { auc: 0.01, logLoss: 0.005 } as const

/** Whether a newly trained version becomes the champion. One that is held back never does, not even as the first. */
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
  if (state === 'held_back')
    return gate(
      false,
      'held_back',
      'It foretells too well to be true: some of its features are likely known only afterwards.',
    )
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
