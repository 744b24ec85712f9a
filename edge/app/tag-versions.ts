import { createHash } from 'node:crypto'

interface Tag {
  /** The last settled transaction with this tag; undefined: none since this process began. */
  settled: bigint | undefined
  /** Transactions known to have committed while an older one still runs. */
  early: Set<string>
  text: string | undefined
}

/**
 * The version of each tag (`workspace:entity`) as this process knows it: its last settled transaction and those known early.
 * A transaction commits as a whole, so its id is all that is needed; two processes that know the same say the same.
 * A tag without news since the start has the version of the start, never that of another process' earlier one.
 */
export function createTagVersions() {
  const tags = new Map<string, Tag>()
  const early = new Set<Tag>()
  let floor = ''
  let horizon = 0n

  const tagOf = (name: string): Tag => {
    let tag = tags.get(name)
    if (!tag) {
      tag = { settled: undefined, early: new Set(), text: undefined }
      tags.set(name, tag)
    }
    return tag
  }

  return {
    /** Everything known so far is forgotten: what happened before this horizon is not known tag by tag. */
    begin(from: bigint): void {
      tags.clear()
      early.clear()
      horizon = from
      floor = `f${from}`
    },
    /** A committed transaction touched this tag. */
    note(name: string, xid: string): void {
      const tag = tagOf(name)
      const id = BigInt(xid)
      if (id < horizon) {
        if (tag.settled !== undefined && tag.settled >= id) return
        tag.settled = id
      } else {
        if (tag.early.has(xid)) return
        tag.early.add(xid)
        early.add(tag)
      }
      tag.text = undefined
    },
    /** Nothing below the new horizon runs any more: what was early is settled. */
    advance(to: bigint): void {
      if (to <= horizon) return
      horizon = to
      for (const tag of early) {
        for (const xid of tag.early) {
          const id = BigInt(xid)
          if (id >= to) continue
          tag.early.delete(xid)
          tag.text = undefined
          if (tag.settled === undefined || tag.settled < id) tag.settled = id
        }
        if (tag.early.size === 0) early.delete(tag)
      }
    },
    /** The version now, as a text to compare and to put into keys. */
    of(name: string): string {
      const tag = tags.get(name)
      if (!tag) return floor
      tag.text ??= textOf(tag, floor)
      return tag.text
    },
  }
}
export type TagVersions = ReturnType<typeof createTagVersions>

function textOf({ settled, early }: Tag, floor: string): string {
  const base = settled === undefined ? floor : String(settled)
  if (early.size === 0) return base
  const all = [...early].sort().join('+')
  return `${base}+${all.length > 120 ? createHash('sha256').update(all).digest('base64url') : all}`
}
