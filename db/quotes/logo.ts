/** A logo that a document can carry. */
export interface Logo {
  bytes: Uint8Array
  format: 'png' | 'jpg' | 'svg'
}

export const logoTypes = { png: 'image/png', jpg: 'image/jpeg', svg: 'image/svg+xml' } as const

/** Larger ones are left out. */
export const maxLogoBytes = 2 * 1024 * 1024
/** A small file can unfold into a picture that fills the memory. */
const maxSide = 4000

/** The picture that bytes are by what they begin with, whatever they are called; else why they are none that a document can carry. */
export function readLogo(bytes: Uint8Array): Logo | string {
  if (bytes.length > maxLogoBytes) return 'too large'
  const size = pngSize(bytes) ?? jpegSize(bytes)
  if (size) {
    const { format, width, height } = size
    const fits = width > 0 && height > 0 && width <= maxSide && height <= maxSide
    return fits ? { bytes, format } : 'too many pixels'
  }
  const head = new TextDecoder().decode(bytes.subarray(0, 1024)).trimStart()
  return /^(<\?xml|<!--|<svg)/.test(head) && /<svg[\s>]/.test(new TextDecoder().decode(bytes))
    ? { bytes, format: 'svg' }
    : 'neither PNG, JPEG nor SVG'
}

interface Size {
  format: 'png' | 'jpg'
  width: number
  height: number
}

const pngMark = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function pngSize(bytes: Uint8Array): Size | undefined {
  if (bytes.length < 24 || pngMark.some((byte, at) => bytes[at] !== byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** Of the frame header, which is somewhere behind segments that each say how long they are. */
function jpegSize(bytes: Uint8Array): Size | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { format: 'jpg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return { format: 'jpg', width: 0, height: 0 }
}
