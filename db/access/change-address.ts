import { verifyPassword } from 'better-auth/crypto'
import * as v from 'valibot'
import type { Position, Written } from '../core/context'
import { emailKey } from '../core/email-key.rules'
import { conflict } from '../core/errors'
import { email } from '../core/field.model'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { appendEvents, writtenIn } from '../events/append-events'
import { memberEvents } from './access.events'
import { accountLetter } from './account-letters.rules'
import { authenticationOf } from './authentication'
import { type Caller, contextOf } from './caller'
import { countSignIn, forgiveSignIn, mayWriteTo } from './count-attempt'
import { gone } from './invitations.queries'
import { addresseeOf, writeToPerson } from './person-mail'
import { digest, newSecret } from './secrets'
import { wrongCredentials } from './start-session'

export const AddressChange = v.strictObject({
  email: email().schema,
  /** Of the account as it is: whoever finds an open screen changes nothing. */
  password: v.pipe(v.string(), v.maxLength(1000)),
})

const hourMs = 60 * 60 * 1000
const identifierOf = (token: string) => `address-change:${digest(token)}`

/**
 * Writes to a new address of one's own that it is to be confirmed, by a link that is good for an hour and once. Whether somebody else has it is told to nobody: then nothing is
 * written. Throws `unauthenticated` for a wrong password, `limited`.
 */
export async function askAddressChange(caller: Caller, userId: string, input: unknown): Promise<void> {
  const { email: wished, password } = parse(AddressChange, input)
  const person = await addresseeOf(caller.db, { userId })
  if (!person) throw wrongCredentials()
  await countSignIn(caller, person.email)
  const [account] = await caller.db.system<{ password: string | null }[]>`
    select password from account where user_id = ${userId} and provider_id = 'credential'`
  if (!account?.password || !(await verifyPassword({ hash: account.password, password })))
    throw wrongCredentials()
  await forgiveSignIn(caller, person.email)
  const address = emailKey(wished)
  const [taken] = await caller.db.system`select 1 from "user" where email = ${address}`
  if (taken || !(await mayWriteTo(caller, 'address', person.email))) return
  const token = newSecret()
  const now = caller.clock()
  await caller.db.system`
    insert into verification (id, identifier, value, expires_at, created_at, updated_at)
    values (${uuidv7()}, ${identifierOf(token)}, ${JSON.stringify({ userId, address })}, ${new Date(now.getTime() + hourMs)}, ${now}, ${now})`
  const link = `${authenticationOf(caller.db).origin}/confirm-address?token=${token}`
  const { name, locale } = person
  await writeToPerson(
    caller,
    { ...person, email: address },
    'address_change',
    `address change ${digest(token)}`,
    accountLetter(locale, 'addressChange', { name, link, address }),
  )
}

/**
 * Takes a new address that was confirmed: one signs in with it, it is that of one's places in all workspaces, and the old one is told. Throws `not_found` (`address.gone`), `conflict`
 * (`address.taken`) where somebody has it by now.
 */
export async function confirmAddress(caller: Caller, token: string): Promise<void> {
  const now = caller.clock()
  const written: Written[] = []
  let last: Position | undefined
  const changed = await caller.db.system.begin(async tx => {
    const [used] = await tx<{ value: string }[]>`
      delete from verification where identifier = ${identifierOf(token)} and expires_at > ${now} returning value`
    if (!used) throw addressGone()
    const { userId, address } = JSON.parse(used.value) as { userId: string; address: string }
    const [user] = await tx<
      { name: string; email: string }[]
    >`select name, email from "user" where id = ${userId} for update`
    if (!user) throw addressGone()
    const [taken] = await tx`
      select 1 from "user" where email = ${address} union all
      select 1 from member o join member m on m.workspace_id = o.workspace_id and m.user_id = ${userId} and m.deleted_at is null
      where o.email = ${address} and o.id <> m.id and o.deleted_at is null`
    if (taken) throw conflict('Somebody has this address by now.', {}, 'address.taken')
    await tx`update "user" set email = ${address}, email_verified = true, updated_at = ${now} where id = ${userId}`
    // Links to a new password that went to the old address open nothing any more.
    await tx`delete from verification where value = ${userId} and identifier like 'password-reset:%'`
    const members = await tx<{ id: string; workspaceId: string }[]>`
      update member set email = ${address} where user_id = ${userId} and deleted_at is null returning id, workspace_id`
    for (const { id, workspaceId } of members) {
      const updated = [
        memberEvents.updated(id, { userId }, { before: { email: user.email }, after: { email: address } }),
      ]
      const ctx = contextOf(caller, workspaceId, { type: 'user', id, name: user.name })
      last = await appendEvents(ctx, tx, updated)
      written.push(...writtenIn(workspaceId, updated))
    }
    return { userId, former: user.email, address }
  })
  if (last) caller.onWrite?.(last, written)
  const person = await addresseeOf(caller.db, { userId: changed.userId })
  if (!person) return
  const { name, locale } = person
  await writeToPerson(
    caller,
    { ...person, email: changed.former },
    'address_changed',
    `address changed ${digest(token)}`,
    accountLetter(locale, 'addressChanged', { name, address: changed.address }),
  )
}

const addressGone = () =>
  gone('address.gone', 'This link was used, or is older than an hour. Ask for the change again.')
