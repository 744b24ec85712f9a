import { Database } from 'bun:sqlite'
import { type KeyRule, keyColumn, keyOf } from '../core/keys'
import type { AnyRecord } from '../core/record.model'
import type { StagePlace } from '../pipelines/pipelines.model'
import { allFields } from '../records/columns'
import type { Entity } from '../records/entity'
import type { MemberRow } from './import-members'

/**
 * What a check would have written so far. It writes nothing, and its later rows find all of it, as those of a run find what earlier batches have left.
 * Close it at the end.
 */
export interface Pretended {
  /** Notes records as they are to be. */
  keep(entity: Entity, records: Iterable<AnyRecord>): void
  /** A record as the check has left it; undefined when it has not touched it. */
  read(entity: Entity, id: string): AnyRecord | undefined
  /** Records that were found in the database, as the check has left them, and those of its own that have a key of the values. */
  laidOver(
    entity: Entity,
    found: readonly AnyRecord[],
    rules: readonly KeyRule[],
    values: readonly Readonly<Record<string, unknown>>[],
  ): AnyRecord[]
  /** Which records have these keys (`<column> <key>`), of those that the check has touched. */
  called(entity: Entity, keys: readonly string[]): { id: string; key: string }[]
  /** Stages that would have been made, and the pipeline, where there is none. */
  stages: (StagePlace & { nameKey: string })[]
  pipelineId: string | undefined
  /** Members that would have been made or moved, by the keys of their name and address. */
  members: Map<string, MemberRow>
  close(): void
}

/** Kept in a temporary file of SQLite's, which has no name and goes with the process: a million rows take little memory. */
export function pretend(): Pretended {
  const store = new Database()
  for (const setting of ['temp_store = file', 'temp.journal_mode = off', 'temp.cache_size = -32000'])
    store.run(`pragma ${setting}`)
  store.run('create temp table kept (id text primary key, record text not null) without rowid')
  store.run('create temp table known (key text, id text, primary key (key, id)) without rowid')
  const read = store.query<{ record: string }, [string]>('select record from kept where id = ?')
  const write = store.query('insert or replace into kept (id, record) values (?, ?)')
  const having = store.query<{ id: string }, [string]>('select id from known where key = ?')
  const learn = store.query('insert or ignore into known (key, id) values (?, ?)')
  const forget = store.query('delete from known where key = ? and id = ?')

  const keysOf = (entity: Entity, record: AnyRecord): string[] =>
    entity.keys.flatMap(rule => {
      const key = keyOf(rule, record)
      return key === null ? [] : [`${entity.name} ${keyColumn(rule)} ${key}`]
    })
  const recordOf = (entity: Entity, id: string): AnyRecord | undefined => {
    const kept = read.get(id)
    return kept ? { ...emptyOf(entity), ...(JSON.parse(kept.record) as AnyRecord) } : undefined
  }
  const idsOf = (key: string): string[] => having.all(key).map(({ id }) => id)

  return {
    keep: store.transaction((entity: Entity, records: Iterable<AnyRecord>) => {
      for (const record of records) {
        const before = recordOf(entity, record.id)
        const keys = keysOf(entity, record)
        for (const key of before ? keysOf(entity, before) : [])
          if (!keys.includes(key)) forget.run(key, record.id)
        for (const key of keys) learn.run(key, record.id)
        const told = Object.entries(record).filter(([, value]) => value !== null)
        write.run(record.id, JSON.stringify(Object.fromEntries(told)))
      }
    }),
    read: recordOf,
    laidOver(entity, found, rules, values) {
      const records = new Map(found.map(record => [record.id, recordOf(entity, record.id) ?? record]))
      for (const rule of rules)
        for (const one of values) {
          const key = keyOf(rule, one)
          for (const id of key === null ? [] : idsOf(`${entity.name} ${keyColumn(rule)} ${key}`))
            if (!records.has(id)) records.set(id, recordOf(entity, id)!)
        }
      return [...records.values()]
    },
    called: (entity, keys) => keys.flatMap(key => idsOf(`${entity.name} ${key}`).map(id => ({ id, key }))),
    stages: [],
    pipelineId: undefined,
    members: new Map(),
    close: () => store.close(),
  }
}

const emptyOf = (entity: Entity): Record<string, unknown> =>
  Object.fromEntries(Object.keys(allFields(entity)).map(key => [key, null]))
