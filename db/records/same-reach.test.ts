import { afterAll, beforeAll, expect, test } from 'bun:test'
import { activityEntity } from '../activities/activities.entity'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { roles } from '../core/grants.rules'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { moveDeal } from '../deals/move-deal'
import { exportRecords } from '../exports/export-records'
import { convertLead } from '../leads/convert-lead'
import { leadEntity } from '../leads/leads.entity'
import { boardOf } from '../pipelines/board.queries'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { timelineOf } from '../records/timeline.queries'
import { searchNames } from '../search/search-names'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { archiveRecord, restoreRecord } from './archive-record'
import { countRecords } from './count-records'
import { createRecord } from './create-record'
import type { Entity } from './entity'
import { listRecords, listSeveral } from './list-records'
import { readRecord } from './read-record'
import { readableFields } from './scope'
import { updateRecord } from './update-record'

/** Each way to a record gives a role no more, and no less, than the list does. */
const owned: readonly Entity[] = [leadEntity, customerEntity, contactEntity, dealEntity, activityEntity]
const needed: Record<string, object> = { activity: { kind: 'call' } }
const byEntity: Record<string, string[]> = {}
let database: TestDatabase
let pipelineId: string
let stageId: string
let askers: Context[]
beforeAll(async () => {
  database = await testDatabase()
  const admin = await testContext(database)
  const { workspaceId } = admin
  const [here, there] = [crypto.randomUUID(), crypto.randomUUID()]
  const mate = await testContext(database, { workspaceId, role: 'rep', teamId: here })
  const far = await testContext(database, { workspaceId, role: 'rep', teamId: there })
  askers = [mate, far]
  for (const role of roles) askers.push(await testContext(database, { workspaceId, role, teamId: here }))
  pipelineId = (await createRecord(admin, pipelineEntity, { name: 'All', isDefault: true })).id
  stageId = (await createRecord(admin, stageEntity, { name: 'Open', kind: 'open', pipelineId })).id
  const owners = [null, admin, ...askers].map(owner => owner?.access.memberId ?? null)
  for (const entity of owned)
    for (const ownerId of owners) {
      const values = { name: 'Wanted one', ownerId, ...needed[entity.name] }
      const { id } = await createRecord(admin, entity, values)
      byEntity[entity.name] = [...(byEntity[entity.name] ?? []), id]
    }
})
afterAll(() => database.drop())

const idsOf = (results: string) => (JSON.parse(results) as { id: string }[]).map(({ id }) => id).sort()
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    error => {
      if (!(error instanceof Fault)) throw error
      return error.code
    },
  )

test('counts, lists of several, exports, searches and boards hold what the list holds', async () => {
  for (const asker of askers)
    for (const entity of owned) {
      const at = [asker.access.role, entity.name]
      const asked = { limit: 200 }
      const listed = idsOf((await listRecords(asker, entity, asked)).results)
      const [count] = await countRecords(asker, [{ entity }])
      expect([...at, count!.value]).toEqual([...at, listed.length])
      const [several] = await listSeveral(asker, [{ entity, asked }])
      expect([...at, idsOf(several!.results)]).toEqual([...at, listed])
      let csv = ''
      for await (const piece of exportRecords(asker, entity, {})) csv += piece
      expect([...at, csv.trim().split('\n').length - 1]).toEqual([...at, listed.length])
      const readable = readableFields(asker, entity) ?? Object.keys(entity.model.fields)
      for (const column of csv.slice(1).split('\r\n')[0]!.split(','))
        expect([...at, ...readable]).toContain(column)
      const found = (await searchNames(asker, 'wanted', 200))
        .filter(one => one.entity === entity.name)
        .map(({ id }) => id)
      if (entity !== activityEntity) expect([...at, found.sort()]).toEqual([...at, listed])
      if (entity !== dealEntity) continue
      const board = await boardOf(asker, pipelineId, { closedSince: '2000-01-01', cards: 100 })
      const [column] = JSON.parse(board.stages) as { count: number; cards: { id: string }[] }[]
      expect([...at, column!.count]).toEqual([...at, listed.length])
      expect(column!.cards.map(({ id }) => id).sort()).toEqual(listed)
    }
}, 60_000)

test('what is not in the list is not there for any verb, and what is can be changed only within the role', async () => {
  for (const asker of askers)
    for (const entity of owned) {
      const { role, memberId } = asker.access
      const grant = asker.access.grants[entity.name]!
      const listed = new Set(idsOf((await listRecords(asker, entity, { limit: 200 })).results))
      for (const id of byEntity[entity.name]!) {
        const at = [role, entity.name, id]
        const seen = listed.has(id) ? 'done' : 'not_found'
        expect([...at, await codeOf(readRecord(asker, entity, id))]).toEqual([...at, seen])
        expect([...at, await codeOf(timelineOf(asker, entity, id, { limit: 5 }))]).toEqual([...at, seen])
        const [row] = await database.owner.unsafe(`select owner_id from "${entity.name}" where id = '${id}'`)
        const may = (action: 'update' | 'archive') => {
          if (!grant[action]) return 'forbidden'
          if (!listed.has(id)) return 'not_found'
          return grant[action] === 'all' || row!.ownerId === memberId ? 'done' : 'forbidden'
        }
        expect([...at, await codeOf(updateRecord(asker, entity, id, { name: 'Wanted one' }))]).toEqual([
          ...at,
          may('update'),
        ])
        expect([...at, await codeOf(archiveRecord(asker, entity, id))]).toEqual([...at, may('archive')])
        expect([...at, await codeOf(restoreRecord(asker, entity, id))]).toEqual([...at, may('archive')])
        if (entity === dealEntity)
          expect([...at, await codeOf(moveDeal(asker, id, { stageId }))]).toEqual([...at, may('update')])
        if (entity === leadEntity && may('update') !== 'done')
          expect([...at, await codeOf(convertLead(asker, id, {}))]).toEqual([...at, may('update')])
      }
    }
}, 60_000)
