import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createTeam } from '../access/create-team'
import { inviteMember } from '../access/invite-member'
import { updateMember } from '../access/update-member'
import { activityEntity } from '../activities/activities.entity'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import type { AnyRecord } from '../core/record.model'
import { dealEntity } from '../deals/deals.entity'
import { moveDeal } from '../deals/move-deal'
import { askImport } from '../imports/ask-import'
import { draftImport } from '../imports/draft-import'
import { scratchImports } from '../imports/scratch-import'
import { convertLead } from '../leads/convert-lead'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { faultOf, testCallers } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'

/** What one workspace has of each kind that is named by its id. */
interface Shop {
  admin: Context
  rep: Context
  pipeline: AnyRecord
  stage: AnyRecord
  /** The rep's; and one that a rep may not read. */
  deal: AnyRecord
  farDeal: AnyRecord
  lead: AnyRecord
  teamId: string
  fileId: string
}

let database: TestDatabase
let here: Shop
let there: Shop
beforeAll(async () => {
  database = await testDatabase()
  // Opens sign-in, whose address an invitation's link has.
  testCallers(database)
  here = await openShop()
  there = await openShop()
})
afterAll(() => database.drop())

async function openShop(): Promise<Shop> {
  const admin = await testContext(database)
  const rep = await testContext(database, { workspaceId: admin.workspaceId, role: 'rep', teamId: uuidv7() })
  const pipeline = await createRecord(admin, pipelineEntity, { name: 'Sales', isDefault: true })
  const stage = await createRecord(admin, stageEntity, {
    name: 'Open',
    kind: 'open',
    pipelineId: pipeline.id,
  })
  const deal = (name: string, ownerId: string | null) =>
    createRecord(admin, dealEntity, { name, ownerId, stageId: stage.id })
  return {
    admin,
    rep,
    pipeline,
    stage,
    deal: await deal('Near', rep.access.memberId),
    farDeal: await deal('Far', admin.access.memberId),
    lead: await createRecord(admin, leadEntity, { name: 'Amara', ownerId: null }),
    teamId: (await createTeam(admin, { name: 'South' })).id,
    fileId: (await scratchImports(database, admin).upload('deal name\nBig\n')).id,
  }
}

const dealImport = () => scratchImports(database, here.admin).draft('deal name\nBig\n', { entity: 'deal' })
const into = async (pipelineId: string) =>
  scratchImports(database, here.admin).change((await dealImport()).id, { settings: { pipelineId } } as never)

/** Each place where somebody names a record by its id: what is asked with it, where it is refused, and an id of the kind in a workspace. */
const places: [string, string, (shop: Shop) => string, (id: string) => Promise<unknown>][] = [
  ['a card’s neighbour', '/above', shop => shop.deal.id, above => drop(here.admin, above)],
  [
    'the stage of a move',
    '/stageId',
    shop => shop.stage.id,
    stageId => moveDeal(here.admin, here.deal.id, { stageId }),
  ],
  ['the pipeline of an import', '/settings/pipelineId', shop => shop.pipeline.id, into],
  ['the file of an import', '', shop => shop.fileId, fileId => draftImport(here.admin, { fileId })],
  [
    'the team of an invitation',
    '/teamId',
    shop => shop.teamId,
    teamId => inviteMember(here.admin, { email: 'lin@named.example', role: 'rep', teamId }),
  ],
  [
    'the team of a member',
    '/teamId',
    shop => shop.teamId,
    teamId => updateMember(here.admin, here.rep.access.memberId!, { teamId }),
  ],
  [
    'the stage of a converted lead’s deal',
    '/stageId',
    shop => shop.stage.id,
    stageId => convertLead(here.admin, here.lead.id, { deal: { stageId } }),
  ],
  [
    'the deal of an activity',
    '/dealId',
    shop => shop.deal.id,
    dealId => createRecord(here.admin, activityEntity, { kind: 'call', name: 'Called', dealId }),
  ],
]

const drop = (ctx: Context, above: string) => moveDeal(ctx, here.deal.id, { stageId: here.stage.id, above })

test.each(places)('%s must be of this workspace', async (_, pointer, idIn, ask) => {
  const told = async (id: string) => {
    const { code, details } = await faultOf(ask(id))
    return { code, at: details.problems?.map(problem => `${problem.pointer} ${problem.code}`) }
  }
  const stranger = await told(idIn(there))
  expect(stranger).toEqual(
    pointer
      ? { code: 'invalid', at: [`${pointer} reference_missing`] }
      : { code: 'not_found', at: undefined },
  )
  // Nothing tells a stranger's record from one that never was.
  expect(await told(uuidv7())).toEqual(stranger)
  await ask(idIn(here))
})

test('a card lands under one that its mover may read; one that has gone from the column meanwhile lets it land on top', async () => {
  const far = await faultOf(drop(here.rep, here.farDeal.id))
  expect(far.details.problems).toMatchObject([{ pointer: '/above', code: 'reference_missing' }])
  const gone = await createRecord(here.admin, dealEntity, { name: 'Gone', stageId: here.stage.id })
  await archiveRecord(here.admin, dealEntity, gone.id)
  await drop(here.admin, gone.id)
})

test('an import into a pipeline that has gone to the bin since is neither checked nor started', async () => {
  const spare = await createRecord(here.admin, pipelineEntity, { name: 'Spare' })
  const one = await into(spare.id)
  await archiveRecord(here.admin, pipelineEntity, spare.id)
  for (const verb of ['check', 'start'] as const) {
    const fault = await faultOf(askImport(here.admin, one.id, verb))
    expect(fault.details.problems).toMatchObject([
      { pointer: '/settings/pipelineId', code: 'reference_missing' },
    ])
  }
  expect((await faultOf(into(spare.id))).code).toBe('invalid')
})
