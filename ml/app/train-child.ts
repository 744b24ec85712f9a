import { rename, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { Unlearnable } from './network'
import type { TrainingRow } from './spec.model'
import { trainModel } from './train'
import { Header, InputLine, type OutputLine } from './train-protocol'

// A process of its own, started by `train-process.ts`: TensorFlow installs handlers for uncaught exceptions and holds memory.
const [artifactPath] = process.argv.slice(2)

const say = (line: OutputLine) =>
  new Promise<void>(resolve => {
    process.stdout.write(`${JSON.stringify(line)}\n`, () => resolve())
  })

// The parent is gone: nobody waits for the model.
process.stdout.on('error', () => process.exit(3))

async function run(path: string) {
  let header: v.InferOutput<typeof Header> | null = null
  const rows: TrainingRow[] = []
  let announced: number | null = null
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!header) {
      header = v.parse(Header, JSON.parse(line))
      continue
    }
    const parsed = v.parse(InputLine, JSON.parse(line))
    if ('end' in parsed) announced = parsed.end
    else rows.push(parsed)
    if (rows.length % 100_000 === 0 && rows.length) await say({ kind: 'read', rows: rows.length })
  }
  if (!header || announced !== rows.length) {
    throw new Error(
      `The rows broke off: ${rows.length} came, ${announced ?? 'an unknown number'} were announced.`,
    )
  }
  const { spec, ...settings } = header
  const artifact = await trainModel(spec, rows, {
    ...settings,
    onProgress: progress => void say({ kind: 'progress', ...progress }),
  })
  await writeFile(`${path}.part`, JSON.stringify(artifact), { mode: 0o600 })
  await rename(`${path}.part`, path)
  await say({ kind: 'done' })
}

if (!artifactPath) throw new Error('Give the path for the trained model.')
try {
  await run(artifactPath)
} catch (fault) {
  await say({
    kind: 'refused',
    message: fault instanceof Error ? fault.message : String(fault),
    unlearnable: fault instanceof Unlearnable,
  })
  // The rest of the rows may still be coming: nobody reads them.
  process.exit(2)
}
