import { afterAll, beforeAll, expect, test } from 'bun:test'
import { workContext } from '@sextant/db/access/work-context'
import { entities } from '@sextant/db/app/entities'
import { receiveMails } from '@sextant/db/conversations/receive-mail'
import { scratchMail } from '@sextant/db/conversations/scratch-mail'
import { uuidv7 } from '@sextant/db/core/ids'
import { write } from '@sextant/db/events/write'
import { keepFile } from '@sextant/db/files/keep-file'
import { importContext } from '@sextant/db/imports/import-context'
import { runImport } from '@sextant/db/imports/run-import'
import { saveVersion } from '@sextant/db/models/save-version'
import { scratchCard } from '@sextant/db/models/scratch-card'
import { followClocks } from '@sextant/db/service-levels/follow-clocks'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { models } from '@sextant/ml/app/models'
import { uniqueOf } from './record-shapes'
import { routes } from './routes'
import { oneOfEach } from './scratch-records'
import { type TestDoor, testDoor, testPeople } from './test-door'

/** What answers hold that the walk goes on with. */
interface Answered {
  version: number
  id: string
  token: string
  state: string
  workspace: { id: string }
  member: { id: string }
}

let database: TestDatabase
let door: TestDoor
beforeAll(async () => {
  database = await testDatabase()
  door = await testDoor(database, testPeople(database))
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

const password = 'a dune at dusk'
const email = 'layla@walk.example'
let cookie = ''

/** Asks with success as whoever has signed in. `ask` of the door holds the answer against what its route declares. */
async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await door.ask(null, method, path, body, { ...(cookie ? { cookie } : {}), ...headers })
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body?.cancel()
  const text = answer.bodyUsed ? '' : await answer.text()
  expect([method, path, answer.ok, answer.ok || text]).toEqual([method, path, true, true])
  const session = answer.headers.getSetCookie().find(one => one.startsWith('sextant.session='))
  if (session) cookie = session.split(';')[0]!
  return (text.startsWith('{') ? JSON.parse(text) : {}) as Answered
}

test('every route there is answers as it declares', async () => {
  const first = await ask('POST', '/auth/sign-up', { name: 'Layla', email, password })
  await access(first.workspace.id)
  await resetPassword()
  await sample()
  const workspaceId = first.workspace.id
  const ids: Record<string, string> = await oneOfEach(
    (path, body) => door.ask(null, 'POST', path, body, { cookie }),
    'Zanzibar',
  )
  // One that holds deals stays where it is.
  const { id: pipelineId } = await ask('POST', '/crm/pipelines', { name: 'Spare' })
  const stage = await ask('POST', '/crm/stages', { name: 'Spare', kind: 'open', pipelineId })
  const movable: Record<string, string> = { ...ids, pipelines: pipelineId, stages: stage.id }
  for (const entity of entities) await records(entity, movable[entity.area]!)
  await about(ids)
  await fields()
  await rates()
  await firstResponse()
  await serviceLevels(workspaceId, ids.tickets!)
  await filterIndexes()
  await lines(ids.deals!)
  await splits(ids.deals!, first.member.id)
  await quotes(ids.deals!, ids.customers!)
  await attachments(ids.leads!)
  await conversations(workspaceId)
  await deliveries(workspaceId)
  await mailboxes()
  await calendars(first.member.id)
  await activities(first.member.id)
  await territories(ids.territories!, first.member.id)
  await assignment()
  await imports(workspaceId)
  await bulk(ids.leads!)
  for (const { name, entity } of models) await predictions(name, workspaceId, entity.area, ids[entity.area]!)
  for (const path of ['/live', '/healthz', '/readyz', '/openapi.json', '/docs', '/docs/style.css'])
    await ask('GET', path)
  await ask('POST', '/auth/sign-out')
  await ask('POST', '/auth/sign-in', { email, password })
  await sessions()
  await ask('POST', '/auth/sign-out-everywhere')

  const unasked = routes.filter(route => !door.met.has(route)).map(({ method, path }) => `${method} ${path}`)
  expect(unasked).toEqual([])
}, 120_000)

/** Another browser comes, and is shown out. */
async function sessions() {
  await door.ask(null, 'POST', '/auth/sign-in', { email, password })
  const { results } = (await ask('GET', '/auth/sessions')) as unknown as {
    results: { id: string; current: boolean }[]
  }
  await ask('DELETE', `/auth/sessions/${results.find(({ current }) => !current)?.id}`)
  await ask('POST', '/auth/sign-out-elsewhere')
}

async function access(workspaceId: string) {
  await ask('GET', '/auth/session')
  await ask('PATCH', '/auth/profile', { locale: 'fr' })
  await ask('POST', '/auth/workspaces', { name: 'Another' })
  await ask('POST', '/auth/workspace', { workspaceId })
  await ask('GET', '/crm/workspace')
  await ask('PATCH', '/crm/workspace', { currency: 'SAR' })
  await ask('GET', '/crm/first-steps')
  const team = await ask('POST', '/crm/teams', { name: 'Gulf', country: 'SA' })
  await ask('GET', '/crm/teams')
  const below = await ask('POST', '/crm/teams', { name: 'Riyadh', parentId: team.id })
  await ask('PATCH', `/crm/teams/${below.id}`, { parentId: null })
  await ask('DELETE', `/crm/teams/${below.id}`)
  const key = await ask('POST', '/crm/api-keys', { name: 'Robot', role: 'analyst' })
  await ask('GET', '/crm/api-keys')
  await ask('DELETE', `/crm/api-keys/${key.id}`)

  await ask('GET', '/crm/roles')
  await ask('GET', '/crm/roles/objects')
  await ask('GET', '/crm/roles/tasks')
  const role = (await ask('POST', '/crm/roles', { name: 'Desk', base: 'rep' })) as Answered & { key: string }
  await ask('POST', '/crm/roles/compare', { key: role.key, grants: { lead: { read: 'all' } } })
  await ask('PATCH', `/crm/roles/${role.key}`, { grants: { lead: { read: 'own' } } })
  await ask('GET', `/crm/roles/${role.key}/versions`)
  await ask('DELETE', `/crm/roles/${role.key}`)

  const withdrawn = await ask('POST', '/crm/invitations', { email: 'late@walk.example', role: 'rep' })
  await ask('GET', '/crm/invitations')
  await ask('DELETE', `/crm/invitations/${withdrawn.id}`)
  const invited = await ask('POST', '/crm/invitations', { email: 'amara@walk.example', role: 'rep' })
  const mine = cookie
  cookie = ''
  await ask('GET', `/auth/invitations/${invited.token}`)
  const guest = await ask('POST', `/auth/invitations/${invited.token}`, { name: 'Amara', password })
  cookie = mine
  await ask('GET', '/crm/members')
  await ask('PATCH', `/crm/members/${guest.member.id}`, { teamId: team.id })
  await ask('DELETE', `/crm/members/${guest.member.id}`)
}

/** Of a workspace in which there is nothing yet. */
async function sample() {
  await ask('GET', '/crm/sample-data')
  const { id } = await ask('POST', '/crm/sample-data')
  await database.owner`update bulk set state = 'done', finished_at = now() where id = ${id}`
  await ask('DELETE', '/crm/sample-data')
}

/** What the engine offers for each kind of record. A record goes and comes back, so that the walk can go on with it. */
async function records({ area, titleField, keys }: (typeof entities)[number], id: string) {
  const path = `/crm/${area}`
  await ask('GET', `${path}?count=exact`)
  await ask('POST', `${path}/search`, { q: 'Zanz' })
  await ask('GET', `${path}/${id}?names=true`)
  await ask('PATCH', `${path}/${id}`, { [titleField]: 'Renamed' })
  await ask('GET', `${path}/${id}/timeline`)
  await ask('POST', `${path}/batch/read`, { items: [id] })
  await ask('POST', `${path}/batch/update`, { items: [{ id, values: { [titleField]: 'Again' } }] })
  // An item may be refused for what it is, and its outcome has a shape all the same.
  await ask('POST', `${path}/batch/create`, { items: [{ [titleField]: 'Zanzibar' }, {}] })
  const [by] = uniqueOf(keys)
  if (by)
    await ask('POST', `${path}/batch/upsert`, {
      items: [{ by, values: { [titleField]: 'Z', [by]: 'unknown' } }],
    })
  if (routes.some(route => route.path === `${path}/export.csv`)) await ask('GET', `${path}/export.csv`)
  await ask('POST', `${path}/batch/archive`, { items: [{ id }] })
  await ask('POST', `${path}/${id}/restore`)
  await ask('DELETE', `${path}/${id}`)
  await ask('POST', `${path}/${id}/restore`)
}

/** What areas offer beyond it, and the questions that are about several kinds at once. */
async function about(ids: Record<string, string>) {
  const of = (area: string) => encodeURIComponent(JSON.stringify({ some: { area } }))
  for (const { area } of entities) {
    await ask('GET', `/crm/counts?of=${of(area)}`)
    await ask('GET', `/crm/sums?area=${area}`)
    await ask('GET', `/crm/lists?of=${of(area)}`)
    await ask('GET', `/crm/anchors?area=${area}`)
  }
  await ask('GET', '/crm/basics')
  await ask('GET', `/crm/customers/${ids.customers}/tree`)
  const { member } = await ask('GET', '/auth/session')
  const whole = {
    entity: 'lead',
    recordId: ids.leads,
    memberId: member.id,
    level: 'read',
    until: '2999-12-31',
  }
  const share = await ask('POST', '/crm/shares', whole)
  await ask('GET', `/crm/shares?entity=lead&id=${ids.leads}`)
  await ask('POST', '/crm/watchers', { entity: 'lead', id: ids.leads, watching: true })
  await ask('GET', `/crm/watchers?entity=lead&id=${ids.leads}`)
  await ask('GET', `/crm/access/why?member=${member.id}&entity=lead&id=${ids.leads}&field=email`)
  await ask('DELETE', `/crm/shares/${share.id}`)
  await ask('GET', '/crm/search?q=again')
  await ask('GET', '/crm/audit?class=exports')
  await ask('GET', '/crm/audit/seal?verify=true')
  await ask('GET', '/crm/audit/export.csv')
  await ask('GET', '/crm/journal?limit=1000')
  await ask('GET', '/crm/operations')
  await ask('GET', '/metrics', undefined, {})
  await ask('GET', `/crm/pipelines/${ids.pipelines}/board?cards=5`)
  await ask('GET', `/crm/pipelines/${ids.pipelines}/velocity?days=30`)
  await ask('POST', `/crm/deals/${ids.deals}/move`, { stageId: ids.stages, above: null })
  await ask('GET', `/crm/leads/${ids.leads}/convert`)
  const later = await ask('POST', '/crm/stages', {
    name: 'Later',
    pipelineId: ids.pipelines,
    kind: 'open',
    probability: 50,
  })
  const moved = await ask('POST', `/crm/deals/${ids.deals}/move`, { stageId: later.id })
  await ask('POST', `/crm/deals/${ids.deals}/move/undo`, { version: moved.version })
  await approvals(ids, later.id)
  await ask('POST', `/crm/leads/${ids.leads}/convert`, {})
  await ask('POST', `/crm/leads/${ids.leads}/convert/undo`)
}

async function approvals(ids: Record<string, string>, stageId: string) {
  const rules = `/crm/pipelines/${ids.pipelines}/rules`
  const { member } = await ask('GET', '/auth/session')
  const approval = { when: null, approvers: [member.id], deputies: [], remindAfterHours: 24 }
  const rule = { creates: true, needs: [], when: null, says: null, movers: null, approval }
  const free = { noSkipping: false, noGoingBack: false, lossReasons: [], lossNote: false }
  await ask('GET', rules)
  await ask('PUT', rules, { ...free, stages: { [stageId]: rule } })
  for (const verb of ['withdraw', 'decline', 'approve']) {
    const { id } = await ask('POST', `/crm/deals/${ids.deals}/approvals`, {
      stageId,
      reason: 'A rival is near.',
    })
    // Nobody decides what they asked for themselves.
    if (verb !== 'withdraw') await database.owner`update deal_approval set asked_by = null where id = ${id}`
    await ask('POST', `/crm/approvals/${id}/${verb}`, {})
    await ask('GET', `/crm/approvals/${id}`)
  }
  await ask('GET', '/crm/approvals?pending=true')
  await ask('GET', `/crm/deals/${ids.deals}/stays`)
  await ask('GET', `/crm/leads/${ids.leads}/stays`)
  await ask('GET', `/crm/deals/${ids.deals}/approvals`)
  await ask('PUT', rules, { ...free, stages: {} })
}

async function fields() {
  const made = await ask('POST', '/crm/fields', {
    entity: 'lead',
    key: 'origin',
    label: 'Origin',
    kind: 'text',
  })
  await ask('GET', '/crm/fields')
  await ask('POST', '/crm/fields/arrange', { entity: 'lead', top: [made.id] })
  await ask('PATCH', `/crm/fields/${made.id}`, { label: 'Whence' })
  await ask('DELETE', `/crm/fields/${made.id}`)
}

async function territories(id: string, memberId: string) {
  const setup = {
    customer: null,
    lead: { field: 'city', op: 'eq', value: 'Nowhere' },
    memberIds: [memberId],
  }
  await ask('POST', `/crm/territories/${id}/trial`, setup)
  await ask('PUT', `/crm/territories/${id}/setup`, setup)
  await ask('POST', '/crm/territory-tree/place')
  await ask('GET', '/crm/territory-tree')
}

async function assignment() {
  const { member } = await ask('GET', '/auth/session')
  const rule = {
    id: crypto.randomUUID(),
    name: 'Gulf leads',
    active: true,
    when: { field: 'country', op: 'eq', value: 'SA' },
    way: { type: 'person', memberId: member.id },
    on: { creation: true, import: true, change: false },
  }
  await ask('POST', '/crm/assignment/trial', { rules: [rule] })
  await ask('PUT', '/crm/assignment', { rules: [rule] })
  await ask('GET', '/crm/assignment')
}

async function rates() {
  await ask('GET', '/crm/rates/settings')
  await ask('PATCH', '/crm/rates/settings', { base: 'EUR', address: 'https://bank.example/daily.xml' })
  await ask('POST', '/crm/rates/fetch')
  await ask('POST', '/crm/rates', { rates: [{ day: '2026-01-05', currency: 'USD', rate: '1.0873' }] })
  await ask('POST', '/crm/rates/file?format=csv', '2026-01-05,JPY,169.42\n', { 'content-type': 'text/csv' })
  await ask('GET', '/crm/rates')
  await ask('GET', '/crm/rates/on?day=2026-01-07')
  await ask('GET', '/crm/rates/convert?minor=1000&currency=USD&to=JPY')
  const right = { currency: 'USD', day: '2026-01-05', rate: '1.25' }
  const { digest } = (await ask('POST', '/crm/rates/preview', right)) as unknown as { digest: string }
  await ask('POST', '/crm/rates/correct', { ...right, days: [], digest })
  await ask('DELETE', '/crm/rates/USD/2026-01-05')
}

async function firstResponse() {
  await ask('GET', '/crm/first-response')
  const rule = { id: crypto.randomUUID(), name: 'Within the hour', when: null, minutes: 60 }
  await ask('PUT', '/crm/first-response', { rules: [rule] })
}

async function serviceLevels(workspaceId: string, ticketId: string) {
  await ask('GET', '/crm/service-levels')
  const target = { first_reply: 60, next_reply: 60, solve: 600 }
  const policy = {
    id: crypto.randomUUID(),
    name: 'Within the hour',
    when: null,
    calendarId: null,
    targets: { low: target, normal: target, high: target, urgent: target },
    pausedIn: ['waiting_customer'],
    warnMinutes: 30,
  }
  await ask('PUT', '/crm/service-levels', { policies: [policy] })
  await followClocks(await workContext({ db: database }, { workspaceId, task: 'service_levels' }), [ticketId])
  await ask('GET', `/crm/tickets/${ticketId}/clocks`)
  await ask('GET', `/crm/tickets/${ticketId}/clocks?at=2020-01-01T00:00:00Z`)
  await ask('GET', '/crm/ticket-settings')
  await ask('PUT', '/crm/ticket-settings', { closeAfterDays: 7 })
}

async function filterIndexes() {
  await database.owner`
    insert into filter_index (workspace_id, entity, field, source, custom, kind, folding, state, slow, noted_at, last_used_at)
    select id, 'lead', 'city', 'city', false, 'words', 2, 'ready', 3, now(), now() from workspace`
  await ask('GET', '/crm/filter-indexes')
  await ask('DELETE', '/crm/filter-indexes/lead/city')
}

async function lines(dealId: string) {
  await ask('POST', '/crm/taxes', { country: 'DE', taxClass: 'standard', percent: '19' })
  await ask('GET', '/crm/taxes')
  const line = { text: 'Mast', quantity: '0.333', unitPrice: '10', taxClass: 'standard' }
  await ask('PUT', `/crm/deals/${dealId}/lines`, { currency: 'EUR', taxCountry: 'DE', lines: [line] })
  await ask('GET', `/crm/deals/${dealId}/lines`)
  const book = { name: 'Europe', currency: 'EUR', limits: { rep: '5' }, entries: [] }
  const { id } = await ask('POST', '/crm/price-books', book)
  await ask('GET', '/crm/price-books')
  await ask('GET', `/crm/price-books/${id}`)
  await ask('PUT', `/crm/price-books/${id}`, { ...book, limits: {} })
  const off = { ...line, taxClass: null, discount: '10' }
  await ask('PUT', `/crm/deals/${dealId}/lines`, { currency: 'EUR', priceBookId: id, lines: [off] })
  // As if somebody else had written it.
  await database.owner`update deal_line set approval = 'waiting', asked_by = null where deal_id = ${dealId}`
  await ask('POST', `/crm/deals/${dealId}/lines/decide`, { approve: true })
  await ask('DELETE', `/crm/price-books/${id}`)
  await ask('PUT', `/crm/deals/${dealId}/lines`, { currency: 'EUR', lines: [] })
  await ask('DELETE', '/crm/taxes/DE/standard')
}

async function splits(dealId: string, memberId: string) {
  await ask('PUT', `/crm/deals/${dealId}/splits`, { splits: [{ memberId, points: 10_000, role: 'overlay' }] })
  await ask('GET', `/crm/deals/${dealId}/splits`)
  await ask('PUT', `/crm/deals/${dealId}/splits`, { splits: [] })
}

async function activities(memberId: string): Promise<void> {
  const meeting = await ask('POST', '/crm/activities', {
    kind: 'meeting',
    name: 'Review',
    startsAt: '2026-11-20T09:00:00Z',
    endsAt: '2026-11-20T10:00:00Z',
  })
  const invitees = [{ memberId }, { email: 'guest@else.example', name: 'Guest' }]
  await ask('PUT', `/crm/activities/${meeting.id}/invitees`, { invitees })
  await ask('GET', `/crm/activities/${meeting.id}/invitees`)
  await ask('POST', `/crm/activities/${meeting.id}/invitees/mail`)
  await ask('GET', `/crm/activities/${meeting.id}/calendar.ics`)
  const series = `/crm/activities/${meeting.id}/series`
  await ask('PATCH', `/crm/activities/${meeting.id}`, { startsAt: '2031-11-20T09:00:00Z' })
  await ask('POST', series, { rule: 'FREQ=DAILY;COUNT=3', timeZone: 'Asia/Riyadh' })
  await ask('GET', series)
  await ask('PATCH', series, { which: 'later', values: { name: 'Daily review' } })
  await ask('POST', `${series}/cancel`, { which: 'all' })
  await ask('GET', '/crm/notices')
  await ask('POST', '/crm/notices/seen', { until: '2026-11-20T09:00:00Z' })
  await ask('GET', '/crm/calendar-feed')
  const { url } = (await ask('POST', '/crm/calendar-feed')) as Answered & { url: string }
  await ask('GET', new URL(url).pathname)
  await ask('DELETE', '/crm/calendar-feed')
  await ask('GET', '/crm/agenda?from=2026-11-01&until=2026-11-30')
  await ask('GET', `/crm/agenda?from=2026-11-01&until=2026-11-30&members=all`)
}

async function quotes(dealId: string, customerId: string) {
  const { settings } = (await ask('GET', '/crm/quote-settings')) as unknown as { settings: object }
  await ask('PUT', '/crm/quote-settings', { ...settings, paymentTerms: '30 days net' })
  const line = { text: 'Mast', quantity: '2', unitPrice: '10' }
  await ask('PUT', `/crm/deals/${dealId}/lines`, { currency: 'EUR', lines: [line] })
  const { id } = await ask('POST', '/crm/quotes', { dealId, customerId })
  await ask('POST', `/crm/quotes/${id}/send`, {})
  await ask('POST', `/crm/quotes/${id}/links`, { name: 'Thandiwe', email: 'thandiwe@karoo.example' })
  const sheet = (await ask('GET', `/crm/quotes/${id}/sheet`)) as unknown as {
    links: { id: string; address: string; email: string | null }[]
  }
  const mailed = sheet.links.find(({ email }) => email)!
  await ask('POST', `/crm/quotes/${id}/links/${mailed.id}/mail`, { message: 'As we said.' })
  await ask('DELETE', `/crm/quotes/${id}/links/${sheet.links[1]!.id}`)
  const token = new URL(sheet.links[0]!.address).pathname.slice('/q/'.length)
  await quoteByLink(id, token)
  await ask('POST', `/crm/quotes/${id}/versions`)
  await ask('POST', `/crm/quotes/${id}/versions/drop`)
  await ask('POST', `/crm/quotes/${id}/withdraw`)
}

/** What whoever has a link asks, as its customer. */
async function quoteByLink(id: string, token: string) {
  const mine = cookie
  cookie = ''
  const path = `/public/quotes/${token}`
  await ask('GET', path)
  await ask('POST', `${path}/viewed`, {})
  await ask('POST', `${path}/ask-for-change`, { text: 'In January?' })
  await ask('POST', `${path}/decline`, {})
  await database.owner`update quote_version set state = 'sent' where quote_id = ${id}`
  await ask('POST', `${path}/accept`, { name: 'Thandiwe', signature: { typed: 'Thandiwe' } })
  // As the workflow makes it.
  const [{ workspaceId }] = await database.owner<[{ workspaceId: string }]>`
    select workspace_id from quote where id = ${id}`
  const ctx = await testContext(database, { workspaceId })
  const picture = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
  const file = await write(ctx, ({ tx }) =>
    keepFile(ctx, tx, { name: 'a.pdf', contentType: 'application/pdf' }, picture),
  )
  await database.owner`
    update quote_version set signed_pdf_file_id = ${file.id}, document = jsonb_set(document, '{seller,logoFileId}', to_jsonb(${file.id}::text))
    where quote_id = ${id}`
  await ask('GET', `${path}/pdf`)
  await ask('GET', `${path}/logo`)
  cookie = mine
  await ask('GET', `/crm/quotes/${id}/versions/1/pdf`)
  await ask('POST', `/crm/quotes/${id}/versions/1/pdf`)
  await database.owner`update quote_version set state = 'sent' where quote_id = ${id}`
  await database.owner`update quote set status = 'sent' where id = ${id}`
  await database.owner`update deal set status = 'open' where id = (select deal_id from quote where id = ${id})`
}

async function calendars(memberId: string) {
  const week = [{ weekday: 1, start: '09:00', end: '17:00' }]
  await ask('POST', '/crm/calendars', { name: 'Berlin', timeZone: 'Europe/Berlin', week })
  const { id } = await ask('POST', '/crm/calendars', { name: 'Dubai', timeZone: 'Asia/Dubai', week })
  await ask('GET', '/crm/calendars')
  const places = (await ask('GET', '/crm/holidays/places?country=DE')) as unknown as { regions: unknown[] }
  expect(places.regions.length).toBe(16)
  await ask('GET', '/crm/holidays?country=DE&region=BY&fromYear=2027&years=1')
  for (const one of [`calendars/${id}`, `members/${memberId}`]) {
    await ask('GET', `/crm/${one}/working-time?from=2026-11-02T00:00:00Z&until=2026-11-30T00:00:00Z`)
    await ask('GET', `/crm/${one}/due?from=2026-11-02T00:00:00Z&minutes=60`)
  }
  await ask('GET', `/crm/calendars/${id}`)
  await ask('PATCH', `/crm/calendars/${id}`, { name: 'Dubai office', version: 1 })
  await ask('PUT', '/crm/calendar-choice', { calendarId: id })
  await ask('PUT', '/crm/calendar-choice', { calendarId: null })
  const absence = await ask('POST', '/crm/absences', { firstDay: '2026-12-24', lastDay: '2026-12-31' })
  await ask('GET', '/crm/absences')
  await ask('DELETE', `/crm/absences/${absence.id}`)
  const other = await ask('POST', '/crm/calendars', { name: 'Spare', timeZone: 'UTC', week: [] })
  await ask('POST', `/crm/calendars/${id}/default`)
  await ask('DELETE', `/crm/calendars/${other.id}`)
}

/** A file on a record, and the small picture that the worker has made of it. */
async function resetPassword() {
  await ask('POST', '/auth/password-reset', { email })
  const [mail] = await database.owner<{ text: string }[]>`
    select content ->> 'text' as text from delivery where purpose = 'password_reset'`
  const token = /token=([\w-]+)/.exec(mail!.text)![1]
  await ask('GET', `/auth/password-reset/${token}`)
  await ask('POST', `/auth/password-reset/${token}`, { password })
  await ask('POST', '/auth/sign-in', { email, password })
  // There and back again: the walk goes on with the first.
  for (const other of ['layla@other.example', email]) {
    await ask('POST', '/auth/address', { email: other, password })
    const [change] = await database.owner<{ text: string }[]>`
      select content ->> 'text' as text from delivery where purpose = 'address_change' and recipients -> 0 ->> 'address' = ${other}`
    await ask('POST', `/auth/address/${/token=([\w-]+)/.exec(change!.text)![1]}`)
  }
}

async function deliveries(workspaceId: string) {
  await ask('PUT', '/crm/mail-settings', {
    host: 'mail.walk.example',
    port: 465,
    security: 'tls',
    user: null,
    fromAddress: email,
    fromName: null,
    dkimDomain: null,
    dkimSelector: null,
    connections: 2,
    perMinute: null,
    receipts: false,
  })
  await ask('GET', '/crm/mail-settings')
  const { id } = await ask('POST', '/crm/mail-settings/test', { to: email })
  await ask('GET', `/crm/deliveries?state=waiting&purpose=test&words=walk`)
  await ask('GET', `/crm/deliveries/${id}`)
  const [written] = await database.owner<{ id: string }[]>`
    select id from delivery where workspace_id = ${workspaceId} and purpose = 'quote' limit 1`
  await ask('GET', `/crm/deliveries/${written!.id}/html`)
  await ask('POST', `/crm/deliveries/${id}/cancel`)
  await database.owner`update delivery set state = 'failed' where id = ${id} and workspace_id = ${workspaceId}`
  await ask('POST', `/crm/deliveries/${id}/decide`, { verb: 'send' })
  await ask('POST', '/crm/suppressions', { address: 'no@walk.example' })
  const { results } = (await ask('GET', '/crm/suppressions?words=no@')) as unknown as {
    results: { id: string }[]
  }
  await ask('DELETE', `/crm/suppressions/${results[0]!.id}`)
  await ask('DELETE', '/crm/mail-settings')
}

async function attachments(leadId: string) {
  const about = `entity=lead&recordId=${leadId}`
  const file = await ask('POST', `/crm/attachments?${about}&name=a.txt`, 'A file.')
  await ask('GET', `/crm/attachments?${about}&removed=true`)
  await ask('GET', `/crm/attachments?${about}`)
  const path = `/crm/attachments/${file.id}`
  await ask('PATCH', path, { name: 'b.txt' })
  await ask('DELETE', path)
  await ask('POST', `${path}/restore`)
  await ask('GET', `${path}/content`)
  await ask('GET', `${path}/content`, undefined, { range: 'bytes=0-1' })
  const [{ key }] = (await database.owner`
    update attachment set thumbnail = 'made' where id = ${file.id} returning blob_key as key`) as unknown as [
    { key: string },
  ]
  const picture = new Response('A picture.').body as unknown as AsyncIterable<Uint8Array>
  await door.door.files.blobs.put(`${key}-small`, picture)
  await ask('GET', `${path}/thumbnail`)
}

async function mailboxes() {
  const box = {
    name: 'Support',
    address: 'us@walk.example',
    policy: 'shared',
    host: 'imap.walk.example',
    port: 993,
    security: 'tls',
    user: 'us',
  }
  const { id } = await ask('POST', '/crm/mailboxes', { ...box, password: 'secret' })
  await ask('GET', '/crm/mailboxes')
  await ask('PUT', `/crm/mailboxes/${id}`, { ...box, name: 'Help' })
  await ask('POST', `/crm/mailboxes/${id}/check`)
  await ask('DELETE', `/crm/mailboxes/${id}`)
}

/** A thread as a mail begins it, and one more that goes into it. */
async function conversations(workspaceId: string) {
  const ctx = await testContext(database, { workspaceId })
  await door.door.files.blobs.put(
    'walk/mail',
    new Response('A mail.').body as unknown as AsyncIterable<Uint8Array>,
  )
  const file = {
    name: 'a.txt',
    mediaType: 'text/plain',
    bytes: 7,
    contentId: null,
    sha256: 'ab',
    blobKey: 'walk/mail',
  }
  const source = { mailboxId: null, privateOf: null, ownAddresses: ['us@walk.example'] }
  const [first, second] = await receiveMails(ctx, source, [
    scratchMail({
      subject: 'Zanzibar',
      html: '<p>Hello</p>',
      attachments: [file],
      source: { key: 'walk/mail', bytes: 7 },
    }),
    scratchMail({ subject: 'Another', from: { address: 'else@walk.example', name: 'Else' } }),
  ])
  if (first?.what !== 'kept' || second?.what !== 'kept') throw new Error('Nothing came.')
  const path = `/crm/conversations/${first.conversationId}`
  await ask('GET', '/crm/conversations?view=unknown&q=zanz')
  await ask('GET', '/crm/conversation-counts')
  const thread = (await ask('GET', path)) as unknown as { messages: { attachments: { id: string }[] }[] }
  await ask('GET', `${path}/messages/${first.messageId}/html`)
  await ask('GET', `${path}/messages/${first.messageId}/source`)
  await ask('GET', `${path}/attachments/${thread.messages[0]!.attachments[0]!.id}`)
  await ask('PATCH', path, { tags: ['urgent'], state: 'open' })
  const note = await ask('POST', `${path}/notes`, { text: 'Ask Layla.' })
  const reply = await ask('POST', `${path}/reply`, { text: 'We see to it.', to: ['noor@gulf.example'] })
  await ask('POST', `${path}/messages/${reply.id}/take-back`)
  await ask('POST', '/crm/conversations', { subject: 'Hello', text: 'Hello.', to: ['noor@gulf.example'] })
  await ask('POST', `${path}/presence`, {})
  await ask('POST', `${path}/sender`, { verdict: 'lead' })
  await ask('POST', `${path}/split`, { messageId: note.id })
  await ask('POST', `${path}/merge`, { otherId: second.conversationId })
}

async function imports(workspaceId: string) {
  const draftOf = async (content: string) => {
    const file = await ask('POST', '/crm/files?name=leads.csv', content, { 'content-type': 'text/csv' })
    return ask('POST', '/crm/imports', { fileId: file.id })
  }
  const stopped = `/crm/imports/${(await draftOf('name\nLayla\n')).id}`
  await ask('PATCH', stopped, { settings: { mode: 'create' } })
  await ask('POST', `${stopped}/check`)
  for (const verb of ['start', 'pause', 'resume', 'cancel']) await ask('POST', `${stopped}/${verb}`)
  const { id } = await draftOf('name,e-mail\nLayla,layla@door.example\nBad,a@@b\n')
  await ask('POST', `/crm/imports/${id}/start`)
  await runImport(await importContext(database, { workspaceId, importId: id }), id, { maxMs: 60_000 })
  await ask('GET', '/crm/imports')
  for (const more of ['', '/faults', '/faults.csv']) await ask('GET', `/crm/imports/${id}${more}`)
  await ask('POST', `/crm/imports/${id}/undo`)
}

async function bulk(id: string) {
  const set = { entity: 'lead', verb: 'update', values: { city: 'Riga' } }
  const done = await ask('POST', '/crm/bulk', { ...set, ids: [id, uuidv7()] })
  const path = `/crm/bulk/${done.id}`
  await ask('GET', '/crm/bulk')
  for (const more of ['', '/faults']) await ask('GET', path + more)
  for (const [state, verb] of [
    ['failed', 'resume'],
    ['queued', 'cancel'],
    ['done', 'undo'],
  ] as const) {
    await database.owner`update bulk set state = ${state} where id = ${done.id}`
    await ask('POST', `${path}/${verb}`)
  }
}

/** Of a model that has learnt nothing: that of a trained one is asked for in `models.test.ts`. */
async function predictions(model: string, workspaceId: string, area: string, id: string) {
  const path = `/crm/models/${model}`
  const training = await ask('POST', `${path}/train`)
  await ask('GET', `${path}/trainings/${training.id}`)
  await ask('POST', `${path}/trainings/${training.id}/cancel`)
  await saveVersion(await testContext(database, { role: 'admin', workspaceId }), {
    trainingId: uuidv7(),
    model,
    state: 'ready',
    card: scratchCard,
    artifact: {},
    contest: null,
  })
  await ask('POST', `${path}/features`, { choices: [{ feature: 'source', choice: null }] })
  await ask('GET', '/crm/models')
  await ask('GET', path)
  await ask('GET', `${path}/versions/1`)
  await ask('POST', `${path}/versions/1/activate`)
  await ask('GET', `${path}/scores.csv`)
  await ask('GET', `/crm/${area}/${id}/score`)
  await ask('GET', `/crm/${area}/${id}/score/history`)
}
