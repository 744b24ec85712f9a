import { expect, test } from 'bun:test'
import { whyCodes } from '@sextant/db/access/why.model'
import { activityFields } from '@sextant/db/activities/activities.model'
import { contactFields } from '@sextant/db/contacts/contacts.model'
import { objects } from '@sextant/db/core/grants.rules'
import { customerFields } from '@sextant/db/customers/customers.model'
import { dealFields } from '@sextant/db/deals/deals.model'
import { leadFields } from '@sextant/db/leads/leads.model'
import { pipelineFields, stageFields } from '@sextant/db/pipelines/pipelines.model'
import { productFields } from '@sextant/db/products/products.model'
import { quoteFields } from '@sextant/db/quotes/quotes.model'
import { t as why } from './why.text'
import { fieldLabel, objectName } from './words'

const kinds = [
  activityFields,
  contactFields,
  customerFields,
  dealFields,
  leadFields,
  pipelineFields,
  stageFields,
  productFields,
  quoteFields,
]

test('every object that can be granted, and every field of one, has a word', () => {
  expect(
    objects.filter(object => objectName(object) === object || objectName(object) === `object.${object}`),
  ).toEqual([])
  const wordless = kinds
    .flatMap(fields => Object.keys(fields))
    .filter(key => fieldLabel({ key, label: null, readOnly: false }) === key)
  expect(wordless).toEqual([])
})

test('every step of an explanation has a sentence', () => {
  expect(whyCodes.filter(code => why.say(code) === undefined)).toEqual([])
})
