import { expect, test } from 'bun:test'
import { importEntities } from '@sextant/db/mapping/import-entities.model'
import { importTargets } from '@sextant/db/mapping/import-targets.rules'
import { placeOf } from '../app/record-places'
import ar from './words.ar'
import en from './words.en'
import fr from './words.fr'

test('every field that a column may become, each of its choices and what it refers to have a word in each language', () => {
  const keys = importEntities.flatMap(entity =>
    Object.entries(importTargets(entity)).flatMap(([key, { options = [], refersTo }]) => [
      `field.${key}`,
      ...options.map(option => `option.${option}`),
      ...(refersTo && !placeOf(refersTo)?.say('refers') ? [`refers.${refersTo}`] : []),
    ]),
  )
  expect(keys.length).toBeGreaterThan(80)
  for (const words of [en, fr, ar]) expect(keys.filter(key => !(key in words))).toEqual([])
})
