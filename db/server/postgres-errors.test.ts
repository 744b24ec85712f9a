import { expect, test } from 'bun:test'
import { diagnose } from './postgres-errors'

const at = { folder: '/data/sextant', port: 5999 }

test('a full disk is told as such, with what to do', () => {
  const error = diagnose('FATAL: could not write to file "pg_wal/xlogtemp.1": No space left on device', at)
  expect(error.fault).toBe('disk-full')
  expect(error.message).toContain('/data/sextant')
  expect(error.message).toContain('--data')
})

test('an unknown fault shows the last words of the server', () => {
  const error = diagnose('LOG: a\nPANIC: could not locate a valid checkpoint record', at)
  expect(error.fault).toBe('failed')
  expect(error.message).toContain('PANIC: could not locate a valid checkpoint record')
})
