/** What people and machines did with a record within its window. */
export interface Behaviour {
  callsOut: number
  callsIn: number
  emailsOut: number
  emailsIn: number
  meetings: number
  notes: number
  /** Hours from the beginning to the first call, e-mail or meeting of ours; null when there was none. */
  firstReplyHours: number | null
  pageVisits: number
  pricingVisits: number
  /** Epoch ms of the last of all of these; null when there was none. */
  lastAt: number | null
}

export const noBehaviour: Behaviour = {
  callsOut: 0,
  callsIn: 0,
  emailsOut: 0,
  emailsIn: 0,
  meetings: 0,
  notes: 0,
  firstReplyHours: null,
  pageVisits: 0,
  pricingVisits: 0,
  lastAt: null,
}

/** Outcomes of others before this record's moment. */
export interface TrackRecord {
  won: number
  lost: number
}

/** Of a deal: how often it changed its stage, and for how many days it had been in the one of the moment. */
export interface Stay {
  moves: number
  daysInStage: number
}
