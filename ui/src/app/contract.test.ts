import { expect, test } from 'bun:test'

test('no screen says for itself what the door answers: it follows from the contract', async () => {
  const root = new URL('..', import.meta.url).pathname
  const told: string[] = []
  for (const file of new Bun.Glob('**/*.{ts,tsx}').scanSync(root)) {
    if (/\.(test|pw)\.ts$/.test(file)) continue
    const text = await Bun.file(root + file).text()
    if (/\bapi\s*\.\s*(get|post|patch|delete)\s*</.test(text)) told.push(file)
    if (file !== 'app/api.ts' && /\.json\(\)\)? as\b/.test(text)) told.push(file)
  }
  expect(told).toEqual([])
})
