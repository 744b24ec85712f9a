import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { fileOf, readFile } from '../files/read-file'
import { type Logo, maxLogoBytes, readLogo } from './logo'
import type { QuoteDocument } from './quote-document.model'

/** The logo of a quote's seller, or why it is left out; undefined where there is none. */
export async function logoIn(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  { seller: { logoFileId } }: Pick<QuoteDocument, 'seller'>,
): Promise<Logo | string | undefined> {
  if (!logoFileId) return undefined
  try {
    const { bytes } = await fileOf(ctx, logoFileId)
    if (bytes > maxLogoBytes) return 'too large'
    return readLogo(Buffer.concat(await Array.fromAsync(readFile(ctx, logoFileId))))
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return 'not there any more'
    throw error
  }
}
