import { expect, test } from 'bun:test'
import { customFieldEntities } from '@sextant/db/core/areas.model'
import { Glob } from 'bun'
import { places } from '../places'
import type { Place } from './place'
import { listHref, placeOf, recordHref } from './record-places'

const routes = [...new Glob('**/*.tsx').scanSync(`${import.meta.dir}/../routes/(app)`)]
  .filter(file => !file.startsWith('['))
  .map(file => {
    const path = file.replace(/(\/?index)?\.tsx$/, '')
    return new RegExp(`^/${path.replace(/\/\[\[\w+\]\]/, '(/[^/]+)?').replace(/\[\w+\]/, '[^/]+')}$`)
  })
const isRoute = (path: string) => routes.some(route => route.test(path))

test('every area’s place is in the list, and no two have a name, an address or a letter in common', async () => {
  const written = [...new Glob('*/place.ts').scanSync(`${import.meta.dir}/..`)]
  const modules = await Promise.all(written.map(file => import(`../${file}`)))
  const keys = modules.flatMap(module => Object.values<Place>(module).map(({ key }) => key))
  expect(places.map(({ key }) => key).sort()).toEqual(keys.sort())
  for (const part of ['key', 'href', 'letter'] as const) {
    const values = places.flatMap(place => place[part] ?? [])
    expect(new Set(values).size).toBe(values.length)
  }
  expect(places.filter(({ atHand }) => atHand)).toHaveLength(4)
  for (const { href } of places) expect([href, isRoute(href)]).toEqual([href, true])
})

test('each kind of record that people keep has its words, a list that is a page, and opens on a page or not at all', () => {
  for (const kind of customFieldEntities) {
    const say = placeOf(kind)?.say ?? (() => undefined)
    for (const word of ['noun', 'plural', 'why', 'import', 'create', 'made', 'see', 'go'])
      expect([kind, word, say(word, { n: 2 })]).toEqual([kind, word, expect.any(String)])
    expect([kind, isRoute(listHref(kind))]).toEqual([kind, true])
    const opens = recordHref(kind, '0195')
    expect([kind, opens === undefined || isRoute(opens)]).toEqual([kind, true])
  }
  expect(isRoute('/nowhere')).toBe(false)
})

test('people and causes open nowhere', () => {
  for (const kind of ['member', 'import', 'stage', 'activity'])
    expect(recordHref(kind, '0195')).toBeUndefined()
})
