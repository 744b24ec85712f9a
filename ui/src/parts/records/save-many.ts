import { explain } from '../../app/explain'
import { asProblem, problemOf } from '../../app/problem'
import type { Act, Undo } from '../toast/acts'
import { bodyOf, type Rec, withValues } from './kind'
import type { RecordStore } from './record-cache'
import { pick, type Values } from './save-record'

/** More at once is sent in pieces. */
const mostInPiece = 200

/** What became of one record of a bulk verb, as the server answers it. */
export interface Outcome {
  id?: string
  status: number
  record?: Rec
  problem?: Readonly<Record<string, unknown>>
}
/** The server, as far as many records are changed. */
export interface BulkServer {
  batch(verb: 'archive' | 'update', items: readonly Record<string, unknown>[]): Promise<readonly Outcome[]>
  restore(id: string): Promise<unknown>
}
export interface BulkTeller {
  /** A bulk verb begins: from now on it is the act that ⌘Z takes back first. */
  begin(): Act
  /** Done, in the area's words; with Undo. */
  done(words: string, undo: Undo, act: Act): void
  /** Some were left as they are, and why. */
  refused(n: number, why: string): void
  failed(error: unknown): void
  /** Records went to the recycle bin. */
  archived(): void
  /** So many came back from it. The lists have them once this is through. */
  restored(n: number): Promise<void>
}

/** Writes of many records. What one of them was refused for is told by its sentence; the others go through. */
export function bulkSaver(store: RecordStore, server: BulkServer, tell: BulkTeller) {
  async function inPieces(verb: 'archive' | 'update', items: readonly (Values & { id: string })[]) {
    const outcomes: (Outcome & { id: string })[] = []
    for (let at = 0; at < items.length; at += mostInPiece) {
      const piece = items.slice(at, at + mostInPiece)
      const answers = await server.batch(verb, piece)
      outcomes.push(
        ...answers.map((one, index) => ({ ...one, id: one.id ?? String(piece[index]?.id ?? '') })),
      )
    }
    return outcomes
  }

  function tellRefused(outcomes: readonly Outcome[]) {
    const refused = outcomes.filter(isRefused)
    if (refused.length) tell.refused(refused.length, reasonsOf(refused))
  }

  /** Sets the same values on many records; Undo puts each one's own value back. */
  async function saveMany(ids: readonly string[], values: Values, done: (n: number) => string) {
    const old = new Map<string, Values>()
    for (const id of ids) {
      const known = store.known(id)
      if (known) old.set(id, pick(known, Object.keys(values)))
    }
    const putBack = (id: string) => store.change([id], row => withValues(row, old.get(id) ?? {}))
    store.change(ids, row => withValues(row, values))
    const act = tell.begin()
    try {
      const outcomes = await inPieces(
        'update',
        ids.map(id => ({ id, values: bodyOf(values) })),
      )
      for (const outcome of outcomes) {
        if (isRefused(outcome)) putBack(outcome.id)
        else if (outcome.record) store.put(outcome.record)
      }
      tellRefused(outcomes)
      const saved = outcomes.filter(one => !isRefused(one)).map(({ id }) => id)
      if (saved.length) tell.done(done(saved.length), () => takeBack(saved, old), act)
      else act.forget()
    } catch (error) {
      act.forget()
      for (const id of ids) putBack(id)
      tell.failed(error)
    }
  }

  async function takeBack(ids: readonly string[], old: ReadonlyMap<string, Values>) {
    const items = ids.flatMap(id => {
      const values = old.get(id)
      return values ? [{ id, values: bodyOf(values) }] : []
    })
    try {
      const undone = await inPieces('update', items)
      for (const { record } of undone) if (record) store.put(record)
      tellRefused(undone)
    } catch (error) {
      tell.failed(error)
    }
  }

  /** Moves records to the recycle bin at once, with Undo. Answers which went. */
  async function archive(ids: readonly string[], done: (n: number) => string): Promise<string[]> {
    const act = tell.begin()
    try {
      const outcomes = await inPieces(
        'archive',
        ids.map(id => ({ id })),
      )
      const gone = outcomes.filter(one => !isRefused(one)).map(({ id }) => id)
      store.change(gone, () => undefined)
      tell.archived()
      tellRefused(outcomes)
      if (gone.length) tell.done(done(gone.length), async () => void (await restore(gone)), act)
      else act.forget()
      return gone
    } catch (error) {
      act.forget()
      tell.failed(error)
      return []
    }
  }

  /** Brings records back from the recycle bin. Answers how many came. */
  async function restore(ids: readonly string[]): Promise<number> {
    let restored = 0
    for (const id of ids) {
      try {
        await server.restore(id)
        restored++
        store.change([id], row => (row.deletedAt ? undefined : row))
      } catch (error) {
        tell.failed(error)
        // Nobody is reached: the others would only wait as long.
        if (asProblem(error).status === 0) break
      }
    }
    await tell.restored(restored)
    return restored
  }

  return { saveMany, archive, restore }
}

const isRefused = ({ status }: Outcome) => status >= 400

/** Each reason once, with how many it holds for: “This field is read-only. (3) …”. */
function reasonsOf(refused: readonly Outcome[]): string {
  const reasons = new Map<string, number>()
  for (const { problem = {}, status } of refused) {
    const why = explain(problemOf(problem, status))
    reasons.set(why, (reasons.get(why) ?? 0) + 1)
  }
  return [...reasons].map(([why, n]) => `${why} (${n})`).join(' ')
}
