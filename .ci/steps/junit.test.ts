import { expect, test } from 'bun:test'
import { countReport } from './junit'

test('tests that failed, died or were skipped are not counted as passed', () => {
  const report =
    '<?xml version="1.0"?>\n<testsuites name="x" tests="10" assertions="9" failures="2" errors="1" skipped="3" time="1"><testsuite tests="4"/></testsuites>'
  expect(countReport(report)).toEqual({ passed: 4, failed: 3, skipped: 3 })
})

test('a report without its outermost element counts as none', () => {
  expect(countReport('')).toBeUndefined()
})
