import type { Chance } from './random'
import type { Story, StoryChange, StoryRecord } from './story.model'
import type { ToldCustomer } from './tell-customers'
import { activity, iso, type ToldLead } from './tell-leads'
import { dealLogit, decided, type Source, sources } from './truth'

const day = 86_400_000

export interface StoryStage {
  id: string
  name: string
  kind: 'open' | 'won' | 'lost'
}

const matters = [
  'Cold store',
  'Fleet telematics',
  'Terminal sensors',
  'Packing line',
  'Robot cell',
  'Dye house retrofit',
  'Store rollout',
  'Berth scheduling',
  'Boiler telemetry',
  'Ward supply',
  'Solar park',
  'Harbour cranes',
  'Bottling line',
  'Parts portal',
  'Yard cameras',
  'Metro signage',
  'Grain elevator',
  'Clinic intake',
]
const lossReasons = ['Price', 'Chose another', 'No decision', 'Project stopped', 'Missing function']

/** Deals of the customers: the first of each converted lead, then more as the customer stays. */
export function tellDeals(
  chance: Chance,
  leads: readonly ToldLead[],
  customers: readonly ToldCustomer[],
  products: readonly StoryRecord[],
  stages: readonly StoryStage[],
  pipelineId: string,
  count: number,
  startMs: number,
  nowMs: number,
): Pick<Story, 'deals' | 'activities' | 'stays'> {
  const told: Pick<Story, 'deals' | 'activities' | 'stays'> = { deals: [], activities: [], stays: [] }
  const leadOf = new Map(
    leads
      .filter(lead => lead.record.values.convertedCustomerId)
      .map(lead => [lead.record.values.convertedCustomerId as string, lead]),
  )
  const openings = customers.flatMap(customer => {
    const lead = leadOf.get(customer.record.id)
    return lead ? [{ customer, at: lead.convertedAt!, lead }] : []
  })
  while (openings.length < count) {
    const customer = chance.pick(customers)
    const from = Math.max(customer.since, startMs)
    openings.push({ customer, at: from + (nowMs - from) * chance.next(), lead: undefined as never })
  }
  openings.sort((a, b) => a.at - b.at)
  openings.slice(0, count).forEach(({ customer, at, lead }, n) => {
    tellDeal(chance, told, {
      customer,
      at,
      lead,
      product: chance.pick(products),
      stages,
      pipelineId,
      now: nowMs,
      n,
    })
  })
  return told
}

interface Opening {
  customer: ToldCustomer
  at: number
  lead: ToldLead | undefined
  product: StoryRecord
  stages: readonly StoryStage[]
  pipelineId: string
  now: number
  n: number
}

function tellDeal(
  chance: Chance,
  told: Pick<Story, 'deals' | 'activities' | 'stays'>,
  opening: Opening,
): void {
  const { customer, at, lead, product, stages, pipelineId, now, n } = opening
  const open = stages.filter(stage => stage.kind === 'open')
  const source: Source = lead?.source ?? chance.weighted(sources)
  const price = product.values.price as { minor: number }
  const amount = Math.round((price.minor / 100) * Math.exp(chance.normal(0.4, 0.7)))
  const meetings = chance.whole(0, 5)
  const competitor = chance.happens(0.35)
  const logit = dealLogit({
    amount,
    source,
    meetings,
    repSkill: customer.rep.skill,
    competitor,
    knownCustomer: !lead,
  })
  const outcome = decided(chance, logit)
  const closesAt = at + chance.between(25, outcome ? 90 : 120) * day
  const closed = closesAt <= now
  const reached = closed
    ? outcome
      ? open.length
      : chance.whole(1, open.length)
    : Math.min(
        open.length,
        1 + Math.floor(((now - at) / (closesAt - at)) * open.length * chance.between(0.7, 1.1)),
      )
  const end = closed ? closesAt : now
  const id = chance.id(at)
  const history: StoryChange[] = []
  const path = [
    ...open.slice(0, Math.max(1, reached)),
    ...(closed ? [stages.find(stage => stage.kind === (outcome ? 'won' : 'lost'))!] : []),
  ]
  const entered = path.map((_, index) => at + ((end - at) * index) / (closed ? path.length - 1 : path.length))
  path.forEach((stage, index) => {
    told.stays.push({
      dealId: id,
      stageId: stage.id,
      entered: entered[index]!,
      left: entered[index + 1] ?? null,
      by: customer.rep.id,
    })
    if (index)
      history.push({
        at: entered[index]!,
        before: { stageId: path[index - 1]!.id },
        after: { stageId: stage.id },
      })
  })
  let last: number | null = null
  for (let meeting = 0; meeting < meetings; meeting++) {
    const when = at + chance.between(0.5, 13) * day
    if (when > Math.min(now, closesAt)) continue
    last = Math.max(last ?? 0, when)
    told.activities.push(
      activity(chance, customer.rep.id, when, {
        name: chance.pick(['Site visit', 'Demonstration', 'Price talk', 'Technical call']),
        kind: chance.pick(['meeting', 'call']),
        dealId: id,
        customerId: customer.record.id,
        contactId: customer.contactId,
        direction: 'out',
      }),
    )
  }
  const late = at + chance.between(14, 60) * day
  if (late < Math.min(now, closesAt)) {
    last = Math.max(last ?? 0, late)
    told.activities.push(
      activity(chance, customer.rep.id, late, {
        name: chance.pick(['Sent the offer', 'Answered questions', 'Sent the contract']),
        kind: 'email',
        dealId: id,
        customerId: customer.record.id,
        direction: 'out',
      }),
    )
  }
  if (!closed && chance.happens(0.5))
    told.activities.push(
      activity(chance, customer.rep.id, at, {
        name: chance.pick([
          'Call back about the offer',
          'Send references',
          'Prepare the visit',
          'Ask for the signature',
        ]),
        kind: 'task',
        dealId: id,
        customerId: customer.record.id,
        occurredAt: null,
        doneAt: null,
        dueOn: iso(now + chance.between(-6, 20) * day)!.slice(0, 10),
      }),
    )
  const stage = path.at(-1)!
  told.deals.push({
    id,
    at,
    updatedAt: entered.at(-1)!,
    by: customer.rep.id,
    history,
    truth: { logit, outcome },
    values: {
      name: `${chance.pick(matters)}${chance.happens(0.25) ? `, phase ${chance.whole(2, 4)}` : ''}`,
      customerId: customer.record.id,
      contactId: customer.contactId,
      productId: product.id,
      pipelineId,
      stageId: stage.id,
      amount: {
        minor: amount * 100,
        currency: (lead?.record.values.value as { currency: string } | undefined)?.currency ?? 'EUR',
      },
      expectedCloseOn: iso(closed ? closesAt : Math.max(now + 3 * day, closesAt))!.slice(0, 10),
      openedOn: iso(at)!.slice(0, 10),
      ownerId: customer.rep.id,
      source,
      note: competitor ? 'A competitor has an offer in.' : null,
      status: stage.kind,
      closedOn: closed ? iso(closesAt)!.slice(0, 10) : null,
      closeReason: closed && !outcome ? chance.pick(lossReasons) : null,
      position: -entered.at(-1)! - n,
      stageEnteredAt: iso(entered.at(-1)!),
      lastActivityAt: iso(last),
      custom: { competitor },
    },
  })
  if (lead) lead.record.values.convertedDealId = id
}
