import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { TrainedModel } from './artifact.model'
import { trainingEnvironment } from './config'
import type { ModelSpecInput, TrainingRow } from './spec.model'
import type { TrainingOptions } from './train'
import { OutputLine, type Refusal } from './train-protocol'
import { makeTrainingFolder } from './training-folder'

export interface TrainingProcessOptions
  extends Pick<
    TrainingOptions,
    'onProgress' | 'signal' | 'seed' | 'nets' | 'epochs' | 'backend' | 'champion' | 'now'
  > {
  /** Where the training's own folder is made, and swept by whoever starts there next; the system's temporary folder when left out. */
  folder?: string
}

/** A training that did not end in a model. `cancelled`: by the signal. `refused`: spec, rows or their stream are
 * bad; `unlearnable`: the loss is no number; trying again will not help. `crashed`: the process died, trying again may. */
export interface TrainingFailure {
  kind: 'cancelled' | 'refused' | 'unlearnable' | 'crashed'
  message: string
}

export type TrainingOutcome = { ok: true; model: TrainedModel } | { ok: false; failure: TrainingFailure }

/**
 * Trains in a process of its own. Rows are streamed to it as they come, with back-pressure. Every way it can fail is a value; only
 * a fault of the row source itself (a database that is gone) is thrown on. No process or file is left behind.
 */
export async function trainInProcess(
  spec: ModelSpecInput,
  rows: AsyncIterable<TrainingRow> | Iterable<TrainingRow>,
  options: TrainingProcessOptions = {},
): Promise<TrainingOutcome> {
  const { onProgress, signal, folder, ...settings } = options
  if (signal?.aborted) return failed('cancelled', 'Cancelled before it began.')
  const home = await makeTrainingFolder(folder ?? tmpdir())
  const artifact = join(home.path, 'model.json')
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./train-child.ts', import.meta.url)), artifact],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: trainingEnvironment(),
    },
  )
  const stop = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', stop)
  // Whoever stops being the parent (an exit, a crash that unwinds) takes the child along; after kill -9 the child's next line fails.
  process.once('exit', stop)
  try {
    const ended = endOf(child)
    const watched = watch(child, onProgress)
    // A source that fails is thrown on; the finally below ends the child.
    await feed(child, { spec, ...settings }, rows, ended)
    const { code, killedBy, trouble } = await ended
    const refusal = await watched
    if (signal?.aborted) return failed('cancelled', 'Cancelled.')
    if (refusal) return failed(refusal.unlearnable ? 'unlearnable' : 'refused', refusal.message)
    if (code !== 0)
      return failed('crashed', `Training ended with ${killedBy ?? `status ${code}`}. ${trouble}`.trim())
    return { ok: true, model: v.parse(TrainedModel, JSON.parse(await readFile(artifact, 'utf8'))) }
  } finally {
    signal?.removeEventListener('abort', stop)
    process.removeListener('exit', stop)
    stop()
    await home.remove()
  }
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>

interface Ending {
  code: number | null
  killedBy: string | null
  /** The last it wrote to its error stream. */
  trouble: string
}

function endOf(child: Child): Promise<Ending> {
  let trouble = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    trouble = (trouble + text).slice(-2000)
  })
  return new Promise(resolve => {
    child.on('error', fault => resolve({ code: null, killedBy: fault.message, trouble }))
    child.on('close', (code, killedBy) => resolve({ code, killedBy, trouble }))
  })
}

/** Stops early, without a fault, when the child has ended: why it ended is told by its ending. */
async function feed(
  child: Child,
  header: object,
  rows: AsyncIterable<TrainingRow> | Iterable<TrainingRow>,
  ended: Promise<Ending>,
) {
  let gone = false
  const end = ended.then(() => {
    gone = true
  })
  child.stdin.on('error', () => {
    gone = true
  })
  const write = async (text: string) => {
    if (!gone && !child.stdin.write(text))
      await Promise.race([once(child.stdin, 'drain').catch(() => {}), end])
  }
  await write(`${JSON.stringify(header)}\n`)
  let count = 0
  let lines = ''
  for await (const row of rows) {
    if (gone) return
    lines += `${JSON.stringify(row)}\n`
    count++
    if (lines.length < 65_536) continue
    await write(lines)
    lines = ''
  }
  await write(`${lines}${JSON.stringify({ end: count })}\n`)
  child.stdin.end()
}

/** Answers why the child refused, or null. A line that is none of ours (a library's greeting) is passed over. */
async function watch(child: Child, onProgress: TrainingOptions['onProgress']): Promise<Refusal | null> {
  let refusal: Refusal | null = null
  for await (const line of createInterface({ input: child.stdout })) {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), OutputLine), line)
    if (!parsed.success) continue
    if (parsed.output.kind === 'refused') refusal = parsed.output
    if (parsed.output.kind === 'progress') {
      const { kind: _, ...progress } = parsed.output
      onProgress?.(progress)
    }
  }
  return refusal
}

const failed = (kind: TrainingFailure['kind'], message: string): TrainingOutcome => ({
  ok: false,
  failure: { kind, message },
})
