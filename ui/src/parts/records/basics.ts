import type { CustomField } from '@sextant/db/fields/custom-field.model'
import { api } from '../../app/api'
import type { MemberName } from './members'

interface Basics {
  members: readonly MemberName[]
  fields: readonly CustomField[]
}

let flight: Promise<Basics> | undefined

/** The members and the workspace's own fields. Those who ask while an answer is on its way share it, so that a page asks once. */
export function readBasics(): Promise<Basics> {
  flight ??= api.get<Basics>('/crm/basics').finally(() => {
    flight = undefined
  })
  return flight
}
