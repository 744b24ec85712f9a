/** The made-up company as plain rows, in the order in which they are written. Times are epoch milliseconds. */
export interface StoryTeam {
  id: string
  name: string
  country: string
}

export interface StoryMember {
  id: string
  name: string
  email: string
  role: 'admin' | 'manager' | 'rep' | 'marketer' | 'analyst' | 'read_only'
  teamId: string | null
}

/** A change of a record. */
export interface StoryChange {
  at: number
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** A look at a page of the company's website. */
export interface StoryVisit {
  at: number
  page: string
  seconds: number
}

/** A record in the entity's Create shape with what Sextant itself would have set, and its history. */
export interface StoryRecord {
  id: string
  at: number
  updatedAt: number
  by: string | null
  values: Record<string, unknown>
  history: StoryChange[]
  visits?: StoryVisit[]
  /** What really decides the outcome: never written to the database. */
  truth?: { logit: number; outcome: boolean }
}

export interface Story {
  teams: StoryTeam[]
  members: StoryMember[]
  products: StoryRecord[]
  customers: StoryRecord[]
  contacts: StoryRecord[]
  leads: StoryRecord[]
  deals: StoryRecord[]
  activities: StoryRecord[]
  stays: { dealId: string; stageId: string; entered: number; left: number | null; by: string | null }[]
}
