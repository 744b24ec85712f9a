import { isServer } from 'solid-js/web'

/** A record that was open. */
export interface RecentRecord {
  entity: string
  id: string
  name: string
}

const most = 8
const keyOf = (who: string) => `sextant.recent.${who}`

/**
 * Records in the order in which they were last open, the newest first. As soon as it is known whose they are (`belongTo`, with a member's id) this browser keeps them
 * until that member signs out, for every tab.
 */
export function createRecent(store?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
  let records: readonly RecentRecord[] = []
  let owner: string | undefined
  const read = () => {
    if (owner && store) records = readRecent(store.getItem(keyOf(owner))) ?? records
    return records
  }
  const add = (record: RecentRecord) => {
    records = [record, ...read().filter(({ id }) => id !== record.id)].slice(0, most)
    if (owner) store?.setItem(keyOf(owner), JSON.stringify(records))
  }
  return {
    open: add,
    all: read,
    /** What was open before it was known whose it is joins. */
    belongTo(who: string) {
      if (owner === who) return
      const before = owner ? [] : records
      owner = who
      records = []
      for (const record of before.toReversed()) add(record)
    },
    /** Names stay in no browser in which nobody is signed in. */
    forget() {
      if (owner) store?.removeItem(keyOf(owner))
      records = []
    },
  }
}

/** What a browser keeps may be anything. */
function readRecent(text: string | null): RecentRecord[] | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? '')
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, most) : undefined
  } catch {
    return undefined
  }
}

const isRecent = (one: unknown): one is RecentRecord =>
  typeof one === 'object' &&
  one !== null &&
  ['entity', 'id', 'name'].every(key => typeof (one as Record<string, unknown>)[key] === 'string')

export const recent = createRecent(isServer ? undefined : localStorage)
