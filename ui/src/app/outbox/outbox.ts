import { createSignal } from 'solid-js'
import { isServer } from 'solid-js/web'

type Values = Readonly<Record<string, unknown>>

/** What is told of a write so that it can wait until the server is reached. A write without it is refused at once. */
export interface Keep {
  /** Whose record: `lead`; and which, for one that is there already. */
  entity: string
  id?: string
  /** What the record is called, and what the change says, in the reader's words: “Layla Haddad”, “Status: Working”. */
  name: string
  what: string
  /** Where the record opens. */
  href?: string
  /** Fields as the change began from them: were they changed by somebody meanwhile, it is asked before anything is overwritten. */
  opened?: Values
  /** The change by fields, and what these are called. */
  values?: Values
  labels?: Readonly<Record<string, string>>
  /** The form that it came from, where it can be opened again. */
  draft?: string
}

/** A refusal, as an answer tells it. */
interface Refusal {
  status: number
  code: string
  detail?: string
  rule?: string
  params?: Values
  errors?: readonly { pointer: string; message: string; code?: string }[]
}

/** A change that waits to be sent, whole: a page that never saw it can send it. */
export interface Waiting extends Keep {
  /** Its place: those of one person are sent in this order. */
  place: string
  /** Its Idempotency-Key. One whose answer was lost is not done twice. */
  key: string
  at: string
  method: string
  path: string
  body: unknown
  version?: number
  /** Somebody was quicker: who and what. It waits for an answer; `nowVersion` is what “keep mine” goes by. */
  asks?: { detail: string; nowVersion: number }
  /** The server said no. */
  refusal?: Refusal
}
type Sent = Pick<Waiting, 'key' | 'method' | 'path' | 'body' | 'version'>

const prefix = 'sextant.waits.'

/**
 * Changes that wait until the server is reached. Each has an entry of its own in what the browser keeps, by the member whose it is: nobody else
 * sends or sees it, and two tabs take nothing from each other.
 */
export function createOutbox(store?: Storage, clock: () => number = Date.now) {
  let owner: string | undefined
  let last = 0
  const [changes, setChanges] = createSignal<readonly Waiting[]>([])
  const keyOf = (place: string) => `${prefix}${owner}.${place}`

  /** What the browser keeps may have been changed by another tab. */
  function read(): readonly Waiting[] {
    if (!owner || !store) return []
    const mine = keyOf('')
    const keys = Array.from({ length: store.length }, (_, at) => store.key(at) ?? '')
    return keys
      .filter(key => key.startsWith(mine))
      .sort()
      .flatMap(key => parse(store.getItem(key)))
  }
  const refresh = () => void setChanges(read())
  const put = (change: Waiting) => {
    store?.setItem(keyOf(change.place), JSON.stringify(change))
    refresh()
  }
  return {
    all: changes,
    refresh,
    belongTo(who: string) {
      owner = who
      refresh()
    },
    owner: () => owner,
    /** Whether changes of this record wait: one more has to wait behind them. */
    waitsFor: ({ entity, id }: Keep) =>
      id !== undefined && read().some(one => one.entity === entity && one.id === id),
    /** False when the browser keeps nothing, or it is not known whose it is: then the write has failed. */
    keep(sent: Sent, keep: Keep): boolean {
      if (!owner || !store) return false
      last = Math.max(clock(), last + 1)
      const at = new Date(clock()).toISOString()
      try {
        put({ ...sent, ...keep, at, place: String(last).padStart(15, '0') })
        return true
      } catch {
        return false
      }
    },
    put,
    /** Takes a change out; false when it is there no more, such as when it was sent. */
    drop(of: Pick<Waiting, 'key'>): boolean {
      const found = read().find(({ key }) => key === of.key)
      if (found) store?.removeItem(keyOf(found.place))
      refresh()
      return found !== undefined
    },
    /** Nothing stays in a browser in which nobody is signed in. */
    forget() {
      for (const { place } of read()) store?.removeItem(keyOf(place))
      refresh()
    },
  }
}
export type Outbox = ReturnType<typeof createOutbox>

function parse(text: string | null): Waiting[] {
  try {
    const kept: unknown = JSON.parse(text ?? '')
    const isWhole =
      typeof kept === 'object' &&
      kept !== null &&
      ['place', 'key', 'method', 'path', 'entity', 'name'].every(
        field => typeof (kept as Record<string, unknown>)[field] === 'string',
      )
    return isWhole ? [kept as Waiting] : []
  } catch {
    return []
  }
}

export const outbox = createOutbox(isServer || typeof localStorage === 'undefined' ? undefined : localStorage)
if (!isServer && typeof window !== 'undefined')
  window.addEventListener('storage', ({ key }) => (key?.startsWith(prefix) ?? true) && outbox.refresh())
