import { afterAll, beforeAll, expect, test } from 'bun:test'
import ICAL from 'ical.js'
import type { Context } from '../core/context'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activityEntity } from './activities.entity'
import { mailInvitations } from './mail-invitations'
import { saveInvitees } from './save-invitees'

const origin = 'https://crm.example'
let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
})
afterAll(() => database.drop())

const mails = (id: string) =>
  database.owner<
    {
      subject: string
      content: { attachments: { content: string; method: string }[] }
      recipients: { address: string }[]
    }[]
  >`
    select subject, content, recipients from delivery where about_id = ${id} order by id`

test('people are invited by mail with what their calendar takes, once for each state of the meeting', async () => {
  const { id } = await createRecord(ctx, activityEntity, {
    kind: 'meeting',
    name: 'Review',
    ownerId: ctx.access.memberId,
    startsAt: '2027-03-29T09:00:00Z',
    endsAt: '2027-03-29T10:00:00Z',
  })
  await saveInvitees(ctx, id, {
    invitees: [{ email: 'guest@else.example', name: 'Guest' }, { email: 'two@else.example' }],
  })
  expect(await mailInvitations(ctx, id, origin)).toEqual({ mailed: 2 })
  expect(await mailInvitations(ctx, id, origin)).toEqual({ mailed: 0 })
  const [first] = await mails(id)
  expect([first!.subject, first!.recipients[0]!.address]).toEqual([
    'Invitation: Review',
    'guest@else.example',
  ])
  const [part] = first!.content.attachments
  const calendar = new ICAL.Component(ICAL.parse(atob(part!.content)))
  expect([part!.method, calendar.getFirstPropertyValue('method')]).toEqual(['REQUEST', 'REQUEST'])
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!)
  expect(event.startDate.toJSDate().toISOString()).toBe('2027-03-29T09:00:00.000Z')
  expect(event.attendees.map(one => one.getFirstValue())).toEqual([
    'MAILTO:guest@else.example',
    'MAILTO:two@else.example',
  ])
  await updateRecord(ctx, activityEntity, id, {
    startsAt: '2027-03-30T09:00:00Z',
    endsAt: '2027-03-30T10:00:00Z',
  })
  expect(await mailInvitations(ctx, id, origin)).toEqual({ mailed: 2 })
})

test('what is no meeting, has no time, or is out of reach invites nobody', async () => {
  const call = await createRecord(ctx, activityEntity, {
    kind: 'call',
    name: 'Call',
    startsAt: '2027-03-29T09:00:00Z',
  })
  expect((await faultOf(mailInvitations(ctx, call.id, origin))).details.rule).toBe(
    'activity.invitees_of_meeting',
  )
  expect((await faultOf(mailInvitations(await testContext(database), call.id, origin))).code).toBe(
    'not_found',
  )
  expect((await faultOf(mailInvitations(ctx, 'x', origin))).code).toBe('not_found')
})
