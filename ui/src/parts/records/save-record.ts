import { asProblem, keptKey, Problem } from '../../app/problem'
import type { Act } from '../toast/acts'
import { inTurn } from './in-turn'
import { bodyOf, fieldValue, type Rec, withValues } from './kind'
import type { RecordStore } from './record-cache'

export type Values = Readonly<Record<string, unknown>>

/** The server, as far as one record is read and changed. */
export interface RecordServer {
  read(id: string): Promise<Rec>
  /** Refused with 412 when the record is no longer of this version. */
  change(id: string, body: Record<string, unknown>, version: number, edit: Edit): Promise<Rec>
  /** Takes back a change that waits to be sent, by its key; false when it has been sent. */
  withdraw(key: string): boolean
}
/** What the change of a record began from and sets, should it have to wait until it can be sent. */
export interface Edit {
  record: Rec
  values: Values
  /** What people write of the record, as the edit began from it. */
  opened: Values
}
export interface Conflict {
  /** The record as the edit began from it. */
  opened: Rec
  now: Rec
  values: Values
  keepMine: () => Promise<unknown>
}
/** What a save tells its reader. */
export interface SaveTeller {
  /** A save begins: from now on it is the one that ⌘Z takes back first. */
  begin(): Act
  /** Taken back. */
  undone(record: Rec): void
  /** Left as it is, since somebody has changed it. */
  kept(record: Rec): void
  /** Somebody was quicker: `now` is what they made of it, `keepMine` writes the values all the same. Answers with the sentence that says so. */
  conflict(question: Conflict): Promise<string>
  failed(error: unknown): void
  /** The record's history is longer by an entry. */
  saved(id: string): void
}

/**
 * Saves of single records: shown at once, taken back with the reason when the server refuses. `entity` is whose records they are;
 * `byHand` tells which fields people write.
 */
export function recordSaver(
  entity: string,
  byHand: (key: string) => boolean,
  store: RecordStore,
  server: RecordServer,
  tell: SaveTeller,
) {
  /** By record: which version a save of this page made of which. An edit that began before it is not outdated by it. */
  const ownSteps = new Map<string, Map<number, number>>()
  const versionOf = ({ id, version }: Rec): number => {
    const steps = ownSteps.get(id)
    let now = version
    for (let next = steps?.get(now); next !== undefined; next = steps?.get(now)) now = next
    return now
  }
  async function send(record: Rec, values: Values, version: number): Promise<Rec> {
    const { id } = record
    const opened = pick(record, fieldsOf(record).filter(byHand))
    const saved = await server.change(id, bodyOf(values), version, { record, values, opened })
    ownSteps.set(id, (ownSteps.get(id) ?? new Map<number, number>()).set(version, saved.version))
    store.put(saved)
    tell.saved(id)
    return saved
  }

  const ownTurn = <T>(id: string, work: () => Promise<T>) => inTurn(`${entity}/${id}`, work)

  /**
   * Changes fields of one record, custom ones as `custom.<key>`. `record` is what the edit began from: was it changed by somebody since, nothing is
   * overwritten, they are asked, and it is thrown. ⌘Z takes it back.
   */
  async function save(record: Rec, values: Values): Promise<Rec> {
    const act = tell.begin()
    try {
      return await ownTurn(record.id, async () => {
        const old = pick(store.known(record.id) ?? record, Object.keys(values))
        const { saved, waits } = await write(record, values)
        act.done(() => ownTurn(saved.id, () => takeBack(saved, old, waits)))
        return saved
      })
    } catch (error) {
      act.forget()
      throw error
    }
  }

  /** Puts the old values back, unless somebody has changed them since. What still waits to be sent is not sent. */
  async function takeBack(saved: Rec, old: Values, waits: string | undefined) {
    if (waits && server.withdraw(waits)) {
      store.change([saved.id], row => withValues(row, old))
      return tell.undone(saved)
    }
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

  /** `waits`: the key of a change that could not be sent yet; its values stay on the screen. */
  async function write(record: Rec, values: Values): Promise<{ saved: Rec; waits?: string }> {
    const { id } = record
    const known = store.known(id) ?? record
    const old = pick(known, Object.keys(values))
    // Earlier changes of this page are what it began from, also those that wait to be sent.
    const from = known.version === versionOf(record) ? known : record
    store.change([id], row => withValues(row, values))
    try {
      return { saved: await send(from, values, versionOf(record)) }
    } catch (error) {
      const waits = keptKey(error)
      if (waits) return { saved: withValues(known, values), waits }
      // Only what this write showed is taken back: others may have changed the rest meanwhile.
      store.change([id], row => withValues(row, old))
      if (asProblem(error).status !== 412) throw error
      return { saved: await afterOthers(record, values) }
    }
  }

  /** Somebody, or something, was quicker. What only follows from other fields, such as a new score, is no reason to ask. */
  async function afterOthers(opened: Rec, values: Values): Promise<Rec> {
    const now = await server.read(opened.id)
    store.put(now)
    if (!changedKeys(opened, now).some(byHand)) return send(now, values, now.version)
    const detail = await tell.conflict({ opened, now, values, keepMine: () => save(now, values) })
    throw new Problem('conflict', 412, detail, undefined, [{ pointer: '', message: detail }])
  }

  return { save }
}

/** Some fields of a record, by key; null for one without a value. */
export const pick = (record: Rec, keys: readonly string[]): Values =>
  Object.fromEntries(keys.map(key => [key, fieldValue(record, key)]))

/** Which fields a record tells, own ones as `custom.<key>`. */
function fieldsOf({ custom, ...own }: Rec): string[] {
  return [...Object.keys(own), ...Object.keys(custom ?? {}).map(key => `custom.${key}`)]
}

/** Fields that are known of both and differ; own ones as `custom.<key>`. */
function changedKeys(before: Rec, after: Rec): string[] {
  return fieldsOf(before).filter(key => !isEqual(fieldValue(before, key), fieldValue(after, key)))
}

/** Whatever the order in which a value's parts are told. */
export const isEqual = (a: unknown, b: unknown) => JSON.stringify(a, sorted) === JSON.stringify(b, sorted)
const sorted = (_key: string, value: unknown) =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
