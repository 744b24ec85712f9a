import { affiliationFields } from '@sextant/db/affiliations/affiliations.model'
import { t } from './affiliation.text'

type Known = 'decider' | 'approver' | 'influencer' | 'user' | 'buyer' | 'technical' | 'billing'
const isKnown = (role: string): role is Known => affiliationFields.role.options.includes(role)

/** A role in the reader’s words; one of the company’s own as it was written. */
export const roleWords = (role: string): string => (isKnown(role) ? t(`role.${role}`) : role)
