import { companyFields, companyRoots, places } from './places'
import type { Chance } from './random'
import type { StoryChange, StoryRecord, StoryVisit } from './story.model'
import { mailName, personAt, type Rep } from './tell-people'
import { decided, industries, leadLogit, roles, type Source, sources } from './truth'

const hour = 3_600_000
const day = 24 * hour

/** What became of a lead, for the parts of the story that follow from it. */
export interface ToldLead {
  record: StoryRecord
  source: Source
  industry: keyof typeof industries
  employees: number
  company: string
  domain: string
  rep: Rep
  convertedAt: number | null
}

export interface LeadsTold {
  leads: ToldLead[]
  activities: StoryRecord[]
}

/** Leads over the whole time, a few more each month, each with its first days and, if it came to that, its end. */
export function tellLeads(
  chance: Chance,
  reps: readonly Rep[],
  count: number,
  startMs: number,
  nowMs: number,
): LeadsTold {
  const told: LeadsTold = { leads: [], activities: [] }
  const mails = new Map<string, number>()
  const times = Array.from({ length: count }, () => startMs + (nowMs - startMs) * chance.next() ** 0.8).sort(
    (a, b) => a - b,
  )
  for (const [n, at] of times.entries()) tellLead(chance, reps, told, mails, n, at, nowMs)
  return told
}

function tellLead(
  chance: Chance,
  reps: readonly Rep[],
  told: LeadsTold,
  mails: Map<string, number>,
  n: number,
  at: number,
  now: number,
): void {
  const place = chance.pick(places)
  const rep = chance.pick(reps.filter(rep => rep.country === place.country))
  const root = chance.pick(companyRoots)
  const company = chance.happens(0.5)
    ? `${root} ${chance.pick(companyFields)}`
    : `${root} ${chance.pick(place.suffixes)}`
  const domain = `${mailName(company.replace(/ /g, '-')).replace(/\./g, '')}-${n.toString(36)}.example`
  const name = personAt(chance, place)
  const role = chance.pick(roles)
  const source = chance.weighted(sources)
  const industry = chance.weighted(industries)
  const employees = Math.max(3, Math.round(Math.exp(chance.normal(5.1, 1.2))))
  const repliedWithinHours = chance.happens(0.72) ? Math.exp(chance.normal(1.9, 1.3)) : null
  const pricingVisits = Math.min(6, Math.floor(-Math.log(1 - chance.next()) * 1.1))
  const logit = leadLogit({ source, role, industry, employees, repliedWithinHours, pricingVisits })
  const outcome = decided(chance, logit)
  const decidedAt = at + day * (outcome ? chance.between(12, 75) : chance.between(10, 90))
  const id = chance.id(at)
  const history: StoryChange[] = []
  const visits: StoryVisit[] = []
  let activityAt: number | null = null

  const log = (kind: string, subject: string, when: number, direction: string, outcomeSaid?: string) => {
    if (when > now) return
    activityAt = Math.max(activityAt ?? 0, when)
    told.activities.push(
      activity(chance, rep.id, when, {
        name: subject,
        kind,
        leadId: id,
        direction,
        outcome: outcomeSaid ?? null,
      }),
    )
  }
  if (repliedWithinHours !== null)
    log('call', `First call with ${name}`, at + repliedWithinHours * hour, 'out', 'reached')
  else log('email', 'Sent an introduction', at + chance.between(2, 6) * day, 'out')
  for (let visit = 0; visit < pricingVisits; visit++) {
    const when = at + chance.between(0.1, 6.5) * day
    if (when < now) visits.push({ at: when, page: '/pricing', seconds: chance.whole(20, 400) })
  }
  if (chance.happens(outcome ? 0.7 : 0.25))
    log('meeting', `Meeting about ${industry}`, at + chance.between(7.5, 12) * day, 'out', 'held')
  if (chance.happens(0.4))
    log(
      'email',
      chance.pick([
        'Asked for a price list',
        'Sent references',
        'Asked about delivery times',
        'Sent the brochure',
      ]),
      at + chance.between(1, 20) * day,
      chance.pick(['in', 'out']),
    )

  const status = statusNow()
  const closed = decidedAt <= now && (status === 'converted' || status === 'disqualified')
  function statusNow(): string {
    if (decidedAt <= now) return outcome ? 'converted' : chance.happens(0.8) ? 'disqualified' : 'nurture'
    const age = (now - at) / day
    if (age < 3 && repliedWithinHours === null) return 'new'
    if (age < 1.5) return 'new'
    return logit > -0.8 && age > 6 ? 'qualified' : 'working'
  }
  const steps =
    status === 'new'
      ? ['new']
      : status === 'working'
        ? ['new', 'working']
        : status === 'qualified'
          ? ['new', 'working', 'qualified']
          : ['new', 'working', status]
  const until = closed ? decidedAt : Math.min(now, decidedAt)
  steps.slice(1).forEach((step, index) => {
    const last = index === steps.length - 2
    const when = last && closed ? decidedAt : at + (until - at) * ((index + 1) / steps.length)
    history.push({
      at: when,
      before: { status: steps[index] },
      after: { status: step },
    })
  })
  const local = `${mailName(name)}`
  const repeats = (mails.get(`${local}@${domain}`) ?? 0) + 1
  mails.set(`${local}@${domain}`, repeats)
  const record: StoryRecord = {
    id,
    at,
    updatedAt: Math.max(at, ...[...history, ...visits].map(event => event.at)),
    by: rep.id,
    history,
    visits,
    truth: { logit, outcome },
    values: {
      name,
      email: `${local}${repeats > 1 ? repeats : ''}@${domain}`,
      phone: `${place.dial} ${String(1000 + (n % 9000))}`,
      company,
      jobTitle: role,
      website: domain,
      industry,
      employees,
      country: place.country,
      city: chance.pick(place.cities),
      language: place.language,
      source,
      status,
      statusReason:
        status === 'disqualified'
          ? chance.pick(['No budget', 'No need now', 'Chose another', 'Never answered', 'Too small'])
          : null,
      value: { minor: Math.round(Math.exp(chance.normal(10.2, 0.9))) * 100, currency: place.currency },
      ownerId: rep.id,
      emailConsent: chance.happens(0.6),
      receivedOn: new Date(at).toISOString().slice(0, 10),
      lastActivityAt: iso(activityAt),
      closedAt: closed ? iso(decidedAt) : null,
    },
  }
  told.leads.push({
    record,
    source,
    industry,
    employees,
    company,
    domain,
    rep,
    convertedAt: closed && outcome ? decidedAt : null,
  })
}

export const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

/** An activity of the past, or a task still to be done when `dueOn` is given. */
export function activity(
  chance: Chance,
  by: string,
  at: number,
  values: Record<string, unknown>,
): StoryRecord {
  return {
    id: chance.id(at),
    at,
    updatedAt: at,
    by,
    history: [],
    values: {
      ownerId: by,
      occurredAt: iso(at),
      doneAt: iso(at),
      durationMinutes:
        values.kind === 'call'
          ? chance.whole(3, 40)
          : values.kind === 'meeting'
            ? chance.whole(25, 90)
            : null,
      ...values,
    },
  }
}
