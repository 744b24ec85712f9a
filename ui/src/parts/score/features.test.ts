import { expect, test } from 'bun:test'
import * as v from 'valibot'
import ar from './score.ar'
import en from './score.en'
import fr from './score.fr'

const Models = v.object({
  models: v.array(v.object({ name: v.string(), features: v.array(v.object({ key: v.string() })) })),
})

test('every feature of every model has a word in each language', async () => {
  // Not a static import: screens never depend on models, only this promise about their words does.
  const load = (path: string) => import(new URL(`../../../../${path}`, import.meta.url).href)
  // Entities know each other through their list, so that comes first.
  await load('db/records/registry.ts')
  const { models } = v.parse(Models, { ...(await load('ml/app/models.ts')) })
  expect(models.length).toBeGreaterThan(1)
  const keys = [...new Set(models.flatMap(model => model.features.map(feature => `feature.${feature.key}`)))]
  for (const words of [en, fr, ar]) expect(keys.filter(key => !(key in words))).toEqual([])
  // Nor is there a word for a feature that no model has.
  const unused = Object.keys(en).filter(key => key.startsWith('feature.') && !keys.includes(key))
  expect(unused).toEqual([])
})
