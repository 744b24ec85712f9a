import type { AreaName, RecordName } from '@sextant/db/core/areas.model'
import { areas } from '@sextant/db/core/areas.model'
import type { QueryClient } from '@tanstack/solid-query'
import type { Rec } from '../../parts/records/kind'
import { listKey, storeOf } from '../../parts/records/record-cache'
import { askInToast, toast, toastRefusal } from '../../parts/toast/toast'
import { api, randomKey, sendKept } from '../api'
import { explain } from '../explain'
import { format } from '../format'
import { t as frame } from '../text'
import { type Outbox, outbox, type Waiting } from './outbox'
import { t } from './outbox.text'
import { differing, keepMine, type Outcome, sendWaiting, type WaitingTeller } from './send-waiting'

let sending: Promise<Outcome> | undefined

/** Sends what waits, one tab at a time. */
export function sendOutbox(client: QueryClient): Promise<Outcome> {
  sending ??= alone(() => sendWaiting(outbox, server, teller(client))).finally(() => {
    sending = undefined
  })
  return sending
}

/** Without the Locks API (plain http) the key of each change keeps it from being done twice. */
const alone = (work: () => Promise<Outcome>): Promise<Outcome> =>
  navigator.locks ? navigator.locks.request('sextant-outbox', afresh(work)) : work()
const afresh = (work: () => Promise<Outcome>) => () => {
  outbox.refresh()
  return work()
}

const areaOf = ({ entity }: Waiting): AreaName => areas[entity as RecordName]

const server = {
  whoIsIn: async () => (await api.get('/auth/session', { keepOn401: true })).member.id,
  send: ({ method, path, body, key, version }: Waiting) =>
    sendKept(method, path, body, { key, version, keepOn401: true }),
  read: (change: Waiting) =>
    api.get(`/crm/${areaOf(change)}/{id}`, { params: { id: change.id ?? '' } }) as Promise<
      Rec & { version: number }
    >,
  newKey: randomKey,
}

/** What of a kind of record is on the screen is read anew. */
function readAnew(client: QueryClient, entity: string) {
  for (const queryKey of [[entity], listKey(entity), ['counts', entity]])
    void client.invalidateQueries({ queryKey })
}

const teller = (client: QueryClient): WaitingTeller => ({
  sent({ entity, id }, answer) {
    if (id && answer?.version) storeOf(client, entity).put(answer as Rec)
    readAnew(client, entity)
    if (!outbox.all().length) toast(t('sent'))
  },
  async conflict(change, now) {
    const detail = `${await whoWasQuicker(change, now)} ${t('mine', { what: change.what })}`
    readAnew(client, change.entity)
    askInToast(t('conflict', { name: change.name }), detail, answersTo(change.place, client))
    return detail
  },
  refused(change, problem) {
    readAnew(client, change.entity)
    toastRefusal(t('refused', { name: change.name, what: change.what }), explain(problem))
  },
})

/** Keep mine, or take theirs. */
export const answersTo = (place: string, client: QueryClient) => [
  {
    label: t('keep'),
    onPress: () => {
      const change = waitingAt(outbox, place)
      if (change?.asks) outbox.put(keepMine(change, randomKey()))
    },
  },
  { label: t('take'), onPress: () => letGo(place, client) },
]

/** What waits is wanted no more: the screen shows what the server has. */
export function letGo(place: string, client: QueryClient) {
  const change = waitingAt(outbox, place)
  if (!change) return
  outbox.drop(change)
  readAnew(client, change.entity)
}

const waitingAt = ({ all }: Outbox, place: string) => all().find(change => change.place === place)

/** “Dana Kim changed Status and Value 2 m ago.” */
async function whoWasQuicker(change: Waiting, now: Rec & { version: number }): Promise<string> {
  const { id = '', labels = {}, opened = {}, entity } = change
  const fields = format.list(differing(opened, now).map(key => labels[key] ?? key))
  try {
    const { results } = await api.get(`/crm/${areaOf(change)}/{id}/timeline`, {
      params: { id },
      query: { limit: 5 },
    })
    const event = results.find(
      ({ kind, payload }) => kind === `${entity}.updated` && Number(payload.version) > (change.version ?? 0),
    )
    if (event && fields) {
      const { actorName } = await import('../../parts/actor/actor-name')
      return t('who', { name: actorName(event.actor), fields, ago: format.ago(event.occurredAt) })
    }
  } catch {
    // The log does not tell.
  }
  return frame('problem.conflict')
}
