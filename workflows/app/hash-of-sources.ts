import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files below `root` that match one of the patterns, by their paths from there, in order; never what was installed or built. */
export function sourceFiles(root: string, patterns: readonly string[]): string[] {
  const files = patterns.flatMap(pattern => [...new Bun.Glob(pattern).scanSync({ cwd: root })])
  return [...new Set(files)].filter(name => !/node_modules|\/dist\//.test(name)).sort()
}

/** A hash (sha256, hexadecimal) over the paths and contents of those files: what was built from them is theirs as long as it stays the same. */
export function hashOfSources(root: string, patterns: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of sourceFiles(root, patterns))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}
