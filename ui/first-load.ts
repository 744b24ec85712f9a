import { gzipSync } from 'bun'

interface Chunk {
  file: string
  imports?: string[]
}

const client = `${import.meta.dir}/dist/client`

/**
 * Gzipped bytes of the JavaScript that the first visit of a page loads: the entry, the frame, the page's route and one language,
 * with everything these import. What is loaded on demand (dialogs, menus, charts, the board) does not count.
 * `bun ui/first-load.ts [route file]`, after `bun run build`; routes as in `src/routes`.
 */
export async function firstLoad(
  route: string,
): Promise<{ bytes: number; files: { file: string; bytes: number }[] }> {
  const manifest: Record<string, Chunk> = await Bun.file(`${client}/.vite/manifest.json`).json()
  const area = route.split('/').at(-1)?.split('.')[0] ?? ''
  const dictionaries = ['src/i18n/en.ts', `src/${area}/${area}.en.ts`]
  const isDictionary = (key: string) => dictionaries.includes(key) || key.endsWith('.place.en.ts')
  const wanted = Object.keys(manifest).filter(
    key =>
      key === 'src/entry-client.tsx' ||
      key.startsWith('src/routes/(app).tsx') ||
      key.startsWith(`src/routes/${route}`) ||
      isDictionary(key),
  )
  if (!wanted.some(key => key.startsWith(`src/routes/${route}`)))
    throw new Error(`No route ${route} in the build.`)
  const files = new Set<string>()
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (!chunk || files.has(chunk.file)) return
    if (chunk.file.endsWith('.js')) files.add(chunk.file)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  for (const key of wanted) visit(key)
  const sizes = await Promise.all(
    [...files].map(async file => ({
      file,
      bytes: gzipSync(await Bun.file(`${client}/${file}`).bytes()).length,
    })),
  )
  return {
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    files: sizes.sort((a, b) => b.bytes - a.bytes),
  }
}

if (import.meta.main) {
  const { bytes, files } = await firstLoad(process.argv[2] ?? '(app)/leads')
  for (const { file, bytes: size } of files) console.log(String(size).padStart(8), file)
  console.log(`${(bytes / 1000).toFixed(1)} kB gzipped in ${files.length} files`)
}
