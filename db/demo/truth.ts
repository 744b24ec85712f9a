import type { Chance } from './random'

/**
 * Why things happen in the made-up company. Models trained on its data can be measured against these numbers, which no real company
 * ever knows. Probabilities are logistic in the sum of the weights.
 */
export const logistic = (logit: number): number => 1 / (1 + Math.exp(-logit))

export const sources = {
  website: 30,
  referral: 12,
  event: 16,
  advertisement: 20,
  outbound: 14,
  partner: 8,
} as const
export type Source = keyof typeof sources

const sourceWeight: Record<Source, number> = {
  website: 0.1,
  referral: 1.15,
  event: 0.25,
  advertisement: -0.65,
  outbound: -0.75,
  partner: 0.7,
}

export const roles = [
  'Head of operations',
  'Managing director',
  'Purchasing manager',
  'Logistics planner',
  'IT manager',
  'Consultant',
  'Student',
] as const
const roleWeight: Record<(typeof roles)[number], number> = {
  'Head of operations': 0.85,
  'Managing director': 0.6,
  'Purchasing manager': 0.45,
  'Logistics planner': 0,
  'IT manager': -0.15,
  Consultant: -0.7,
  Student: -2.2,
}

export const industries = {
  logistics: 24,
  manufacturing: 22,
  retail: 16,
  health: 12,
  agriculture: 10,
  services: 10,
  public: 6,
} as const
const industryWeight: Record<keyof typeof industries, number> = {
  logistics: 0.6,
  manufacturing: 0.3,
  retail: 0,
  health: 0.2,
  agriculture: -0.2,
  services: -0.5,
  public: -0.6,
}

export interface LeadCauses {
  source: Source
  role: (typeof roles)[number]
  industry: keyof typeof industries
  employees: number
  repliedWithinHours: number | null
  pricingVisits: number
}

/** Log-odds that a lead converts within 90 days. Size matters most between 100 and 600 people; a fast reply and looking at prices most of all. */
export function leadLogit({
  source,
  role,
  industry,
  employees,
  repliedWithinHours,
  pricingVisits,
}: LeadCauses): number {
  const size = 0.9 * Math.exp(-((Math.log(employees) - Math.log(260)) ** 2) / 1.1) - 0.3
  const reply =
    repliedWithinHours === null ? -0.7 : repliedWithinHours <= 2 ? 0.9 : repliedWithinHours <= 24 ? 0.3 : -0.1
  return (
    -2.15 +
    sourceWeight[source] +
    roleWeight[role] +
    industryWeight[industry] +
    size +
    reply +
    0.5 * Math.min(pricingVisits, 4)
  )
}

export interface DealCauses {
  amount: number
  source: Source
  meetings: number
  repSkill: number
  competitor: boolean
  knownCustomer: boolean
}

/** Log-odds that a deal is won. `amount` is in whole units of the workspace currency. */
export const dealLogit = ({
  amount,
  source,
  meetings,
  repSkill,
  competitor,
  knownCustomer,
}: DealCauses): number =>
  0.1 -
  0.35 * (Math.log10(Math.max(amount, 100)) - 4.3) +
  0.5 * sourceWeight[source] +
  0.28 * Math.min(meetings, 5) -
  0.5 +
  repSkill -
  (competitor ? 0.8 : 0) +
  (knownCustomer ? 0.6 : 0)

export interface LeavingCauses {
  months: number
  employees: number
  industry: keyof typeof industries
  silentDays: number
}

/** Log-odds that a customer leaves within a year: the young, the small and the silent go. */
export const leavingLogit = ({ months, employees, industry, silentDays }: LeavingCauses): number =>
  -2 -
  0.03 * Math.min(months, 48) -
  0.25 * (Math.log(employees) - 5) -
  0.4 * industryWeight[industry] +
  Math.min(silentDays, 200) / 55

export const decided = (chance: Chance, logit: number): boolean => chance.happens(logistic(logit))
