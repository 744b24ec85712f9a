import { accessRoutes } from '../access/access.routes'
import { passwordResetForms } from '../access/password-reset.routes'
import { signInForm } from '../access/sign-in-form'
import { activityRoutes } from '../activities/activities.routes'
import { calendarFeedRoutes } from '../activities/calendar-feed.routes'
import { assignmentRoutes } from '../assignment/assignment.routes'
import { attachmentRoutes } from '../attachments/attachments.routes'
import { auditRoutes } from '../audit/audit.routes'
import { bulkRoutes } from '../bulk/bulk.routes'
import { calendarRoutes } from '../calendars/calendars.routes'
import { workingTimeRoutes } from '../calendars/working-time.routes'
import { conversationRoutes } from '../conversations/conversations.routes'
import { customerRoutes } from '../customers/customers.routes'
import { dealRoutes } from '../deals/deals.routes'
import { deliveryRoutes } from '../deliveries/deliveries.routes'
import { journalRoutes } from '../events/journal.routes'
import { exportRoutes } from '../exports/export.routes'
import { fieldRoutes } from '../fields/fields.routes'
import { fileRoutes } from '../imports/file.routes'
import { importRoutes } from '../imports/import.routes'
import { indexingRoutes } from '../indexing/indexing.routes'
import { leadRoutes } from '../leads/leads.routes'
import { lineRoutes } from '../lines/lines.routes'
import { liveRoutes } from '../live/live.routes'
import { mailboxRoutes } from '../mailboxes/mailboxes.routes'
import { modelRoutes } from '../models/models.routes'
import { scoreRoutes } from '../models/score.routes'
import { operationsRoutes } from '../operations/operations.routes'
import { pipelineRoutes } from '../pipelines/pipelines.routes'
import { priceBookRoutes } from '../pricebooks/price-books.routes'
import { publicQuoteRoutes } from '../quotes/public-quotes.routes'
import { quotePage } from '../quotes/quote-page'
import { quoteRoutes } from '../quotes/quotes.routes'
import { rateRoutes } from '../rates/rates.routes'
import { anchorRoutes } from '../records/anchors.routes'
import { basicsRoutes } from '../records/basics.routes'
import { countRoutes } from '../records/count.routes'
import { listsRoutes } from '../records/lists.routes'
import { allRecordRoutes } from '../records/record.routes'
import { shareRoutes } from '../records/share.routes'
import { sumRoutes } from '../records/sum.routes'
import { responseRoutes } from '../response/response.routes'
import { searchRoutes } from '../search/search.routes'
import { serviceLevelRoutes } from '../service-levels/service-levels.routes'
import { splitRoutes } from '../splits/splits.routes'
import { taxRoutes } from '../taxes/taxes.routes'
import { territoryRoutes } from '../territories/territories.routes'
import { ticketRoutes } from '../tickets/tickets.routes'
import type { GuestPage } from './guest-page'
import { referenceRoutes } from './reference.routes'
import type { Route } from './route'

const declared = [
  ...accessRoutes,
  ...exportRoutes,
  ...auditRoutes,
  ...allRecordRoutes,
  ...countRoutes,
  ...anchorRoutes,
  ...sumRoutes,
  ...listsRoutes,
  ...basicsRoutes,
  ...shareRoutes,
  ...attachmentRoutes,
  ...conversationRoutes,
  ...deliveryRoutes,
  ...mailboxRoutes,
  ...territoryRoutes,
  ...serviceLevelRoutes,
  ...ticketRoutes,
  ...leadRoutes,
  ...activityRoutes,
  ...calendarFeedRoutes,
  ...assignmentRoutes,
  ...responseRoutes,
  ...customerRoutes,
  ...dealRoutes,
  ...pipelineRoutes,
  ...rateRoutes,
  ...taxRoutes,
  ...priceBookRoutes,
  ...lineRoutes,
  ...splitRoutes,
  ...quoteRoutes,
  ...publicQuoteRoutes,
  ...calendarRoutes,
  ...workingTimeRoutes,
  ...fieldRoutes,
  ...fileRoutes,
  ...importRoutes,
  ...bulkRoutes,
  ...modelRoutes,
  ...scoreRoutes,
  ...searchRoutes,
  ...journalRoutes,
  ...liveRoutes,
  ...operationsRoutes,
  ...indexingRoutes,
] as const
/** What types know of them. */
export type DeclaredRoute = (typeof declared)[number]

/** Every route of the door. A new area is a line above. */
export const routes: readonly Route[] = [...declared, ...referenceRoutes(() => routes)]

/** Forms of pages, for browsers that have no script yet, or none at all. They are no part of the API. */
export const forms: readonly Route[] = [signInForm, ...passwordResetForms]

/** Pages for people without an account, by addresses that only whoever was sent them knows. */
export const guestPages: readonly GuestPage[] = [quotePage]
