import { dueActivities } from '../activities/due.activities'
import { attachmentActivities } from '../attachments/attachments.activities'
import { auditActivities } from '../audit/audit.activities'
import { bulkActivities } from '../bulk/bulk.activities'
import { approvalActivities } from '../deals/approvals.activities'
import { sumActivities } from '../deals/sums.activities'
import { deliveryActivities } from '../deliveries/deliveries.activities'
import { importActivities } from '../imports/imports.activities'
import { indexingActivities } from '../indexing/indexing.activities'
import { mailActivities } from '../mail/mail.activities'
import { modelActivities } from '../models/models.activities'
import { quoteActivities } from '../quotes/quotes.activities'
import { rateActivities } from '../rates/rates.activities'
import { responseActivities } from '../response/response.activities'
import { territoryActivities } from '../territories/territories.activities'
import { ticketActivities } from '../tickets/tickets.activities'
import type { ActivityDeps, FileDeps } from './deps'
import { maintenanceActivities } from './maintenance.activities'

/** The activities of the queue `main`. A new area is one line here. */
export const mainActivities = (deps: FileDeps) => ({
  ...dueActivities(deps),
  ...attachmentActivities(deps),
  ...auditActivities(deps),
  ...bulkActivities(deps),
  ...approvalActivities(deps),
  ...deliveryActivities(deps),
  ...importActivities(deps),
  ...indexingActivities(deps),
  ...mailActivities(deps),
  ...maintenanceActivities(deps),
  ...modelActivities(deps),
  ...quoteActivities(deps),
  ...rateActivities(deps),
  ...responseActivities(deps),
  ...sumActivities(deps),
  ...territoryActivities(deps),
  ...ticketActivities(deps),
})

/** The activities of the queue `training`, which run in the trainer's own process. */
export const trainerActivities = (deps: ActivityDeps) => ({
  ...modelActivities(deps),
})
