import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Glob } from 'bun'
import { testDatabase } from '../db/testing/test-database'
import type { Exam } from '../ml/testing/exam'
import { type Marks, sitExam } from '../ml/testing/sit-exam'

/** `bun run exam [NAME…]`: each model on real data, which came in as a user's files do, beside its bars. Exit 1 when one is missed. */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } })
const root = new URL('..', import.meta.url).pathname
const data = join(root, '..', 'shared', 'data')
const say = (text: string) => console.error(text)

const exams: Exam[] = []
for (const file of [...new Glob('ml/*/*.exam.ts').scanSync(root)].sort())
  exams.push(((await import(`../${file}`)) as { exam: Exam }).exam)

if (values.help) {
  console.log('bun run exam [NAME…]\n')
  for (const { name, model, why } of exams) console.log(`  ${name.padEnd(26)} ${model.name}. ${why}`)
  process.exit(0)
}
const unknown = positionals.filter(name => !exams.some(exam => exam.name === name))
if (unknown.length) {
  console.error(`There is no exam ${unknown.join(', ')}. Exams: ${exams.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const chosen = exams.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const absent = (exam: Exam) => exam.files.filter(({ path }) => !existsSync(join(data, path)))
const present = chosen.filter(exam => absent(exam).length === 0)
for (const exam of chosen.filter(exam => absent(exam).length > 0))
  say(
    `· ${exam.name} is left out: ${absent(exam)
      .map(({ path }) => path)
      .join(', ')} is not in ../shared/data`,
  )
if (present.length === 0) {
  say('There is no data to be examined on; nothing was tried.')
  process.exit(0)
}

const database = await testDatabase()
let allPassed = true
try {
  console.log(
    line('data', 'model', 'rows', 'held out', 'AUC', 'Brier', 'calibration', 'above logistic', 'passed'),
  )
  for (const exam of present) {
    say(`· ${exam.name}: ${exam.why}`)
    const marks = await sitExam(database, exam, data, text => say(`    ${text}`))
    allPassed &&= marks.every(({ passed }) => passed)
    for (const one of marks) console.log(told(exam, one))
  }
} finally {
  await database.drop()
}
process.exit(allPassed ? 0 : 1)

function told({ name, model }: Exam, { bars, ...marks }: Marks): string {
  return line(
    name,
    model.name,
    marks.rows.toLocaleString('en'),
    `${marks.heldOut.toLocaleString('en')} by ${marks.split === 'time' ? 'time' : 'chance'}`,
    `${marks.auc.toFixed(3)} (≥ ${bars.aucAtLeast.toFixed(3)})`,
    `${marks.brier.toFixed(4)} (≤ ${bars.brierAtMost.toFixed(4)}, base ${marks.baseBrier.toFixed(4)})`,
    `${marks.calibrationError.toFixed(3)} (≤ ${bars.calibrationErrorAtMost.toFixed(3)})`,
    bars.aboveLogisticAtLeast === undefined
      ? marks.aboveLogistic.toFixed(3)
      : `${marks.aboveLogistic.toFixed(3)} (≥ ${bars.aboveLogisticAtLeast.toFixed(3)})`,
    marks.passed ? 'yes' : 'NO',
  )
}

function line(...cells: string[]): string {
  const widths = [25, 17, 9, 18, 18, 34, 18, 18, 6]
  return cells
    .map((cell, at) => cell.padEnd(widths[at] ?? 0))
    .join(' ')
    .trimEnd()
}
