import type { Basics } from '@sextant/db/records/basics.model'
import { api } from '../../app/api'

let flight: Promise<Basics> | undefined

/** The members and the workspace's own fields. Those who ask while an answer is on its way share it, so that a page asks once. */
export function readBasics(): Promise<Basics> {
  flight ??= api.get('/crm/basics').finally(() => {
    flight = undefined
  })
  return flight
}
