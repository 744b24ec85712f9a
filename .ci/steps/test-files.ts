import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { root } from './run-command'

/** The files of a folder that match, by their paths from the project's root, in order. */
export const filesIn = (folder: string, pattern: string): string[] =>
  [...new Bun.Glob(`${folder}/**/${pattern}`).scanSync({ cwd: root, dot: true })]
    .filter(path => !path.includes('node_modules'))
    .sort()

/** How many tests the files declare; one that is declared for each of several values counts once. */
export const testsIn = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + countTests(readFileSync(resolve(root, file), 'utf8')), 0)

export const countTests = (source: string): number =>
  [...source.matchAll(/^\s*(?:test|it)(?:\.\w+)*\(/gm)].length

/** The area that a file belongs to: its folder in the room, whatever room that is; the room where it lies in none. */
export function areaOf(file: string): string {
  const [room = '', ...folders] = file.split('/').filter(name => name !== '..')
  const inside = room === 'ui' && folders[0] === 'src' ? folders.slice(1) : folders
  return room === '.ci' || inside.length < 2 ? room : inside[0]!
}

/** Files that are tested in one process, called by the areas they are of. */
export interface Part {
  name: string
  files: string[]
}

/**
 * Divides a room's test files into parts of about `most`, by area: an area is divided only where it alone has more. Areas lie
 * beside each other in the order of their names, so that a new one moves few.
 */
export function partsOf(files: readonly string[], most: number): Part[] {
  const parts: { areas: string[]; files: string[]; of?: string }[] = []
  for (const [area, own] of Map.groupBy(files, areaOf)) {
    const last = parts.at(-1)
    if (own.length > most) {
      const pieces = Math.ceil(own.length / most)
      for (let at = 0; at < pieces; at++)
        parts.push({
          areas: [area],
          files: own.filter((_, index) => index % pieces === at),
          of: `, ${at + 1} of ${pieces}`,
        })
    } else if (last && !last.of && last.files.length + own.length <= most) {
      last.areas.push(area)
      last.files.push(...own)
    } else parts.push({ areas: [area], files: [...own] })
  }
  return parts.map(({ areas, files, of = '' }) => ({
    name: areas.length > 2 ? `${areas[0]} to ${areas.at(-1)}` : areas.join(', ') + of,
    files,
  }))
}
