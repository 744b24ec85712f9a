import { expect, test } from 'bun:test'
import { customFieldEntities } from '@sextant/db/core/areas.model'
import { Glob } from 'bun'
import ar from '../i18n/ar'
import en from '../i18n/en'
import fr from '../i18n/fr'
import { listHref, recordHref } from './record-places'

const routes = [...new Glob('**/*.tsx').scanSync(`${import.meta.dir}/../routes/(app)`)]
  .filter(file => !file.startsWith('['))
  .map(file => {
    const path = file.replace(/(\/?index)?\.tsx$/, '')
    return new RegExp(`^/${path.replace(/\/\[\[\w+\]\]/, '(/[^/]+)?').replace(/\[\w+\]/, '[^/]+')}$`)
  })
const isRoute = (path: string) => routes.some(route => route.test(path))

test('each kind of record that people keep has a word in every language, a list that is a page, and opens on a page or not at all', () => {
  for (const kind of customFieldEntities) {
    for (const words of [en, fr, ar]) expect(Object.keys(words)).toContain(`kind.${kind}`)
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
