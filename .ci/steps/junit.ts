import { existsSync, readFileSync } from 'node:fs'
import type { Timed } from './step'

/** A JUnit report, as Bun and schemathesis write it: its sums, and its tests and files with their times. */
export interface Report {
  passed: number
  failed: number
  skipped: number
  tests: (Timed & { file: string; failed: boolean })[]
  files: Timed[]
}

/** Reads a JUnit file; `undefined` when its runner died before it wrote one. */
export function readJunit(path: string): Report | undefined {
  if (!existsSync(path)) return undefined
  return parseJunit(readFileSync(path, 'utf8'))
}

/** Reads a JUnit document. A test in groups is called as Bun's `-t` calls it: the groups from the outermost on, and its own name. */
export function parseJunit(document: string): Report | undefined {
  const sums = attributes(/<testsuites\b([^>]*)>/.exec(document)?.[1])
  if (!sums) return undefined
  const failed = Number(sums.failures ?? 0) + Number(sums.errors ?? 0)
  const skipped = Number(sums.skipped ?? 0)
  const report: Report = {
    passed: Number(sums.tests ?? 0) - failed - skipped,
    failed,
    skipped,
    tests: [],
    files: [],
  }
  for (const [, kind, own, end, inside] of document.matchAll(
    /<(testcase|testsuite)\b((?:\s+[\w:.-]+="[^"]*")*)\s*(\/?)>((?:(?!<\/?testcase\b|<\/?testsuite\b)[\s\S])*)/g,
  )) {
    const { name = '', file = '', classname = '', time } = attributes(own) ?? {}
    const seconds = Number(time ?? 0)
    if (kind === 'testsuite') {
      // Groups inside a file are suites as well, and are in its time.
      if (name === file && file) report.files.push({ name: file, seconds })
      continue
    }
    const groups = classname ? classname.split(' > ').reverse() : []
    report.tests.push({
      name: [...groups, name].join(' '),
      file,
      seconds,
      failed: end !== '/' && /<(failure|error)\b/.test(inside ?? ''),
    })
  }
  return report
}

function attributes(text: string | undefined): Record<string, string> | undefined {
  if (text === undefined) return undefined
  return Object.fromEntries(
    [...text.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, decoded(value!)]),
  )
}

const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const decoded = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([\da-fA-F]+)|(\w+));/g, (whole, decimal, hex, name) =>
    name
      ? (signs[name] ?? whole)
      : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
  )
