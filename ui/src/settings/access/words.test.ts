import { expect, test } from 'bun:test'
import { entities } from '@sextant/db/app/entities'
import { objects } from '@sextant/db/core/grants.rules'
import { fieldLabel, objectName } from './words'

test('every object that can be granted, and every field of one, has a word', () => {
  expect(
    objects.filter(object => objectName(object) === object || objectName(object) === `object.${object}`),
  ).toEqual([])
  const wordless = entities.flatMap(({ name, model }) =>
    Object.keys(model.fields)
      .filter(key => fieldLabel({ key, label: null, readOnly: false }) === key)
      .map(key => `${name}.${key}`),
  )
  expect(wordless).toEqual([])
})
