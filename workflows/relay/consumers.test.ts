import { expect, test } from 'bun:test'
import type { Consumer } from './consumer'
import { consumers } from './consumers'

test('every consumer of events is given them, under a cursor of its own', async () => {
  const root = new URL('..', import.meta.url).pathname
  const written: Consumer[] = []
  for (const file of new Bun.Glob('*/*.consumer.ts').scanSync(root)) {
    const module: Record<string, () => Consumer> = await import(`${root}${file}`)
    written.push(...Object.values(module).map(make => make()))
  }
  const names = consumers.map(({ name }) => name)
  expect(written.map(({ name }) => name).sort()).toEqual([...names].sort())
  expect(new Set(names).size).toBe(names.length)
})
