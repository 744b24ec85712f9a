import { authorise, type Context } from '../core/context'
import { forbidden, invalid } from '../core/errors'
import { instantMs } from '../core/field.model'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { apiKeyEvents } from './access.events'
import { ApiKeyCreate, type ApiKeyMade } from './access.model'
import { isWithinPower } from './power.rules'
import { grantsToGive } from './roles.queries'
import { digest, newSecret } from './secrets'

/**
 * A machine's way in, with a role no wider than its maker's. The secret is in this answer and nowhere else: only a digest is kept. A key made by
 * a member is theirs: it ends when they leave. One made by the system (`bun run key`) belongs to nobody.
 */
export async function createApiKey(ctx: Context, input: unknown): Promise<ApiKeyMade> {
  authorise(ctx, 'api_key', 'create')
  const { name, role, expiresAt = null } = parse(ApiKeyCreate, input)
  const now = ctx.clock()
  const ends = expiresAt === null ? null : instantMs(expiresAt)
  if (ends !== null && ends <= now.getTime()) throw expiresInThePast()
  const secret = `sx_${newSecret()}`
  const key = {
    id: uuidv7(),
    name,
    role,
    memberId: ctx.access.memberId,
    prefix: secret.slice(0, 11),
    createdAt: now.toISOString(),
    expiresAt: ends === null ? null : new Date(ends).toISOString(),
    lastUsedAt: null,
  }
  await write(ctx, async ({ tx, emit }) => {
    if (!isWithinPower(await grantsToGive(tx, role), ctx.access))
      throw forbidden(`A key of yours can do no more than you can: not ${role}.`, 'api_key.power')
    await tx`insert into api_key ${tx({
      id: key.id,
      workspace_id: ctx.workspaceId,
      name,
      role,
      member_id: key.memberId,
      prefix: key.prefix,
      secret_hash: digest(secret),
      created_at: key.createdAt,
      expires_at: key.expiresAt,
    })}`
    const { prefix, expiresAt } = key
    emit(apiKeyEvents.created(key.id, {}, { after: { name, role, prefix, expiresAt } }))
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
