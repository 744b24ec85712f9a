import { type By, type Change, type Refusal, refusal } from '../records/change.model'
import type { Lead, LeadStatus } from './leads.model'

const next: Record<LeadStatus, readonly LeadStatus[]> = {
  new: ['working', 'qualified', 'nurture', 'disqualified'],
  working: ['new', 'qualified', 'nurture', 'disqualified'],
  qualified: ['working', 'nurture', 'disqualified'],
  nurture: ['new', 'working', 'qualified', 'disqualified'],
  disqualified: ['new', 'working', 'nurture'],
  converted: [],
}

/** Where a lead may go from here by hand. Only a conversion makes it converted, and only its revert undoes that. */
export const nextStatuses = (from: LeadStatus): readonly LeadStatus[] => next[from]

/** Whether a lead may go there from here by hand; staying is no step. */
const mayBecome = (from: LeadStatus, to: LeadStatus): boolean => from === to || next[from].includes(to)

/** Nothing more is expected of the lead: its outcome is known. */
const isClosed = (status: LeadStatus): boolean => status === 'converted' || status === 'disqualified'

/** Keeps `closedAt` and the reason with the status, and refuses a step that the life cycle does not have. */
export function followStatus({ before, values }: Change<Lead>, _facts: unknown, by: By): Refusal | undefined {
  const to = values.status
  if (!to || by.putsBack) return
  const from = before?.status
  if (!by.takesAnyStep && to === 'converted' && from !== 'converted')
    return refusal('lead.convert', 'A lead becomes converted by converting it.', { to }, 'status')
  if (!by.takesAnyStep && from && !mayBecome(from, to))
    return refusal('lead.transition', `A ${from} lead cannot become ${to}.`, { from, to }, 'status')
  if (isClosed(to)) values.closedAt = by.now
  else if (from && isClosed(from)) values.closedAt = null
  if (from && isClosed(from) && values.statusReason === undefined) values.statusReason = null
}
