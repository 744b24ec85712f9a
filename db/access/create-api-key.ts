import { authorise, type Context } from '../core/context'
import { forbidden, invalid } from '../core/errors'
import { instantMs } from '../core/field.model'
import type { Grants } from '../core/grants.rules'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { apiKeyEvents } from './access.events'
import { ApiKeyCreate, type ApiKeyMade } from './access.model'
import { grantsOfKey } from './policy.rules'
import { isWithinPower } from './power.rules'
import { grantProblems, wholeGrants } from './role.rules'
import { grantsToGive, objectsToGrant } from './roles.queries'
import { digest, newSecret } from './secrets'

/**
 * A machine's way in, with a role no wider than its maker's, and with grants of its own where it is to do less. The secret is in this answer and nowhere else: only a digest is kept. A key made by
 * a member is theirs: it ends when they leave. One made by the system (`bun run key`) belongs to nobody. Throws `invalid` for an end that is over and for grants that contradict
 * each other, `forbidden` for more than the maker (`api_key.power`) or the role (`api_key.wider`) may.
 */
export async function createApiKey(ctx: Context, input: unknown): Promise<ApiKeyMade> {
  authorise(ctx, 'api_key', 'create')
  const { name, role, grants: given = null, expiresAt = null } = parse(ApiKeyCreate, input)
  const now = ctx.clock()
  const ends = expiresAt === null ? null : instantMs(expiresAt)
  if (ends !== null && ends <= now.getTime()) throw expiresInThePast()
  const secret = `sx_${newSecret()}`
  const grants = given && wholeGrants(given as Grants)
  const key = {
    id: uuidv7(),
    name,
    role,
    grants: grants as ApiKeyMade['grants'],
    memberId: ctx.access.memberId,
    prefix: secret.slice(0, 11),
    createdAt: now.toISOString(),
    expiresAt: ends === null ? null : new Date(ends).toISOString(),
    lastUsedAt: null,
  }
  await write(ctx, async ({ tx, emit }) => {
    const held = await grantsToGive(tx, role)
    if (!isWithinPower(held, ctx.access))
      throw forbidden(`A key of yours can do no more than you can: not ${role}.`, 'api_key.power')
    if (grants) {
      const problems = grantProblems(grants, await objectsToGrant(tx))
      if (problems.length) throw invalid(problems)
      if (!isWithinPower(grantsOfKey(grants), { grants: held }))
        throw forbidden(`A key can do no more than its role: not more than ${role}.`, 'api_key.wider')
    }
    await tx`insert into api_key ${tx({
      id: key.id,
      workspace_id: ctx.workspaceId,
      name,
      role,
      grants: grants && tx.json(grants as never),
      member_id: key.memberId,
      prefix: key.prefix,
      secret_hash: digest(secret),
      created_at: key.createdAt,
      expires_at: key.expiresAt,
    })}`
    const { prefix, expiresAt } = key
    emit(apiKeyEvents.created(key.id, {}, { after: { name, role, grants, prefix, expiresAt } }))
  })
  return { ...key, secret }
}

const expiresInThePast = () =>
  invalid([
    {
      pointer: '/expiresAt',
      code: 'in_the_past',
      message: 'A key has to end later than now.',
      params: { field: 'expiresAt' },
    },
  ])
