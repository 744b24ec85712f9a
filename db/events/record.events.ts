import * as v from 'valibot'
import { eventsOf } from './event.model'

/** The record's version after it. */
const version = v.number()

/** The kinds that every entity has: what the record engine tells of its records. `name` is the record's title. */
export const recordEvents = <const S extends string>(subject: S) =>
  eventsOf(
    { subject },
    {
      created: { payload: { version }, shown: true, effect: 'made' },
      updated: { payload: { version }, shown: true, effect: 'changed' },
      archived: { payload: { version, name: v.unknown() }, shown: true, effect: 'changed' },
      restored: { payload: { version, name: v.unknown() }, shown: true, effect: 'changed' },
    },
  )

/** The kinds of some entity, as the engine knows them. */
export type RecordEvents = ReturnType<typeof recordEvents<string>>
