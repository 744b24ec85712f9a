import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { createLog, type LogFields } from './log'

function logged(work: (log: ReturnType<typeof createLog>) => void): LogFields[] {
  const lines: string[] = []
  work(createLog('edge', line => lines.push(line)))
  return lines.map(line => JSON.parse(line))
}

test('an entry is one JSON line with its time, level, part and fields', () => {
  const [entry] = logged(log => log.with({ requestId: 'r-1' }).warn('slow\nquery', { ms: 1200 }))
  expect(entry).toMatchObject({ level: 'warn', part: 'edge', msg: 'slow\nquery', requestId: 'r-1', ms: 1200 })
  expect(Date.parse(String(entry?.time))).toBeGreaterThan(0)
})

test('fields cannot pass themselves off as the head of the entry', () => {
  const [entry] = logged(log => log.info('real', { msg: 'forged', level: 'debug', part: 'x' }))
  expect(entry).toMatchObject({ msg: 'real', level: 'info', part: 'edge' })
})

test('an error keeps its stack, code and cause, and loses the query that holds people’s data', () => {
  const cause = Object.assign(new Error('duplicate'), {
    code: '23505',
    parameters: ['a@b.example'],
    detail: 'Key (email)=(a@b.example)',
  })
  const [entry] = logged(log => log.error('failed', { error: new Error('outer', { cause }) }))
  expect(entry?.error).toMatchObject({ message: 'outer', cause: { code: '23505' } })
  expect(JSON.stringify(entry?.error)).toContain('log.test.ts')
  expect(JSON.stringify(entry)).not.toContain('a@b.example')
})

test('no secret gets into a line, whatever it is nested in', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9]{12,20}$/).map(text => `Zq9${text}`)
  const key = fc.constantFrom(
    'password',
    'newPassword',
    'accessToken',
    'SESSION_SECRET',
    'Authorization',
    'set-cookie',
  )
  const nest = fc.array(fc.constantFrom('object', 'array', 'error'), { maxLength: 4 })
  fc.assert(
    fc.property(secret, key, nest, (secret, key, nest) => {
      const shapes = [
        { [key]: secret },
        { text: `key sx_${secret} used` },
        { text: `postgres://sextant:${secret}@db:5432/x` },
        { text: `postgres://sextant:pa@${secret}@db:5432/x` },
        { text: `authorization: Bearer ${secret}` },
      ]
      for (const shape of shapes) {
        let fields: LogFields = shape
        for (const wrap of nest) {
          if (wrap === 'array') fields = { list: [fields] }
          else if (wrap === 'error')
            fields = { error: Object.assign(new Error(String(fields.text ?? 'x')), fields) }
          else fields = { inner: fields }
        }
        const lines: string[] = []
        createLog('edge', line => lines.push(line)).info(String(shape.text ?? 'm'), fields)
        expect(lines.join()).not.toContain(secret)
      }
    }),
  )
})

test('the address of a quote gets into a log without what opens it', () => {
  const token = `${'Ab9_-'.repeat(5).slice(0, 22)}.${'x-Z_7'.repeat(9).slice(0, 43)}`
  const lines: string[] = []
  const log = createLog('edge', line => lines.push(line))
  for (const path of [
    `/q/${token}`,
    `/public/quotes/${token}/accept`,
    `https://crm.example/q/${token}?lang=fr`,
  ])
    log.warn(`failed at ${path}`, { path, error: new Error(`no answer at ${path}`) })
  expect(lines.join()).not.toContain(token)
  expect(lines.join()).not.toContain(token.slice(0, 22))
  expect(lines[0]).toContain('/q/[redacted]')
})

test('what cannot be JSON is still logged: circles, big integers, functions, very long texts', () => {
  const circle: LogFields = {
    big: 12n,
    work: () => {},
    long: 'x'.repeat(100_000),
    many: Array(5_000).fill(1),
  }
  circle.self = circle
  const [entry] = logged(log => log.info('odd', { circle }))
  expect(entry?.circle).toMatchObject({ big: '12', work: '[function]', self: '[circular]' })
  expect(JSON.stringify(entry).length).toBeLessThan(20_000)
})
