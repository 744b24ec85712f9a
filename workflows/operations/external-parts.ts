import { reachDatabase } from '@sextant/db/server/reach-database'
import type { WorkflowsConfig } from '../app/config'
import { type Part, PartFailure, type Running } from './part'
import { reachTemporal } from './temporal-health'

/** A real service in a part's place: it is only asked, once at each start, whether it answers. */
function externalPart(name: string, reach: () => Promise<void>): Part {
  return {
    name,
    after: [],
    once: true,
    async launch(report): Promise<Running> {
      report('reaching the one that the environment names')
      const ready = reach().catch(error => {
        throw new PartFailure(error instanceof Error ? error.message : String(error))
      })
      return {
        pid: 0,
        ready,
        exited: ready.then(
          () => 0,
          () => 1,
        ),
        stop: async () => {},
        kill: () => {},
        force: async () => {},
      }
    },
  }
}

export const externalPostgres = (url: string) => externalPart('postgres', () => reachDatabase(url))

export const externalStore = (url: string, token: string) =>
  externalPart('store', async () => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: '["PING"]',
      signal: AbortSignal.timeout(10_000),
    }).catch(error => error)
    if (answer instanceof Response && answer.ok) return
    const why = answer instanceof Response ? `HTTP ${answer.status}` : String(answer)
    throw new Error(
      `The store at ${new URL(url).host} does not answer (${why}). Check UPSTASH_REDIS_REST_URL and _TOKEN.`,
    )
  })

export const externalTemporal = (temporal: WorkflowsConfig['temporal']) =>
  externalPart('temporal', () => reachTemporal(temporal))
