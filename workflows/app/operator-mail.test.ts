import { expect, test } from 'bun:test'
import { readConfig } from './config'
import { readOperatorMail } from './operator-mail'

test('the operator’s server is an address that says how it is spoken to, by whom, and who writes', () => {
  expect(
    readOperatorMail('smtps://crm%40co.example:p%3A%20w@mail.co.example', 'Sextant <crm@co.example>'),
  ).toEqual({
    server: { host: 'mail.co.example', port: 465, security: 'tls', user: 'crm@co.example', password: 'p: w' },
    from: { address: 'crm@co.example', name: 'Sextant' },
  })
  expect(readOperatorMail('smtp://mail.co.example', 'crm@co.example')).toMatchObject({
    server: { port: 587, security: 'starttls', user: null, password: null },
    from: { name: null },
  })
  expect(readOperatorMail('smtp+plain://[::1]:2525', 'crm@co.example')?.server).toMatchObject({
    host: '::1',
    port: 2525,
    security: 'none',
  })
})

test('what is no such address, or has nobody who writes, is refused at the start without telling what it was', () => {
  for (const [address, from] of [
    ['https://mail.co.example', 'crm@co.example'],
    ['mail.co.example', 'crm@co.example'],
    ['smtps://mail.co.example', 'Sextant'],
  ] as const)
    expect([address, readOperatorMail(address, from)]).toEqual([address, undefined])
  const environment = {
    DATABASE_APP_URL: 'postgres://a@localhost/x',
    DATABASE_SYSTEM_URL: 'postgres://b@localhost/x',
    TEMPORAL_ADDRESS: 'localhost:7233',
    SEXTANT_MAIL_SERVER: 'smtps://crm:a-password@mail.co.example',
  }
  const refusal = () => readConfig(environment)
  expect(refusal).toThrow('SEXTANT_MAIL_FROM')
  expect(refusal).not.toThrow('a-password')
  expect(readConfig({ ...environment, SEXTANT_MAIL_FROM: 'crm@co.example' }).mail?.server.host).toBe(
    'mail.co.example',
  )
})
