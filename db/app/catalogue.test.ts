import { expect, test } from 'bun:test'
import * as v from 'valibot'
import { objects } from '../core/grants.rules'
import { type EventKind, eventsOf, payloadOf } from '../events/event.model'
import { importEvents } from '../imports/imports.events'
import { catalogue, meaningOf } from './catalogue.events'
import { entities } from './entities'

const root = new URL('../..', import.meta.url).pathname
const sources = await Promise.all(
  [...new Bun.Glob('{db,edge,workflows,ml}/**/*.ts').scanSync(root)]
    .filter(path => !/node_modules|\.test\.ts$|\/testing\/|scratch-/.test(path))
    .map(async path => ({ path, text: (await Bun.file(root + path).text()).replace(/\s+/g, ' ') })),
)
const kinds: readonly EventKind[] = catalogue

test('every kind of every *.events.ts is in the catalogue, once', async () => {
  const defined: string[] = []
  for (const { path } of sources) {
    if (!path.endsWith('.events.ts') || path.startsWith('db/app/')) continue
    const module: Record<string, unknown> = await import(root + path)
    for (const value of Object.values(module)) if (typeof value === 'object') defined.push(...kindsIn(value!))
  }
  expect(defined.sort()).toEqual(kinds.map(({ kind }) => kind).sort())
  expect(new Set(defined).size).toBe(defined.length)
})

const kindsIn = (value: object): string[] =>
  Object.values(value).flatMap((one: unknown) => {
    if (typeof one === 'function' && 'kind' in one) return [String(one.kind)]
    return typeof one === 'object' && one ? kindsIn(one) : []
  })

test('events are made by their kinds, and written by one INSERT', () => {
  const defining = sources.filter(({ text }) => /\beventsOf\(/.test(text)).map(({ path }) => path)
  expect(defining.filter(path => !/\.events\.ts$|event\.model\.ts$/.test(path))).toEqual([])
  const writing = sources.filter(({ text }) => /insert into event\b/i.test(text)).map(({ path }) => path)
  expect(writing).toEqual(['db/events/append-events.ts'])
})

test('every kind is emitted by something', async () => {
  const code = sources
    .filter(({ path }) => !path.endsWith('.events.ts'))
    .map(({ text }) => text)
    .join('\n')
  const idle: string[] = []
  for (const { path } of sources) {
    if (!path.endsWith('.events.ts') || path.startsWith('db/app/')) continue
    const module: Record<string, unknown> = await import(root + path)
    for (const [family, value] of Object.entries(module)) {
      if (typeof value !== 'object' || !value) continue
      for (const [key, one] of Object.entries(value)) {
        // A family of families has its kinds one floor down.
        const names = typeof one === 'function' ? [key] : Object.keys(one as object)
        for (const name of names) {
          const kept = entities.some(({ events }) => events === value && name in events && isRecordVerb(name))
          const owner = kept ? 'events' : family
          const at = `\\b${owner}(\\[[^\\]]*\\])?`
          const called = new RegExp(`${at}\\.${name}\\(|\\b${owner}\\[[^\\]]*'${name}'[^\\]]*\\]\\(`)
          if (!called.test(code)) idle.push(`${family}.${name}`)
        }
      }
    }
  }
  expect(idle).toEqual([])
})

const isRecordVerb = (name: string) => ['created', 'updated', 'archived', 'restored'].includes(name)

test('events of one family are seen and forgotten alike, and what grants sight of them can be granted', () => {
  for (const { kind, subjects, sight, forgets } of kinds)
    for (const subjectType of subjects) {
      const known = meaningOf({ kind: `${kind.split('.')[0]}.of_another_version`, subjectType })
      expect([kind, known?.sight, known?.forgets]).toEqual([kind, sight, forgets])
      if (sight !== null) expect(objects).toContain(sight ?? (subjectType as (typeof objects)[number]))
    }
  expect(meaningOf({ kind: 'spell.cast', subjectType: 'deal' })).toBeDefined()
  expect(meaningOf({ kind: 'spell.cast', subjectType: 'spell' })).toBeUndefined()
})

test('whose timeline people see, of that all kinds have words', () => {
  const records = new Set<string>(entities.map(({ name }) => name))
  const unseen = kinds.filter(
    ({ shown, subjects }) => !shown && subjects.some(subject => records.has(subject)),
  )
  expect(unseen.map(({ kind }) => kind)).toEqual([])
})

test('what an older version wrote otherwise is absent, and the rest is read', () => {
  const { done } = importEvents
  const logged = { payload: { read: 3, created: '2', byteOffset: 9, rows: 1 } }
  expect(payloadOf(done, logged)).toEqual({ read: 3, byteOffset: 9 })
  expect(payloadOf(done, { payload: {} })).toEqual({})
})

test('a kind is named by its family and key, and makes what the log keeps', () => {
  const { checkRequested } = eventsOf(
    { subject: 'import_check', word: 'import' },
    { checkRequested: { payload: { n: v.number() } } },
  )
  expect(checkRequested('a', { n: 1 }, { after: { x: 2 } }) as object).toEqual({
    kind: 'import.check_requested',
    subjectType: 'import_check',
    subjectId: 'a',
    payload: { n: 1 },
    after: { x: 2 },
  })
  const { logged } = eventsOf({ subject: ['lead', 'deal'], word: 'activity' }, { logged: {} })
  expect(logged({ type: 'deal', id: 'b' })).toMatchObject({
    kind: 'activity.logged',
    subjectType: 'deal',
    subjectId: 'b',
  })
})
