import type { LeadStatus } from './leads.model'

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
export const mayBecome = (from: LeadStatus, to: LeadStatus): boolean => from === to || next[from].includes(to)

/** Nothing more is expected of the lead: its outcome is known. */
export const isClosed = (status: LeadStatus): boolean => status === 'converted' || status === 'disqualified'
