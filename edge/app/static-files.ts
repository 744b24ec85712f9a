import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { isKnown } from './conditional'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.wasm': 'application/wasm',
}
const compressible = /^(text\/|application\/(json|manifest|xml|wasm)|image\/svg)/
type Coding = 'br' | 'gzip'

interface StaticFile {
  path: string
  type: string
  size: number
  etag: string
  immutable: boolean
  compressed: Map<Coding, Promise<Uint8Array>>
}

const shrink = {
  br: (bytes: Uint8Array) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes, { level: 9 }),
}

/** The files of a folder, listed once: only what was there at the start can be asked for. Compressed once each, on the first wish. */
export function createStaticFiles(folder: string) {
  const files = new Map<string, StaticFile>()
  for (const path of filesIn(folder)) {
    const url = `/${relative(folder, path).split(sep).join('/')}`
    const { size, mtimeMs } = statSync(path)
    files.set(url, {
      path,
      size,
      type: types[extname(path)] ?? 'application/octet-stream',
      etag: `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`,
      // The bundler puts a hash of the content into these names.
      immutable: /\/(assets|_build)\/.*[-.][\w-]{8,}\.\w+$/.test(url),
      compressed: new Map(),
    })
  }

  return async (request: Request, pathname: string): Promise<Response | undefined> => {
    const file = files.get(pathname)
    if (!file) return undefined
    const headers: Record<string, string> = {
      'content-type': file.type,
      etag: file.etag,
      vary: 'Accept-Encoding',
      'cache-control': file.immutable
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=0, must-revalidate',
    }
    if (isKnown(request.headers.get('if-none-match'), file.etag))
      return new Response(null, { status: 304, headers })
    const coding = codingFor(request.headers.get('accept-encoding'), file)
    if (!coding) return new Response(readFileSync(file.path), { headers })
    let body = file.compressed.get(coding)
    if (!body) {
      body = precompressed(file.path, coding) ?? shrink[coding](readFileSync(file.path))
      file.compressed.set(coding, body)
    }
    return new Response((await body) as Uint8Array<ArrayBuffer>, {
      headers: { ...headers, 'content-encoding': coding },
    })
  }
}

function codingFor(accepted: string | null, { type, size }: StaticFile): Coding | undefined {
  if (!accepted || size < 1024 || !compressible.test(type)) return undefined
  const codings = accepted
    .split(',')
    .filter(one => !/;\s*q=0(\.0+)?\s*$/.test(one))
    .map(one => one.split(';')[0]!.trim())
  return (['br', 'gzip'] as const).find(coding => codings.includes(coding))
}

function precompressed(path: string, coding: Coding): Promise<Uint8Array> | undefined {
  try {
    return Promise.resolve(readFileSync(`${path}${coding === 'br' ? '.br' : '.gz'}`))
  } catch {
    return undefined
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : []
  })
