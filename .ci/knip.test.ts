import { expect, test } from 'bun:test'
import { workspaces } from './knip.json'

const rooms = ['db', 'edge', 'workflows', 'ml', 'ui'] as const

test('a room that offers its files to other rooms is searched for exports that none of them takes', async () => {
  for (const room of rooms) {
    const { exports } = await Bun.file(new URL(`../${room}/package.json`, import.meta.url)).json()
    // To knip all that a package offers is an entry, and what an entry exports counts as used.
    expect([room, 'includeEntryExports' in workspaces[room]]).toEqual([room, exports !== undefined])
  }
})
