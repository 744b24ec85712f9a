import { beforeEach, expect, test } from 'bun:test'
import { createForm } from './create-form'
import { createDraft, draftSignal } from './drafts'

beforeEach(() => {
  for (const name of ['create lead', 'call a', 'call b', 'convert a', 'invite']) createDraft(name).drop()
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

test('a value of its own, such as a conversion’s, is kept from its first change on', () => {
  const opened = () => draftSignal(createDraft('convert a'), 'dealName', 'Layla Foods')
  const [, setName] = opened()
  expect(opened()[0]()).toBe('Layla Foods')
  setName('Layla Foods, 40 reefers')
  expect(opened()[0]()).toBe('Layla Foods, 40 reefers')
  createDraft('convert a').drop()
  expect(opened()[0]()).toBe('Layla Foods')
})

test('a small form has what was typed again until it was sent, and after a refusal still', async () => {
  const opened = () => createForm({ email: '', role: 'rep' }, 'invite')
  opened().set('email')('lin@partner.example')
  expect(opened().values()).toEqual({ email: 'lin@partner.example', role: 'rep' })
  await opened().submit(
    () => ({}),
    () => Promise.reject(new Error('refused')),
  )
  expect(opened().value('email')).toBe('lin@partner.example')
  await opened().submit(
    () => ({}),
    async () => true,
  )
  expect(opened().value('email')).toBe('')
})
