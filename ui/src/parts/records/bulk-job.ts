import type { Bulk, BulkCreate, BulkFault } from '@sextant/db/bulk/bulk.model'
import { isUnderWay } from '@sextant/db/bulk/bulk.rules'
import { asProblem } from '../../app/problem'
import type { Act, Undo } from '../toast/acts'
import { bodyOf, type Rec, withValues } from './kind'
import type { RecordStore } from './record-cache'
import { pick, type Values } from './save-record'

/** Which records a bulk verb is about: these, or all that a list matches, of which some are loaded. */
export type Selected =
  | { ids: readonly string[] }
  | { matching: { filter?: string; q?: string }; loaded: readonly string[] }

/** The server, as far as many records are changed: it does it as one job, and takes it back as one. */
export interface BulkServer {
  ask(asked: Omit<BulkCreate, 'entity'>): Promise<Bulk>
  undo(id: string): Promise<Bulk>
  read(id: string): Promise<Bulk>
  /** The first of those that stayed as they were. */
  faults(id: string, phase: BulkFault['phase']): Promise<readonly BulkFault[]>
  /** Through when a job that is under way may be looked at again. */
  pause(): Promise<void>
}
export interface BulkTeller {
  /** A bulk verb begins: from now on it is the act that ⌘Z takes back first. */
  begin(): Act
  /** It lasts. `step` tells how far it is, `close` that it is over. */
  ongoing(job: Bulk): { step(job: Bulk): void; close(): void }
  /** Done, in the area's words; with Undo. */
  done(words: string, undo: Undo, act: Act): void
  /** Some stayed as they are, in the change or in its undo, and why. */
  refused(job: Bulk, faults: readonly BulkFault[]): void
  undone(n: number): void
  /** It ended before its end. */
  stopped(job: Bulk): void
  failed(error: unknown): void
  /** What the screens hold of these records is read anew; of all, where no ids are told. */
  reread(ids?: readonly string[]): Promise<void>
}

/** More rows than these are read anew with their lists. */
const mostReread = 200

/** Changes of many records, shown at once. What some were refused for is told by its sentence; the others go through. */
export function bulkSaver(store: RecordStore, server: BulkServer, tell: BulkTeller) {
  /** Waits for a job's end and tells how far it is. A server that does not answer for a while goes on all the same. */
  async function toEnd(asked: Bulk): Promise<Bulk> {
    if (!isUnderWay(asked.state)) return asked
    const telling = tell.ongoing(asked)
    try {
      for (;;) {
        await server.pause()
        const job = await server.read(asked.id).catch(passing)
        if (!job) continue
        telling.step(job)
        if (!isUnderWay(job.state)) return job
      }
    } finally {
      telling.close()
    }
  }

  /** Tells what did not go as it was asked. */
  async function tellRest(job: Bulk, phase: BulkFault['phase']) {
    if (job.failure || job.state === 'cancelled') tell.stopped(job)
    const stayed = phase === 'act' ? job.counts.refused : (job.undo?.kept ?? 0)
    if (stayed) tell.refused(job, await server.faults(job.id, phase))
  }

  /** Shows the change before it is one, and gives the way back to what was shown. */
  function show(ids: readonly string[], { verb, values = {} }: Pick<BulkCreate, 'verb' | 'values'>) {
    const old = new Map<string, Rec>()
    for (const id of ids) {
      const known = store.known(id)
      if (known) old.set(id, known)
    }
    store.change(ids, row => (verb === 'update' ? withValues(row, values) : undefined))
    const putBack = (row: Rec) => withValues(row, pick(old.get(row.id) ?? row, Object.keys(values)))
    return () => store.change(ids, verb === 'update' ? putBack : row => row)
  }

  /** Gives whether anything changed. */
  async function change(
    selected: Selected,
    { verb, values }: Pick<BulkCreate, 'verb' | 'values'>,
    done: (n: number) => string,
  ): Promise<boolean> {
    const shown = 'ids' in selected ? selected.ids : selected.loaded
    const putBack = show(shown, { verb, values })
    const act = tell.begin()
    try {
      const which = 'ids' in selected ? { ids: [...selected.ids] } : { matching: selected.matching }
      const job = await toEnd(await server.ask({ verb, ...(values && { values: bodyOf(values) }), ...which }))
      const { changed, refused } = job.counts
      if (changed) tell.done(done(changed), () => takeBack(job.id, shown), act)
      else act.forget()
      // What went to the bin is out of the lists already.
      const anew = verb === 'archive' ? [] : shown
      const isPlain = 'ids' in selected && !refused && verb !== 'restore' && shown.length <= mostReread
      await Promise.all([tell.reread(isPlain ? anew : undefined), tellRest(job, 'act')])
      return changed > 0
    } catch (error) {
      act.forget()
      putBack()
      tell.failed(error)
      if (verb !== 'update') await tell.reread()
      return false
    }
  }

  /** The server takes it all back, also what no page has loaded. */
  async function takeBack(id: string, shown: readonly string[]) {
    try {
      const job = await toEnd(await server.undo(id))
      await tell.reread()
      if (job.undo?.undone) tell.undone(job.undo.undone)
      await tellRest(job, 'undo')
    } catch (error) {
      tell.failed(error)
      await tell.reread(shown.length <= mostReread ? shown : undefined)
    }
  }

  return {
    /** Sets the same values on many records, custom ones as `custom.<key>`. */
    saveMany: (selected: Selected, values: Values, done: (n: number) => string) =>
      change(selected, { verb: 'update', values }, done),
    /** Moves records to the recycle bin. */
    archive: (selected: Selected, done: (n: number) => string) => change(selected, { verb: 'archive' }, done),
    /** Brings records back from it. */
    restore: (selected: Selected, done: (n: number) => string) => change(selected, { verb: 'restore' }, done),
  }
}

/** Nobody answers, or not for the moment: the job goes on without us. */
function passing(error: unknown): undefined {
  const { status } = asProblem(error)
  if (status !== 0 && status < 500 && status !== 429) throw error
}
