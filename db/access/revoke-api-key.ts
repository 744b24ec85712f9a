import { authorise, type Context } from '../core/context'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { write } from '../events/write'
import { apiKeyEvents } from './access.events'

/** Ends a key on every edge. Doing it twice is doing it once. */
export async function revokeApiKey(ctx: Context, id: string): Promise<void> {
  authorise(ctx, 'api_key', 'archive')
  if (!isUuid(id)) throw notFound('API key')
  await write(ctx, async ({ tx, emit }) => {
    const [key] = await tx<{ name: string; prefix: string; revokedAt: Date | null }[]>`
      select name, prefix, revoked_at from api_key where id = ${id} for update`
    if (!key) throw notFound('API key')
    if (key.revokedAt) return
    await tx`update api_key set revoked_at = ${ctx.clock().toISOString()} where id = ${id}`
    emit(apiKeyEvents.revoked(id, { name: key.name, prefix: key.prefix }))
  })
}
