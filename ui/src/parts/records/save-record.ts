import { asProblem, Problem } from '../../app/problem'
import type { Act } from '../toast/acts'
import { inTurn } from './in-turn'
import { bodyOf, fieldValue, type Rec, withValues } from './kind'
import type { RecordStore } from './record-cache'

export type Values = Readonly<Record<string, unknown>>

/** The server, as far as one record is read and changed. */
export interface RecordServer {
  read(id: string): Promise<Rec>
  /** Refused with 412 when the record is no longer of this version. */
  change(id: string, body: Record<string, unknown>, version: number): Promise<Rec>
}
/** What a save tells its reader. */
export interface SaveTeller {
  /** A save begins: from now on it is the one that ⌘Z takes back first. */
  begin(): Act
  /** Taken back. */
  undone(record: Rec): void
  /** Left as it is, since somebody has changed it. */
  kept(record: Rec): void
  /** Somebody was quicker. Answers with the sentence that says so. */
  conflict(record: Rec, values: Values): Promise<string>
  failed(error: unknown): void
  /** The record's history is longer by an entry. */
  saved(id: string): void
}

/** Saves of single records: shown at once, taken back with the reason when the server refuses. `entity` is whose records they are. */
export function recordSaver(entity: string, store: RecordStore, server: RecordServer, tell: SaveTeller) {
  const ownTurn = <T>(id: string, work: () => Promise<T>) => inTurn(`${entity}/${id}`, work)

  /** Changes fields of one record, custom ones as `custom.<key>`. A stale version tells who was quicker, and is thrown on. ⌘Z takes it back. */
  async function save(record: Rec, values: Values): Promise<Rec> {
    const act = tell.begin()
    try {
      return await ownTurn(record.id, async () => {
        const old = pick(store.known(record.id) ?? record, Object.keys(values))
        const saved = await write(record, values)
        act.done(() => ownTurn(saved.id, () => takeBack(saved, old)))
        return saved
      })
    } catch (error) {
      act.forget()
      throw error
    }
  }

  /** Puts the old values back, unless somebody has changed them since. */
  async function takeBack(saved: Rec, old: Values) {
    try {
      const now = await server.read(saved.id)
      store.put(now)
      const keys = Object.keys(old)
      if (!isEqual(pick(now, keys), pick(saved, keys))) return tell.kept(now)
      await write(now, old)
      tell.undone(now)
    } catch (error) {
      tell.failed(error)
    }
  }

  async function write(record: Rec, values: Values): Promise<Rec> {
    const { id } = record
    const before = store.known(id) ?? record
    const old = pick(before, Object.keys(values))
    store.change([id], row => withValues(row, values))
    try {
      const saved = await server.change(id, bodyOf(values), before.version)
      store.put(saved)
      tell.saved(id)
      return saved
    } catch (error) {
      // Only what this write showed is taken back: others may have changed the rest meanwhile.
      store.change([id], row => withValues(row, old))
      if (asProblem(error).status !== 412) throw error
      const detail = await tell.conflict(before, values)
      throw new Problem('conflict', 412, detail, undefined, [{ pointer: '', message: detail }])
    }
  }

  return { save }
}

/** Some fields of a record, by key; null for one without a value. */
export const pick = (record: Rec, keys: readonly string[]): Values =>
  Object.fromEntries(keys.map(key => [key, fieldValue(record, key)]))

const isEqual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
