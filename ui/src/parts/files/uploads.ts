import { createStore } from 'solid-js/store'
import { asProblem, type Problem } from '../../app/problem'
import { type OnRecord, sendAttachment } from './send-attachment'

/** A file on its way to a record, or one that was not taken. */
export interface Upload {
  key: string
  recordId: string
  name: string
  bytes: number
  sent: number
  state: 'waiting' | 'sending' | 'failed'
  problem?: Problem
  /** It has more bytes than are taken. */
  tooLarge?: boolean
}

// Kept outside of the screens: an upload goes on while one looks at another page.
const [uploads, setUploads] = createStore<Upload[]>([])
interface Held {
  file: File
  on: OnRecord
  stop: AbortController
  done: () => void
}
const held = new Map<string, Held>()
let working = 0
const mostAtOnce = 2

export const uploadsOf = (recordId: string): Upload[] => uploads.filter(one => one.recordId === recordId)

const change = (key: string, to: Partial<Upload>) => setUploads(one => one.key === key, to)

/** Puts files on a record, two at a time; those of more than `mostBytes` are refused before a byte is sent. `done` is told of each that is there. */
export function addFiles(on: OnRecord, files: Iterable<File>, mostBytes: number, done: () => void): void {
  for (const file of files) {
    const key = crypto.randomUUID()
    const tooLarge = file.size > mostBytes
    if (!tooLarge) held.set(key, { file, on, done, stop: new AbortController() })
    setUploads(uploads.length, {
      key,
      recordId: on.id,
      name: file.name,
      bytes: file.size,
      sent: 0,
      state: tooLarge ? 'failed' : 'waiting',
      tooLarge,
    })
  }
  work()
}

/** Stops an upload, or takes one that failed off the list. */
export function dropUpload(key: string): void {
  held.get(key)?.stop.abort()
  held.delete(key)
  setUploads(list => list.filter(one => one.key !== key))
}

/** Sends it again, under the same key: should the first have come through unheard, it is that one. */
export function retryUpload(key: string): void {
  const again = held.get(key)
  if (!again) return
  again.stop = new AbortController()
  change(key, { state: 'waiting', sent: 0, problem: undefined })
  work()
}

function work(): void {
  while (working < mostAtOnce) {
    const next = uploads.find(({ state }) => state === 'waiting')
    if (!next) return
    working += 1
    change(next.key, { state: 'sending' })
    void run(next.key).finally(() => {
      working -= 1
      work()
    })
  }
}

async function run(key: string): Promise<void> {
  const mine = held.get(key)
  if (!mine) return dropUpload(key)
  try {
    await sendAttachment(mine.on, mine.file, key, sent => change(key, { sent }), mine.stop.signal)
    mine.done()
    dropUpload(key)
  } catch (error) {
    const problem = asProblem(error)
    if (problem.code === 'aborted') return
    change(key, { state: 'failed', problem })
  }
}
