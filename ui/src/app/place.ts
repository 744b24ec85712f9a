import type { customFieldEntities } from '@sextant/db/core/areas.model'
import type { ObjectName } from '@sextant/db/core/grants.rules'
import type { Component } from 'solid-js'
import type { LaterWords, Say } from './text'

/** A kind of record that has a screen of its own. */
export type ShownKind = (typeof customFieldEntities)[number]

/** The groups of the navigation, in its order. `end` stands at its foot, without a heading. */
export const placeGroups = ['sell', 'serve', 'understand', 'end'] as const
export type PlaceGroup = (typeof placeGroups)[number]

/** Where one goes in Sextant: an area's `place.ts`, collected in `ui/src/places.ts`. */
export interface Place {
  key: string
  href: string
  /** Sextant's own mark where there is none. */
  icon?: Component
  group: PlaceGroup
  /** The place under which it stands in the navigation. */
  under?: string
  /** Pressed after G. */
  letter?: string
  /** What one must be allowed to read to be offered the place. */
  object?: ObjectName
  /** Has a button of its own at the foot of a phone; four of them have room. */
  atHand?: true
  /** Its name, and what it calls its records: `<area>.place.{en,fr,ar}.ts`. */
  say: Say
  /** What its rules say (`rule.<area>.<rule>`): `<area>.refusals.{en,fr,ar}.ts`. */
  refusals?: LaterWords
  /** The records that it lists. */
  records?: Records
  /** Pages of its own that the command bar finds; `section.<key>` is their name, `section.<key>.also` what else they are looked for as. */
  sections?: readonly PlaceSection[]
}

interface PlaceSection {
  key: string
  href: string
  /** What one must be allowed to read to be offered the page. */
  object?: ObjectName
}

export interface Records {
  kind: ShownKind
  /** The address before a record's id; none where records open in their list. */
  opens?: string
  /** The field that tells records of one name apart. */
  detail?: string
  /** The area's dictionary, where it names its fields (`field.<key>`) and choices (`option.<value>`) to the screens of imports too. */
  words?: () => Promise<Say>
  /** What the list's address needs where a filter narrows it. */
  narrowed?: Readonly<Record<string, string>>
}
