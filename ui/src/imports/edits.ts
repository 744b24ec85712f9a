import type { Import, ImportUpdate } from '@sextant/db/imports/import.model'
import { createSignal } from 'solid-js'
import { together } from './edits.rules'

interface Told {
  saved: (saved: Import) => void
  refused: (error: unknown) => void
}

/** Sends changes of drafts one at a time; those made meanwhile go together in the next one. */
export function createEdits(send: (id: string, change: ImportUpdate) => Promise<Import>) {
  const next = new Map<string, ImportUpdate>()
  const sending = new Map<string, { change: ImportUpdate; done: Promise<void> }>()
  const [busy, setBusy] = createSignal(0)

  async function work(id: string, told: Told) {
    setBusy(count => count + 1)
    try {
      for (;;) {
        const change = next.get(id)
        if (!change) return
        next.delete(id)
        const held = sending.get(id)
        if (held) held.change = change
        const saved = await send(id, change)
        if (!next.has(id)) told.saved(saved)
      }
    } catch (error) {
      next.delete(id)
      told.refused(error)
    } finally {
      sending.delete(id)
      setBusy(count => count - 1)
    }
  }

  return {
    isSaving: () => busy() > 0,
    /** What is not confirmed yet. */
    waiting: (id: string): ImportUpdate | undefined => {
      const now = sending.get(id)?.change
      const later = next.get(id)
      return later ? together(now, later) : now
    },
    add(id: string, change: ImportUpdate, told: Told): Promise<void> {
      next.set(id, together(next.get(id), change))
      const held = sending.get(id)
      if (held) return held.done
      const entry = { change, done: Promise.resolve() }
      sending.set(id, entry)
      entry.done = work(id, told)
      return entry.done
    },
    settled: async (id: string) => {
      await sending.get(id)?.done
    },
  }
}
