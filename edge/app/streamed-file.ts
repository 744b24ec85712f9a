import type { BlobStore, ByteRange } from '@sextant/db/blobs/blob-store'

/** What is sent of a file, and how it is to be called. */
interface Sent {
  blobs: BlobStore
  key: string
  bytes: number
  name: string
  mediaType: string
  /** Changes when the bytes do. */
  tag: string
  /** Shown in the browser itself; else it is saved. */
  inline: boolean
}

/**
 * A file of the store, as it streams, or the part of it that is asked for (RFC 9110: one range; `If-Range`, `If-None-Match`). Whatever it is, the browser neither
 * guesses another type nor runs it as a page of ours, and asks again each time whether it may still be had.
 */
export function streamedFile(request: Request, file: Sent): Response {
  const etag = `"${file.tag}"`
  const headers = headersOf(file, etag)
  const known = request.headers.get('if-none-match')
  if (known?.split(',').some(one => one.trim().replace(/^W\//, '') === etag || one.trim() === '*'))
    return new Response(null, { status: 304, headers })
  const range = askedRange(request.headers, etag, file.bytes)
  if (range === 'beyond')
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${file.bytes}` },
    })
  const length = range ? range.last - range.first + 1 : file.bytes
  const sent = {
    ...headers,
    'content-length': String(length),
    ...(range && { 'content-range': `bytes ${range.first}-${range.last}/${file.bytes}` }),
  }
  const status = range ? 206 : 200
  if (request.method === 'HEAD') return new Response(null, { status, headers: sent })
  const pieces = file.blobs.get(file.key, range)
  return new Response(streamOf(pieces), { status, headers: sent })
}

function headersOf({ name, mediaType, inline }: Sent, etag: string): Record<string, string> {
  const plain = name.replaceAll(/[^\w.-]+/g, '-')
  const written = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16)}`,
  )
  const text = mediaType.startsWith('text/') ? '; charset=utf-8' : ''
  return {
    'content-type': `${mediaType}${text}`,
    'content-disposition': `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${written}`,
    'content-security-policy': policyOf(mediaType, inline),
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    etag,
  }
}

/** A browser's reader of PDFs does not work in a sandbox; it has one of its own. */
const policyOf = (mediaType: string, inline: boolean): string =>
  inline && mediaType === 'application/pdf'
    ? "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
    : "default-src 'none'; sandbox; frame-ancestors 'none'"

/** The range that is asked for; `beyond` where there is nothing of it; undefined for all of it, also where several are asked for or the file is another by now. */
function askedRange(headers: Headers, etag: string, bytes: number): ByteRange | 'beyond' | undefined {
  const condition = headers.get('if-range')
  if (condition !== null && condition !== etag) return undefined
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.get('range') ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  return first >= bytes || first > last ? 'beyond' : { first, last }
}

/** Nothing is opened before somebody reads: an answer that nobody takes holds nothing. */
const streamOf = (pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: () => void pieces.return(undefined),
    },
    { highWaterMark: 0 },
  )
