import { expect, test } from 'bun:test'
import * as v from 'valibot'
import ar from './models.ar'
import en from './models.en'
import fr from './models.fr'

const Models = v.object({ models: v.array(v.object({ name: v.string() })) })

test('every model has a name and says what it predicts in each language', async () => {
  // Not a static import: screens never depend on models, only this promise about their words does.
  const load = (path: string) => import(new URL(`../../../${path}`, import.meta.url).href)
  // Entities know each other through their list, so that comes first.
  await load('db/records/registry.ts')
  const { models } = v.parse(Models, { ...(await load('ml/app/models.ts')) })
  const keys = models.flatMap(({ name }) => [`model.${name}`, `model.${name}.predicts`])
  for (const words of [en, fr, ar]) expect(keys.filter(key => !(key in words))).toEqual([])
})
