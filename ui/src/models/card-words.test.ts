import { expect, test } from 'bun:test'
import { remarkCodes, remarkParams } from '@sextant/db/models/remark.model'
import { fill, type Message, type Messages } from '../app/dictionary.rules'
import ar from './models.ar'
import en from './models.en'
import fr from './models.fr'

const dictionaries: Record<string, Messages> = { en, fr, ar }
const forms = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message))
const namesIn = (message: Message) => [
  ...new Set(forms(message).flatMap(text => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))),
]

test('all that can be said of a model has a sentence in each language, with every figure of it and no other', () => {
  for (const [locale, dictionary] of Object.entries(dictionaries)) {
    for (const code of remarkCodes) {
      const message = dictionary[`said.${code}`]
      expect([locale, code, typeof message]).not.toEqual([locale, code, 'undefined'])
      if (message === undefined) continue
      // A feature's key only leads to its name.
      const told = remarkParams[code].filter(name => name !== 'feature')
      expect([locale, code, namesIn(message).sort()]).toEqual([locale, code, told.sort()])
      const params = Object.fromEntries(remarkParams[code].map(name => [name, 3]))
      expect(fill(message, params, 'en-GB')).not.toContain('{')
    }
  }
})

test('there is no sentence for what is never said', () => {
  const said = Object.keys(en).filter(key => key.startsWith('said.'))
  expect(said.sort()).toEqual(remarkCodes.map(code => `said.${code}`).sort())
})
