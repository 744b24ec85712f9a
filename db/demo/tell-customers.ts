import { companyFields, companyRoots, places } from './places'
import type { Chance } from './random'
import type { StoryRecord } from './story.model'
import { iso, type ToldLead } from './tell-leads'
import { mailName, personAt, type Rep } from './tell-people'
import { decided, industries, leavingLogit } from './truth'

const day = 86_400_000

export interface ToldCustomer {
  record: StoryRecord
  contactId: string
  rep: Rep
  since: number
}

/** Customers made of converted leads, and those that were there before. Each has a first contact, some have more. */
export function tellCustomers(
  chance: Chance,
  leads: readonly ToldLead[],
  reps: readonly Rep[],
  count: number,
  startMs: number,
  nowMs: number,
) {
  const customers: ToldCustomer[] = []
  const contacts: StoryRecord[] = []
  const converted = leads.filter(lead => lead.convertedAt !== null).slice(0, count)
  for (const lead of converted) {
    const { values } = lead.record
    const told = tellCustomer(
      chance,
      contacts,
      lead.convertedAt!,
      nowMs,
      lead.rep,
      lead.employees,
      lead.industry,
      {
        name: lead.company,
        domain: lead.domain,
        country: values.country,
        city: values.city,
        phone: values.phone,
      },
      {
        name: values.name,
        email: values.email,
        jobTitle: values.jobTitle,
        language: values.language,
        emailConsent: values.emailConsent,
      },
    )
    Object.assign(values, { convertedCustomerId: told.record.id, convertedContactId: told.contactId })
    lead.record.history.at(-1)!.after.convertedCustomerId = told.record.id
    customers.push(told)
  }
  for (let n = converted.length; n < count; n++) {
    const place = chance.pick(places)
    const rep = chance.pick(reps.filter(rep => rep.country === place.country))
    const name = `${chance.pick(companyRoots)} ${chance.pick(chance.happens(0.5) ? companyFields : place.suffixes)}`
    const domain = `${mailName(name.replace(/ /g, '-')).replace(/\./g, '')}-c${n.toString(36)}.example`
    const person = personAt(chance, place)
    const employees = Math.max(3, Math.round(Math.exp(chance.normal(5.6, 1.1))))
    const since = startMs - chance.between(10, 900) * day
    customers.push(
      tellCustomer(
        chance,
        contacts,
        since,
        nowMs,
        rep,
        employees,
        chance.weighted(industries),
        {
          name,
          domain,
          country: place.country,
          city: chance.pick(place.cities),
          phone: `${place.dial} ${String(1000 + n)}`,
        },
        {
          name: person,
          email: `${mailName(person)}@${domain}`,
          jobTitle: 'Managing director',
          language: place.language,
          emailConsent: true,
        },
      ),
    )
  }
  return { customers, contacts }
}

function tellCustomer(
  chance: Chance,
  contacts: StoryRecord[],
  since: number,
  now: number,
  rep: Rep,
  employees: number,
  industry: keyof typeof industries,
  company: Record<string, unknown>,
  person: Record<string, unknown>,
): ToldCustomer {
  const id = chance.id(since)
  const months = (now - since) / (30 * day)
  const silentDays = Math.min(-Math.log(1 - chance.next()) * 40, (now - since) / day)
  const logit = leavingLogit({ months, employees, industry, silentDays })
  const left = months > 4 && decided(chance, logit)
  const leftAt = left ? now - chance.between(1, Math.min(300, months * 20)) * day : null
  const record: StoryRecord = {
    id,
    at: since,
    updatedAt: leftAt ?? since,
    by: rep.id,
    history: leftAt ? [{ at: leftAt, before: { status: 'active' }, after: { status: 'former' } }] : [],
    truth: { logit, outcome: left },
    values: {
      ...company,
      status: left ? 'former' : 'active',
      industry,
      employees,
      annualRevenue: {
        minor: Math.round(employees * Math.exp(chance.normal(11.2, 0.5))) * 100,
        currency: 'EUR',
      },
      foundedYear: chance.whole(1950, 2022),
      ownerId: rep.id,
      customerSince: iso(since)!.slice(0, 10),
      lastActivityAt: iso(now - silentDays * day),
    },
  }
  const contact = (at: number, values: Record<string, unknown>): StoryRecord => ({
    id: chance.id(at),
    at,
    updatedAt: at,
    by: rep.id,
    history: [],
    values: { customerId: id, ownerId: rep.id, country: company.country, ...values },
  })
  const first = contact(since, person)
  contacts.push(first)
  const place = places.find(place => place.country === company.country)!
  for (let n = 0; n < chance.whole(0, 2); n++) {
    const name = personAt(chance, place)
    contacts.push(
      contact(since + chance.between(0, Math.min(60, (now - since) / day)) * day, {
        name,
        email: `${mailName(name)}.${n}@${company.domain}`,
        jobTitle: chance.pick(['Finance', 'Warehouse', 'Purchasing', 'IT manager']),
        language: place.language,
      }),
    )
  }
  return { record, contactId: first.id, rep, since }
}
