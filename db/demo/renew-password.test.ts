import { afterAll, beforeAll, expect, test } from 'bun:test'
import { checkPassword } from '../access/sign-in'
import { createUser } from '../access/sign-up'
import { faultOf, testCallers } from '../testing/test-callers'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { demoAdmin } from './found-demo'
import { renewDemoPassword } from './renew-password'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

test('the people of the demo have the new password and no longer the old one; others keep theirs', async () => {
  const { caller, person } = testCallers(db)
  const other = person()
  await createUser(caller(), { ...demoAdmin, password: 'as it was told before' })
  await createUser(caller(), other)
  await renewDemoPassword(db.ownerUrl, 'as it is told from now on')
  const enters = (email: string, password: string) => checkPassword(caller(), email, password)
  expect(await enters(demoAdmin.email, 'as it is told from now on')).toMatchObject({ email: demoAdmin.email })
  expect((await faultOf(enters(demoAdmin.email, 'as it was told before'))).code).toBe('unauthenticated')
  expect(await enters(other.email, other.password)).toMatchObject({ email: other.email })
})
