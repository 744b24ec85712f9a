import { expect, test } from 'bun:test'
import { areaOf } from '@sextant/db/core/areas.model'
import { importEntities } from '@sextant/db/mapping/import-entities.model'
import { importTargets } from '@sextant/db/mapping/import-targets.rules'
import { placeOf } from '../../app/record-places'
import { fieldName } from './names'
import ar from './words.ar'
import en from './words.en'
import fr from './words.fr'

/** The dictionary of the area that keeps such records, where its place offers it. */
async function ofArea(entity: string, locale: string): Promise<object> {
  const area = areaOf(entity)
  return placeOf(entity)?.records.words ? (await import(`../../${area}/${area}.${locale}`)).default : {}
}

test('every field that a column may become, each of its choices and what it refers to have a word in each language', async () => {
  let asked = 0
  const missing: string[] = []
  for (const [locale, words] of Object.entries({ en, fr, ar }))
    for (const entity of importEntities) {
      const known = { ...(await ofArea(entity, locale)), ...words }
      for (const [key, { options = [], refersTo }] of Object.entries(importTargets(entity)))
        for (const wanted of [
          `field.${key}`,
          ...options.map(option => `option.${option}`),
          ...(refersTo && !placeOf(refersTo)?.say('refers') ? [`refers.${refersTo}`] : []),
        ]) {
          asked += 1
          if (!(wanted in known)) missing.push(`${entity}.${locale}: ${wanted}`)
        }
    }
  expect(asked).toBeGreaterThan(240)
  // In the area's dictionary, which its place offers as `records.words`; here, where many areas say the same.
  expect(missing).toEqual([])
})

test('a field is called by its area where the words that many share do not have it', () => {
  expect('field.family' in en).toBe(false)
  expect(fieldName('family')).toBe('Family')
  expect(fieldName('nothing')).toBe('nothing')
})
