import {
  apiKeyEvents,
  invitationEvents,
  memberEvents,
  roleEvents,
  sessionEvents,
  teamEvents,
  workspaceEvents,
} from '../access/access.events'
import { activityEvents } from '../activities/activities.events'
import { calendarFeedEvents } from '../activities/calendar-feed.events'
import { affiliationEvents } from '../affiliations/affiliations.events'
import { assignmentEvents } from '../assignment/assignment.events'
import { attachmentEvents, attachmentWorkEvents } from '../attachments/attachments.events'
import { bulkEvents } from '../bulk/bulk.events'
import { absenceEvents, calendarChoiceEvents, calendarEvents } from '../calendars/calendars.events'
import { competitorEvents } from '../competitors/competitors.events'
import { contactEvents } from '../contacts/contacts.events'
import {
  conversationEvents,
  mailEvents,
  messageEvents,
  privateMailEvents,
} from '../conversations/conversations.events'
import { customerEvents } from '../customers/customers.events'
import { approvalEvents, dealEvents } from '../deals/deals.events'
import { deliveryEvents, mailSettingEvents, outboxEvents } from '../deliveries/deliveries.events'
import type { EventKind } from '../events/event.model'
import { customFieldEvents } from '../fields/custom-field.events'
import { importCheckEvents, importEvents } from '../imports/imports.events'
import { filterIndexEvents } from '../indexing/indexing.events'
import { leadEvents, webEvents } from '../leads/leads.events'
import { lineEvents } from '../lines/lines.events'
import { mailboxEvents } from '../mailboxes/mailboxes.events'
import { featureEvents, modelVersionEvents, trainingEvents } from '../models/models.events'
import { pipelineEvents, stageEvents, stageRulesEvents } from '../pipelines/pipelines.events'
import { priceBookEvents } from '../pricebooks/price-books.events'
import { productEvents } from '../products/products.events'
import { queueEvents } from '../queues/queues.events'
import { quoteEvents, quotePdfEvents, quoteSettingEvents, quoteVersionEvents } from '../quotes/quotes.events'
import { closingRateEvents, rateEvents, rateFetchEvents } from '../rates/rates.events'
import { shareEvents } from '../records/share.events'
import { responseEvents, responseRulesEvents } from '../response/response.events'
import { scoreEvents } from '../scoring/score.events'
import {
  clockEvents,
  recountEvents,
  servicePolicyEvents,
  ticketClockEvents,
} from '../service-levels/service-levels.events'
import { taxEvents } from '../taxes/taxes.events'
import { placeEvents, placingEvents, territoryEvents } from '../territories/territories.events'
import { ticketEvents, ticketSettingEvents } from '../tickets/tickets.events'

/** Every family of events. A new one is a line here. */
const families = [
  // First, as what follows is what is known of the same records by their own kinds.
  shareEvents,
  placeEvents,
  attachmentEvents,
  mailEvents,
  messageEvents,
  conversationEvents,
  privateMailEvents,
  deliveryEvents,
  mailboxEvents,
  leadEvents,
  webEvents,
  responseEvents,
  responseRulesEvents,
  assignmentEvents,
  customerEvents,
  contactEvents,
  affiliationEvents,
  dealEvents,
  approvalEvents,
  pipelineEvents,
  stageEvents,
  stageRulesEvents,
  productEvents,
  activityEvents,
  calendarFeedEvents,
  territoryEvents,
  competitorEvents,
  ticketEvents,
  ticketSettingEvents,
  clockEvents,
  ticketClockEvents,
  servicePolicyEvents,
  recountEvents,
  queueEvents,
  placingEvents,
  scoreEvents.lead,
  scoreEvents.deal,
  customFieldEvents,
  importEvents,
  importCheckEvents,
  bulkEvents,
  trainingEvents,
  modelVersionEvents,
  featureEvents,
  rateEvents,
  closingRateEvents,
  taxEvents,
  lineEvents,
  quoteEvents,
  quoteVersionEvents,
  quotePdfEvents,
  quoteSettingEvents,
  priceBookEvents,
  rateFetchEvents,
  calendarEvents,
  calendarChoiceEvents,
  absenceEvents,
  attachmentWorkEvents,
  outboxEvents,
  mailSettingEvents,
  filterIndexEvents,
  workspaceEvents,
  memberEvents,
  teamEvents,
  roleEvents,
  invitationEvents,
  apiKeyEvents,
  sessionEvents,
] as const

type KindIn<F> = F extends unknown ? F[keyof F] : never
/** One of the kinds of event that there are. */
export type Known = KindIn<(typeof families)[number]>

/** Every kind of event that there is, each one a value that knows its name, payload and meaning. */
export const catalogue: readonly Known[] = families.flatMap(family => Object.values<Known>(family))

const byKind = new Map<string, EventKind>(catalogue.map(known => [known.kind, known]))
const wordOf = (kind: string) => kind.slice(0, kind.indexOf('.'))
const byFamily = new Map<string, EventKind>(
  catalogue.flatMap((known: EventKind) =>
    known.subjects.map(subject => [`${wordOf(known.kind)} ${subject}`, known] as const),
  ),
)
const bySubject = new Map<string, EventKind>(
  catalogue.flatMap((known: EventKind) => known.subjects.map(subject => [subject, known] as const)),
)

/**
 * What is known of an event's kind. Of one that only another version knows, what holds of the events of its family, those about the same
 * subject with the same first word, else of all about its subject: sight of them, and what is forgotten. Undefined where not even the subject is known.
 */
export const meaningOf = ({
  kind,
  subjectType,
}: {
  kind: string
  subjectType: string
}): Pick<EventKind, 'sight' | 'also' | 'forgets'> | undefined =>
  byKind.get(kind) ?? byFamily.get(`${wordOf(kind)} ${subjectType}`) ?? bySubject.get(subjectType)
