/** A place in the event log as it travels: `xid.seq`, both decimal. */
const written = /^(\d{1,19})\.(\d{1,19})$/

/** What a process has seen of the log: every transaction below `horizon`, and those from it that had committed. */
export interface Snapshot {
  text: string
  horizon: bigint
  end: bigint
  running: ReadonlySet<string>
}

/** Reads Postgres' `xmin:xmax:xip,xip`. Undefined when Postgres would not take it for that, or when it is longer than any real one. */
export function readSnapshot(text: string): Snapshot | undefined {
  if (text.length > 20_000) return undefined
  const parts = /^(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?)$/.exec(text)
  if (!parts) return undefined
  const running = parts[3] ? parts[3].split(',') : []
  const [horizon, end] = [BigInt(parts[1]!), BigInt(parts[2]!)]
  const ids = [horizon, ...running.map(BigInt)]
  const inOrder = ids.every((id, at) => id <= end && (at === 0 || id >= ids[at - 1]!))
  const isOne = horizon > 0n && inOrder && (running.length === 0 || ids.at(-1)! < end)
  return isOne ? { text, horizon, end, running: new Set(running) } : undefined
}

/** The same rule as `pg_visible_in_snapshot`. */
export const isVisible = (snapshot: Snapshot, xid: string): boolean => {
  const id = BigInt(xid)
  return id < snapshot.horizon || (id < snapshot.end && !snapshot.running.has(xid))
}

/** The transaction of a position that a caller sent, when it is one. */
export const xidOf = (position: string): string | undefined => written.exec(position)?.[1]

export const writePosition = ({ xid, seq }: { xid: string; seq: string }): string => `${xid}.${seq}`
