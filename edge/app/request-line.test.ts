import { expect, test } from 'bun:test'
import { newSecret } from '@sextant/db/access/secrets'
import { uuidv7 } from '@sextant/db/core/ids'
import { accessLine } from './request-line'

const pathIn = (target: string): string =>
  JSON.parse(accessLine('GET', target, 200, 1.234, 'request-1', null)).path

test('the access log tells paths as they were sent, without the query', () => {
  for (const path of ['/', '/crm/leads', `/crm/invitations/${uuidv7()}`, '/crm/leads/%E2%82%AC', '/a"b'])
    expect(pathIn(`${path}?q=marta@kunden.example`)).toBe(path)
})

test('a token that opens an invitation is in no line of the access log, and no address is', () => {
  for (const path of ['/auth/invitations/', '/invitation/', '//auth/invitations/', '//crm/calendar-feeds/']) {
    const token = newSecret()
    expect(pathIn(`${path}${token}`)).toBe(`${path}[redacted]`)
  }
  for (const address of [
    'marta@kunden.example',
    'marta%40kunden.example',
    'm.%2Bx@münchen.example',
    encodeURIComponent('марта@почта.рф'),
  ])
    expect(pathIn(`/crm/leads/${address}`)).toBe('/crm/leads/[e-mail]')
})
