import { expect, test } from 'bun:test'
import { catalogue } from '@sextant/db/app/catalogue.events'
import type { TimelineEvent } from '@sextant/db/events/event.model'
import type { RequestEvent } from 'solid-js/web'
import { provideRequestEvent } from 'solid-js/web/storage'
import { type EventContext, sentence } from './event-sentence'

const inLanguage = <T>(locale: string, read: () => T): T => {
  const request = new Request('http://x', { headers: { cookie: `sx_locale=${locale}` } })
  return provideRequestEvent({ request } as RequestEvent, read)
}

const context = {
  fields: { field: () => undefined },
  members: { nameOf: () => undefined },
} as unknown as EventContext
const eventOf = (kind: string): TimelineEvent => ({
  id: '1',
  kind,
  occurredAt: '2026-03-01T10:00:00.000Z',
  actor: { type: 'system', id: null, name: '' },
  payload: kind === 'activity.logged' ? { kind: 'call' } : {},
  before: null,
  after: null,
  requestId: null,
  causeType: null,
  causeId: null,
  subject: null,
})

test('every kind that people see in a timeline has words of its own in each language', () => {
  const shown = catalogue.filter(known => 'shown' in known)
  expect(shown.length).toBeGreaterThan(30)
  for (const { kind } of shown) {
    const titles = ['en', 'fr', 'ar'].map(locale =>
      inLanguage(locale, () => sentence(eventOf(kind), context).title),
    )
    // Words that are missing would be their key, or the same in two languages; those of a kind nobody knows are its verb.
    expect([
      kind,
      titles.filter(title => title.startsWith('event.') || title === kind.split('.')[1]),
    ]).toEqual([kind, []])
    expect([kind, new Set(titles).size]).toEqual([kind, 3])
  }
})

test('what only another version tells of is shown by its name', () => {
  expect(inLanguage('en', () => sentence(eventOf('lead.merged'), context).title)).toBe('merged')
})
