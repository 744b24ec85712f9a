import { type Component, lazy } from 'solid-js'
import type { SectionKey } from './section-list'

/** Each section is a page of its own under `/settings/<key>`, and loaded when it is opened. */
const of = (load: () => Promise<Component>) => lazy(async () => ({ default: await load() }))

export const panels: Readonly<Record<SectionKey, Component>> = {
  profile: of(() => import('./profile').then(module => module.Profile)),
  workspace: of(() => import('./workspace').then(module => module.WorkspaceSettings)),
  members: of(() => import('./members').then(module => module.Members)),
  access: of(() => import('./access/roles').then(module => module.Access)),
  keys: of(() => import('./api-keys').then(module => module.ApiKeys)),
  audit: of(() => import('./audit/audit').then(module => module.Audit)),
  prices: of(() => import('./pricebooks/price-books').then(module => module.PriceBooks)),
  taxes: of(() => import('./taxes/taxes').then(module => module.Taxes)),
  competitors: of(() => import('./competitors/competitors').then(module => module.Competitors)),
  territories: of(() => import('./territories/territories').then(module => module.Territories)),
  quotes: of(() => import('./quotes/quote-settings').then(module => module.QuoteSettingsPage)),
  assignment: of(() => import('./assignment/rules-page').then(module => module.AssignmentRules)),
  queues: of(() => import('./queues/queues').then(module => module.Queues)),
  serviceLevels: of(() => import('./service-levels/service-levels').then(module => module.ServiceLevels)),
  response: of(() => import('./response/targets').then(module => module.ResponseTargets)),
  calendars: of(() => import('./calendars/calendars').then(module => module.Calendars)),
  rates: of(() => import('./rates/rates').then(module => module.Rates)),
  fields: of(() => import('./custom-fields').then(module => module.CustomFields)),
  bins: of(() => import('./recycle-bins').then(module => module.RecycleBins)),
  mail: of(() => import('./mail/mail-settings').then(module => module.MailSettingsPage)),
  deliveries: of(() => import('./deliveries/sent').then(module => module.SentMessages)),
  mailboxes: of(() => import('./mailboxes/mailboxes').then(module => module.Mailboxes)),
  operations: of(() => import('./operations').then(module => module.Operations)),
}
