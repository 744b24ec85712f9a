import { expect, test } from 'bun:test'
import { Problem } from '../../app/problem'
import { createForm } from './create-form'
import { createSending } from './sending'

const refused = (...pointers: string[]) =>
  new Problem(
    'invalid',
    422,
    'Something is wrong.',
    undefined,
    pointers.map(pointer => ({ pointer, message: `wrong: ${pointer}` })),
  )
const refuse = (problem: Problem) => () => Promise.reject(problem)

test('what the server refused of a field is told beside that field, wherever inside of it', async () => {
  const sending = createSending()
  expect(await sending.send(refuse(refused('/name', '/amount/minor', '/custom/size')))).toBeUndefined()
  for (const field of ['name', 'amount', 'custom.size']) expect(sending.error(field)).toBeString()
  expect(sending.problem(['name', 'amount', 'custom.size'])).toBeUndefined()
})

test('what belongs to no field of the form is told of the whole', async () => {
  const sending = createSending()
  await sending.send(refuse(refused('/elsewhere')))
  expect(sending.problem(['name'])).toBeString()
  expect(sending.problem(['elsewhere'])).toBeUndefined()
})

test('a form is sent once, however often one presses while it is under way', async () => {
  const sending = createSending()
  let sent = 0
  let answer = () => {}
  const write = () => {
    sent++
    return new Promise<void>(resolve => {
      answer = resolve
    })
  }
  const first = sending.send(write)
  expect(sending.busy()).toBe(true)
  expect(await sending.send(write)).toBeUndefined()
  answer()
  await first
  expect([sent, sending.busy()]).toEqual([1, false])
})

test('what is wrong beforehand is told field by field, and nothing is sent', () => {
  const sending = createSending()
  expect(sending.refuse({ name: 'Write a name.', city: false, note: undefined })).toBe(true)
  expect([sending.error('name'), sending.error('city')]).toEqual(['Write a name.', undefined])
  expect(sending.refuse({ name: false })).toBe(false)
  expect(sending.error('name')).toBeUndefined()
})

test('a field that is written anew is no longer told wrong, the others are', async () => {
  const sending = createSending()
  await sending.send(refuse(refused('/name', '/city')))
  sending.clear('name')
  expect(sending.error('name')).toBeUndefined()
  expect(sending.error('city')).toBeString()
})

test('what was typed into a form stays through every failure', async () => {
  const form = createForm({ name: '', city: 'Riyadh' })
  form.set('name')('Najd')
  await form.submit(() => ({}), refuse(refused('/name')))
  await form.submit(() => ({}), refuse(new Problem('offline', 0, '')))
  expect(form.values()).toEqual({ name: 'Najd', city: 'Riyadh' })
  expect(form.problem()).toBeString()
  expect(form.busy()).toBe(false)
  expect(
    await form.submit(
      () => ({}),
      async () => 'sent',
    ),
  ).toBe('sent')
  expect(form.problem()).toBeUndefined()
})

test('a choice that was let go of stays as it was', () => {
  const form = createForm({ role: 'rep' })
  form.set('role')(null)
  expect(form.field('role').value).toBe('rep')
})
