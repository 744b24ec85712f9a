import { parseArgs } from 'node:util'
import { Glob } from 'bun'
import { type Bench, median } from '../db/testing/bench'

/** `bun run bench [NAME…] [--json]`: each row a ratio against a reference measured in the same run. Exit 1 when a bar does not hold. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, help: { type: 'boolean' } },
})
const root = new URL('..', import.meta.url).pathname
const say = (text: string) => console.error(text)

const rows: Bench[] = []
for (const file of [...new Glob('{db,edge,workflows,ml,ui}/**/*.bench.ts').scanSync(root)].sort())
  if (!file.includes('node_modules')) rows.push(...((await import(`../${file}`)) as { rows: Bench[] }).rows)

if (values.help) {
  console.log('bun run bench [NAME…] [--json]\n')
  for (const { name, what } of rows) console.log(`  ${name.padEnd(24)} ${what}`)
  process.exit(0)
}
const unknown = positionals.filter(name => !rows.some(row => row.name === name))
if (unknown.length) {
  console.error(`There is no row ${unknown.join(', ')}. Rows: ${rows.map(row => row.name).join(', ')}`)
  process.exit(2)
}

let allHold = true
if (!values.json) console.log(line('row', 'value', 'reference', 'ratio', 'bar', 'holds'))
for (const row of rows.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  const result = await run(row)
  allHold &&= result.holds
  if (values.json) console.log(JSON.stringify(result))
  else
    console.log(
      line(
        row.name,
        `${figure(result.value)} ${row.unit}`,
        `${figure(result.reference)} ${row.unit}`,
        result.ratio.toFixed(3),
        barText(row),
        result.holds ? 'yes' : 'NO',
      ),
    )
}
process.exit(allHold ? 0 : 1)

async function run(row: Bench) {
  say(`· ${row.name}: ${row.what}`)
  const round = await row.setUp(text => say(`    ${text}`))
  const measured: number[] = []
  const referenced: number[] = []
  try {
    for (let n = 0; n < row.rounds; n++) {
      // Who goes first alternates, so that a machine that warms up or slows down favours neither.
      const sides = [
        async () => measured.push(await round.measure()),
        async () => referenced.push(await round.reference()),
      ]
      for (const side of n % 2 ? sides.reverse() : sides) await side()
      say(
        `    round ${n + 1} of ${row.rounds}: ${figure(measured.at(-1)!)} against ${figure(referenced.at(-1)!)} ${row.unit}`,
      )
    }
  } finally {
    await round.tearDown?.()
  }
  const ratio = median(measured.map((value, n) => value / referenced[n]!))
  const holds = 'atLeast' in row.bar ? ratio >= row.bar.atLeast : ratio <= row.bar.atMost
  return {
    name: row.name,
    value: median(measured),
    reference: median(referenced),
    ratio,
    bar: barText(row),
    holds,
  }
}

function barText({ bar }: Bench): string {
  return 'atLeast' in bar ? `≥ ${bar.atLeast.toFixed(3)}` : `≤ ${bar.atMost.toFixed(3)}`
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}

function line(...cells: string[]): string {
  return cells.map((cell, at) => (at ? cell.padStart(16) : cell.padEnd(26))).join('')
}
