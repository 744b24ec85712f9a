import { maxFileBytes } from '@sextant/db/files/file.model'
import { createStore } from 'solid-js/store'
import { api } from '../app/api'
import { asProblem, type Problem } from '../app/problem'
import { type FileFault, fileFault } from './file-check.rules'
import { sendFile } from './send-file'

export interface Upload {
  key: number
  name: string
  bytes: number
  sent: number
  startedAt: number
  state: 'waiting' | 'sending' | 'reading' | 'ready' | 'failed'
  importId?: string
  fault?: FileFault
  problem?: Problem
}

// Kept outside of the screens: an upload goes on while one looks at another page.
const [uploads, setUploads] = createStore<Upload[]>([])
const files = new Map<number, { file: File; stop: AbortController; done?: (importId: string) => void }>()
let lastKey = 0
let working = false

export { uploads }

const change = (key: number, to: Partial<Upload>) => setUploads(upload => upload.key === key, to)

/** Takes files in: sent one after another, each becoming a draft. `done` is called with the id of each draft. */
export function takeFiles(list: Iterable<File>, done?: (importId: string) => void): number[] {
  const keys: number[] = []
  for (const file of list) {
    const key = ++lastKey
    keys.push(key)
    files.set(key, { file, stop: new AbortController(), done })
    setUploads(uploads.length, {
      key,
      name: file.name,
      bytes: file.size,
      sent: 0,
      startedAt: 0,
      state: 'waiting',
    })
  }
  void work()
  return keys
}

/** Stops an upload, or takes a finished one off the list. */
export function dropUpload(key: number) {
  files.get(key)?.stop.abort()
  files.delete(key)
  setUploads(list => list.filter(upload => upload.key !== key))
}

export function retryUpload(key: number) {
  const held = files.get(key)
  if (!held) return
  held.stop = new AbortController()
  change(key, { state: 'waiting', sent: 0, problem: undefined, fault: undefined })
  void work()
}

async function work() {
  if (working) return
  working = true
  try {
    for (;;) {
      const next = uploads.find(upload => upload.state === 'waiting')
      if (!next) return
      await run(next.key)
    }
  } finally {
    working = false
  }
}

async function run(key: number) {
  const held = files.get(key)
  if (!held) return dropUpload(key)
  try {
    change(key, { state: 'sending', startedAt: Date.now() })
    const head = new Uint8Array(await held.file.slice(0, 4096).arrayBuffer())
    const fault = fileFault(head, held.file.size, maxFileBytes)
    if (fault) return change(key, { state: 'failed', fault })
    const stored = await sendFile(held.file, sent => change(key, { sent }), held.stop.signal)
    change(key, { state: 'reading', sent: held.file.size })
    const draft = await api.post('/crm/imports', { fileId: stored.id }, { timeoutMs: 60_000 })
    if (!files.has(key)) return
    change(key, { state: 'ready', importId: draft.id })
    held.done?.(draft.id)
  } catch (error) {
    const problem = asProblem(error)
    if (problem.code === 'aborted') return dropUpload(key)
    change(key, { state: 'failed', problem })
  }
}
