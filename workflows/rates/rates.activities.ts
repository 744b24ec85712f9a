import { workContext } from '@sextant/db/access/work-context'
import { Fault } from '@sextant/db/core/errors'
import { noteFetch, workspacesThatFetch } from '@sextant/db/rates/note-fetch'
import { mostFileBytes } from '@sextant/db/rates/rate-file.rules'
import { readRateSettings } from '@sextant/db/rates/rates.queries'
import { saveRateFile } from '@sextant/db/rates/save-rates'
import { Context as Activity } from '@temporalio/activity'
import type { ActivityDeps } from '../app/deps'
import type { WorkRequest } from '../app/request.model'
import { type Fetched, fetchOutside } from '../egress/fetch-outside'

const withinMs = 60_000

/** The work on exchange rates. It is the workspace's own: whoever set the address may have left. */
export const rateActivities = ({ db, clock, config }: ActivityDeps) => ({
  workspacesThatFetch: (after: string | null) => workspacesThatFetch(db, after),

  /** Fetches and keeps what the address of a workspace has; gives the rule that says why not, or null. A database that is away is thrown, and tried again. */
  fetchRatesOf: async ({
    workspaceId,
    subjectId,
    requestId,
  }: Pick<WorkRequest, 'workspaceId' | 'requestId'> & { subjectId: string | null }): Promise<
    string | null
  > => {
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'exchange_rates', requestId })
    const { address } = await readRateSettings(ctx)
    if (!address) return null
    const fetched = await fetchOutside(address, {
      allowed: config.privateNetworks,
      mostBytes: mostFileBytes,
      withinMs,
      signal: Activity.current().cancellationSignal,
      accept: 'application/xml, text/xml, text/csv;q=0.5',
    })
    const failure = fetched.ok ? await keep(fetched) : fetched.failure
    await noteFetch(ctx, failure, subjectId)
    return failure

    async function keep({ body }: Extract<Fetched, { ok: true }>): Promise<string | null> {
      const text = new TextDecoder().decode(body)
      try {
        await saveRateFile(ctx, text.trimStart().startsWith('<') ? 'ecb' : 'csv', text)
        return null
      } catch (error) {
        if (error instanceof Fault && error.code === 'invalid')
          return error.details.rule ?? 'rate_file.unreadable'
        throw error
      }
    }
  },

  /** A fetch that somebody asked for and that came to nothing for days. */
  giveUpFetch: async ({ workspaceId, subjectId, requestId }: WorkRequest): Promise<void> => {
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'exchange_rates', requestId })
    await noteFetch(ctx, 'egress.refused', subjectId)
  },
})

export type RateActivities = ReturnType<typeof rateActivities>
