/** What a small picture measures at most, in pixels: sharp on a phone where it is shown at a third of that. */
export const mostSide = 320
/** A picture of more is not opened: a few kilobytes can unfold into gigabytes. */
const mostPixels = 150_000_000
/** Neither is a larger file. */
export const mostPictureBytes = 100 * 1024 ** 2

/**
 * The small picture (WebP) of a picture, upright as its camera was held, and without what else the file tells: place, device, time. Undefined for what cannot be read as
 * one, or is too large.
 */
export async function thumbnailOf(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  try {
    return await sharp(bytes, { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'error' })
      .autoOrient()
      .resize({ width: mostSide, height: mostSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .timeout({ seconds: 30 })
      .toBuffer()
  } catch {
    return undefined
  }
}
