import { authorise, type Context } from '../core/context'
import { notFound, refused } from '../core/errors'
import { write } from '../events/write'
import { modelVersionEvents } from './models.events'
import { lockModel } from './save-version'
import type { Activated } from './version.model'

/**
 * Makes a version the champion, by hand: forward or back. Doing it twice is doing it once. `model_version.activated` has the records
 * scored anew by it. Refuses
 * (`model.held_back`) one that is held back: first its suspects are decided and it is trained again.
 */
export async function activateVersion(ctx: Context, model: string, version: number): Promise<Activated> {
  authorise(ctx, 'model', 'update')
  return write(ctx, async ({ tx, emit }) => {
    await lockModel(tx, ctx.workspaceId, model)
    const [wanted] = await tx<{ id: string; alias: string; state: string }[]>`
      select id, alias, state from model_version where model = ${model} and version = ${version}`
    if (!wanted) throw notFound('version of this model')
    if (wanted.state === 'held_back')
      throw refused(
        'model.held_back',
        'This version is held back. Say of each suspect whether it is known beforehand, and train again.',
        { version },
      )
    const activated: Activated = { id: wanted.id, version, alias: 'champion' }
    if (wanted.alias === 'champion') return activated
    const [former] = await tx<{ id: string; version: number }[]>`
      update model_version set alias = 'retired' where model = ${model} and alias = 'champion' returning id, version`
    await tx`update model_version set alias = 'champion' where id = ${wanted.id}`
    emit(
      modelVersionEvents.activated(
        wanted.id,
        { model, version, former: former?.version ?? null },
        { before: { alias: wanted.alias }, after: { alias: 'champion' } },
      ),
    )
    return activated
  })
}
