import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import type { ApiKey } from './access.model'

/** Keys in use, the newest first. Never a secret. */
export async function listApiKeys(ctx: Context): Promise<ApiKey[]> {
  authorise(ctx, 'api_key', 'read')
  const [row] = await readOnce(
    ctx,
    sql => sql<{ keys: ApiKey[] }[]>`
      select coalesce(json_agg(json_build_object('id', id, 'name', name, 'role', role, 'grants', grants, 'memberId', member_id, 'prefix', prefix,
        'createdAt', created_at, 'expiresAt', expires_at, 'lastUsedAt', last_used_at) order by created_at desc, id), '[]') as keys
      from api_key where revoked_at is null`,
  )
  return row!.keys
}
