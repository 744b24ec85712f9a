import { beforeEach, expect, test } from 'bun:test'
import { createDraft } from './drafts'

beforeEach(() => {
  for (const name of ['create lead', 'call a', 'call b']) createDraft(name).drop()
})

test('what was typed is there when the form is opened again, the last of each field', () => {
  const first = createDraft('create lead')
  first.keep('name', 'La')
  first.keep('name', 'Layla')
  first.keep('company', null)
  expect(createDraft('create lead').kept()).toEqual({ name: 'Layla', company: null })
})

test('each form has its own: what was typed about one record does not turn up at another', () => {
  createDraft('call a').keep('outcome', 'Wants prices')
  expect(createDraft('call b').kept()).toEqual({})
})

test('what was sent, or is not wanted, does not come back', () => {
  createDraft('create lead').keep('name', 'Layla')
  createDraft('create lead').drop()
  expect(createDraft('create lead').kept()).toEqual({})
})

test('a form without a name keeps nothing, as one for passwords must not', () => {
  const draft = createDraft(undefined)
  draft.keep('password', 'a long walk at dusk')
  expect(draft.kept()).toEqual({})
  expect(createDraft(undefined).kept()).toEqual({})
})
