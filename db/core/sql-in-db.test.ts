import { expect, test } from 'bun:test'

test('no other room speaks SQL: it asks for what is written here', async () => {
  const rooms = new URL('../../', import.meta.url).pathname
  const speaking: string[] = []
  for (const file of new Bun.Glob('{edge,workflows,ml,ui}/**/*.{ts,tsx}').scanSync(rooms)) {
    if (/node_modules|\/dist\/|\/testing\/|\/scratch-[^/]*$|\.(test|bench)\.ts$/.test(file)) continue
    if (/\b(tx|sql|owner|app|system)(<[^`]*>)?`|\.unsafe\(/.test(await Bun.file(rooms + file).text()))
      speaking.push(file)
  }
  expect(speaking).toEqual([])
})
