import { watchers } from '../activities/watchers.consumer'
import { audit } from '../audit/audit.consumer'
import { rescore } from '../models/rescore.consumer'
import { followLeadResponses } from '../response/response.consumer'
import { followTicketClocks } from '../tickets/clocks.consumer'
import type { Consumer } from './consumer'
import { startWorkflows } from './start-workflows.consumer'

/** Everything that happens because of events. A new consumer is one line here. */
export const consumers: readonly Consumer[] = [
  startWorkflows(),
  rescore(),
  followLeadResponses(),
  followTicketClocks(),
  watchers(),
  audit(),
]
