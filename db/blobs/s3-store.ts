import { createHash } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'
import { Fault } from '../core/errors'
import { BlobGone, type BlobStore, checkKey, storeAway } from './blob-store'
import type { BlobPlace } from './blobs.model'
import { ofSize } from './of-size'

/** S3 takes parts from 5 MiB on, and 10,000 of one file: these come to 80 GB. One is in memory at a time. */
const partBytes = 8 * 1024 ** 2
const attempts = 4

/** Keeps blobs in a bucket of any store that speaks S3, addressed by path. A file of more than 8 MiB goes up in parts; one that is broken off is taken back. */
export function s3Store(place: Exclude<BlobPlace, { folder: string }>): BlobStore {
  /** Of the day, region and service: worked out once. */
  const cache = new Map<string, ArrayBuffer>()
  const bucket = `${place.endpoint.replace(/\/+$/, '')}/${place.bucket}`
  const placeOf = (key: string) => {
    checkKey(key)
    return `${bucket}/${key}`
  }

  /** Asks, and asks again where the store is away for a moment. What it refuses is thrown, but for the statuses that the caller `takes`. */
  async function ask(
    method: string,
    url: string,
    {
      body,
      takes = [],
      headers = {},
    }: { body?: Uint8Array; takes?: number[]; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const hash = body ? { 'x-amz-content-sha256': sha256(body) } : {}
    for (let attempt = 1; ; attempt += 1) {
      const signed = await new AwsV4Signer({
        method,
        url,
        headers: { ...headers, ...hash },
        accessKeyId: place.accessKey,
        secretAccessKey: place.secretKey,
        region: place.region,
        service: 's3',
        cache,
      }).sign()
      const answer = await fetch(signed.url, {
        method,
        headers: signed.headers,
        body: body as Uint8Array<ArrayBuffer> | undefined,
      }).catch((error: unknown) => storeAway(error instanceof Error ? error.message : String(error)))
      if (answer instanceof Response && (answer.ok || takes.includes(answer.status))) return answer
      const again = answer instanceof Fault || answer.status >= 500 || answer.status === 429
      if (again && attempt < attempts) {
        if (answer instanceof Response) await answer.body?.cancel()
        await new Promise(done => setTimeout(done, 100 * 4 ** (attempt - 1)))
        continue
      }
      if (answer instanceof Fault) throw answer
      throw storeAway(`HTTP ${answer.status} ${element(await answer.text(), 'Code') ?? ''}`.trim())
    }
  }

  async function putInParts(url: string, first: Uint8Array, rest: AsyncIterator<Uint8Array>): Promise<void> {
    const begun = await (await ask('POST', `${url}?uploads`)).text()
    const uploadId = element(begun, 'UploadId')
    if (!uploadId) throw storeAway('no upload id')
    const upload = `uploadId=${encodeURIComponent(uploadId)}`
    try {
      const tags: string[] = []
      for (let part: Uint8Array | undefined = first; part; ) {
        const kept = await ask('PUT', `${url}?partNumber=${tags.length + 1}&${upload}`, { body: part })
        await kept.body?.cancel()
        tags.push(kept.headers.get('etag') ?? '')
        const next: IteratorResult<Uint8Array> = await rest.next()
        part = next.done ? undefined : next.value
      }
      const parts = tags.map(
        (tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag}</ETag></Part>`,
      )
      const whole = new TextEncoder().encode(
        `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join('')}</CompleteMultipartUpload>`,
      )
      // It may begin with 200 and end with an error.
      const told = await (await ask('POST', `${url}?${upload}`, { body: whole })).text()
      if (told.includes('<Error>')) throw storeAway(element(told, 'Code') ?? 'not completed')
    } catch (error) {
      await ask('DELETE', `${url}?${upload}`, { takes: [404] }).catch(() => undefined)
      throw error
    }
  }

  /** Pages of a listing: the text of each, by the parameters that the one before tells. */
  async function* pagesOf(query: Record<string, string>, next: (page: string) => Record<string, string>) {
    for (let more: Record<string, string> = {}; ; ) {
      const page: string = await (
        await ask('GET', `${bucket}?${new URLSearchParams({ ...query, ...more })}`)
      ).text()
      yield page
      if (element(page, 'IsTruncated') !== 'true') return
      more = next(page)
    }
  }

  return {
    async put(key, bytes) {
      const url = placeOf(key)
      const parts = ofSize(bytes, partBytes)
      const first = await parts.next()
      const body = first.done ? new Uint8Array() : first.value
      if (body.length === partBytes) return putInParts(url, body, parts)
      const kept = await ask('PUT', url, { body })
      await kept.body?.cancel()
    },

    async *get(key, range) {
      const headers: Record<string, string> = range ? { range: `bytes=${range.first}-${range.last}` } : {}
      const answer = await ask('GET', placeOf(key), { takes: [404], headers })
      if (answer.status === 404) {
        await answer.body?.cancel()
        throw new BlobGone(key)
      }
      yield* bodyOf(answer)
    },

    async size(key) {
      const answer = await ask('HEAD', placeOf(key), { takes: [404] })
      return answer.status === 404 ? undefined : Number(answer.headers.get('content-length'))
    },

    async drop(key) {
      const answer = await ask('DELETE', placeOf(key), { takes: [404] })
      await answer.body?.cancel()
    },

    async *list(prefix) {
      const pages = pagesOf({ 'list-type': '2', prefix }, page => ({
        'continuation-token': element(page, 'NextContinuationToken') ?? '',
      }))
      for await (const page of pages)
        for (const entry of elements(page, 'Contents'))
          yield { key: element(entry, 'Key') ?? '', bytes: Number(element(entry, 'Size')) }
    },

    async dropUnfinished(before) {
      let dropped = 0
      const pages = pagesOf({ uploads: '' }, page => ({
        'key-marker': element(page, 'NextKeyMarker') ?? '',
        'upload-id-marker': element(page, 'NextUploadIdMarker') ?? '',
      }))
      for await (const page of pages)
        for (const entry of elements(page, 'Upload')) {
          if (new Date(element(entry, 'Initiated') ?? 0) >= before) continue
          const id = encodeURIComponent(element(entry, 'UploadId') ?? '')
          await ask('DELETE', `${placeOf(element(entry, 'Key') ?? '')}?uploadId=${id}`, { takes: [404] })
          dropped += 1
        }
      return dropped
    },
  }
}

async function* bodyOf(answer: Response): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of (answer.body ?? []) as AsyncIterable<Uint8Array>) yield piece
  } catch (error) {
    throw storeAway(error instanceof Error ? error.message : String(error))
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What lies in the elements of a name. The answers of S3 are flat enough to be read so. */
const elements = (xml: string, name: string): string[] =>
  Array.from(xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs')), ([, inner]) => plain(inner!))

const element = (xml: string, name: string): string | undefined => elements(xml, name)[0]

const plain = (text: string): string =>
  text.includes('<')
    ? text
    : text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
