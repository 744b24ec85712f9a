import { slice } from './collection-commands'
import type { Commands } from './command'
import { type Keyspace, memberBytes } from './keyspace'
import { CommandError, float, floatText, integer, type Reply, syntaxError } from './reply'

type Member = [name: string, score: number]
type RangeOptions = {
  byScore: boolean
  reverse: boolean
  withScores: boolean
  limit?: { offset: bigint; count: bigint }
}

const newSortedSet = () => new Map<string, number>()

export const sortedSetCommands: Commands = {
  zadd: { arity: -4, run: (keys, [key = '', ...words]) => add(keys, key, words) },
  zcard: { arity: 2, run: (keys, [key = '']) => keys.get('zset', key)?.size ?? 0 },
  zscore: {
    arity: 3,
    run: (keys, [key = '', member = '']) => {
      const score = keys.get('zset', key)?.get(member)
      return score === undefined ? null : floatText(score)
    },
  },
  zcount: {
    arity: 4,
    run: (keys, [key = '', min = '', max = '']) => {
      const within = scoreRange(min, max)
      return sorted(keys, key).filter(([, score]) => within(score)).length
    },
  },
  zrem: { arity: -3, run: (keys, [key = '', ...members]) => remove(keys, key, new Set(members)) },
  zrange: {
    arity: -4,
    run: (keys, [key = '', from = '', to = '', ...words]) => range(keys, key, from, to, words),
  },
  zremrangebyscore: {
    arity: 4,
    run: (keys, [key = '', min = '', max = '']) => {
      const within = scoreRange(min, max)
      const members = sorted(keys, key).filter(([, score]) => within(score))
      return remove(keys, key, new Set(members.map(([name]) => name)))
    },
  },
}

function add(keys: Keyspace, key: string, words: string[]): number {
  const flags = new Set<string>()
  while (/^(nx|xx|gt|lt|ch)$/i.test(words[0] ?? '')) flags.add((words.shift() ?? '').toUpperCase())
  if (words.length === 0 || words.length % 2 !== 0) throw syntaxError()
  if (flags.has('NX') && flags.has('XX'))
    throw new CommandError('ERR XX and NX options at the same time are not compatible')
  if ([flags.has('GT'), flags.has('LT'), flags.has('NX')].filter(Boolean).length > 1)
    throw new CommandError('ERR GT, LT, and/or NX options at the same time are not compatible')
  // All scores are parsed before any is stored, so that a bad one changes nothing.
  const members: Member[] = []
  for (let at = 0; at < words.length; at += 2) members.push([words[at + 1] ?? '', float(words[at] ?? '')])
  return keys.edit('zset', key, newSortedSet, (set, grow) => {
    let counted = 0
    for (const [name, score] of members) {
      const old = set.get(name)
      if (!mayStore(flags, old, score)) continue
      if (old === undefined) grow(memberBytes(name))
      if (old === undefined || (flags.has('CH') && old !== score)) counted++
      set.set(name, score)
    }
    return counted
  })
}

function mayStore(flags: Set<string>, old: number | undefined, score: number): boolean {
  if (old === undefined) return !flags.has('XX')
  if (flags.has('NX')) return false
  if (flags.has('GT')) return score > old
  return !flags.has('LT') || score < old
}

function remove(keys: Keyspace, key: string, names: Set<string>): number {
  return keys.edit('zset', key, newSortedSet, (set, grow) => {
    const gone = [...names].filter(name => set.delete(name))
    for (const name of gone) grow(-memberBytes(name))
    return gone.length
  })
}

function range(keys: Keyspace, key: string, from: string, to: string, words: string[]): Reply {
  const options = rangeOptions(words)
  const found = options.byScore
    ? byScore(keys, key, from, to, options)
    : byIndex(keys, key, from, to, options)
  return found.flatMap(([name, score]) => (options.withScores ? [name, floatText(score)] : [name]))
}

function rangeOptions(words: string[]): RangeOptions {
  const options: RangeOptions = { byScore: false, reverse: false, withScores: false }
  for (let at = 0; at < words.length; at++) {
    const word = words[at]?.toUpperCase()
    if (word === 'BYSCORE') options.byScore = true
    else if (word === 'REV') options.reverse = true
    else if (word === 'WITHSCORES') options.withScores = true
    else if (word === 'LIMIT' && at + 2 < words.length)
      options.limit = { offset: integer(words[++at] ?? ''), count: integer(words[++at] ?? '') }
    else throw syntaxError()
  }
  if (options.limit && !options.byScore)
    throw new CommandError(
      'ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX',
    )
  return options
}

function byIndex(keys: Keyspace, key: string, from: string, to: string, options: RangeOptions): Member[] {
  const [start, end] = [integer(from), integer(to)]
  const members = sorted(keys, key)
  return slice(options.reverse ? members.reverse() : members, start, end)
}

function byScore(keys: Keyspace, key: string, from: string, to: string, options: RangeOptions): Member[] {
  const within = options.reverse ? scoreRange(to, from) : scoreRange(from, to)
  const members = sorted(keys, key).filter(([, score]) => within(score))
  if (options.reverse) members.reverse()
  if (!options.limit) return members
  const offset = Number(options.limit.offset)
  if (offset < 0) return []
  const count = Number(options.limit.count)
  return members.slice(offset, count < 0 ? undefined : offset + count)
}

/** Redis' order: by score, then by the bytes of the name. */
function sorted(keys: Keyspace, key: string): Member[] {
  const members = [...(keys.get('zset', key) ?? [])]
  return members.sort(([a, x], [b, y]) => x - y || Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

function scoreRange(min: string, max: string): (score: number) => boolean {
  const bound = (text: string) => ({
    open: text.startsWith('('),
    at: float(text.replace(/^\(/, ''), 'ERR min or max is not a float'),
  })
  const [low, high] = [bound(min), bound(max)]
  return score =>
    (low.open ? score > low.at : score >= low.at) && (high.open ? score < high.at : score <= high.at)
}
