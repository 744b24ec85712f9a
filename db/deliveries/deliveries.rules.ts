/** Whether a message is wanted by who gets it anyway, or because we wish to be read. */
type PurposeClass = 'account' | 'transactional' | 'notification' | 'marketing'

interface Purpose {
  class: PurposeClass
  /** It holds a link that opens something to whoever has it: what it says goes as soon as it has gone out, and nobody reads it in the ledger. */
  secret?: true
  /** It concerns a person's account in every workspace: none of them decides by which server it goes. */
  ofPerson?: true
}

/** What messages are sent for. A new purpose is a line here. */
const purposes = {
  reply: { class: 'transactional' },
  invitation: { class: 'account', secret: true },
  password_reset: { class: 'account', secret: true, ofPerson: true },
  password_changed: { class: 'account', ofPerson: true },
  address_change: { class: 'account', secret: true, ofPerson: true },
  address_changed: { class: 'account', ofPerson: true },
  sign_in_alert: { class: 'account', ofPerson: true },
  notification: { class: 'notification' },
  quote: { class: 'transactional' },
  meeting: { class: 'transactional' },
  ticket: { class: 'transactional' },
  satisfaction: { class: 'transactional' },
  test: { class: 'account' },
  campaign: { class: 'marketing' },
} as const satisfies Record<string, Purpose>
export type PurposeName = keyof typeof purposes

export const purposeNames = Object.keys(purposes) as PurposeName[]

export const classOf = (purpose: PurposeName): PurposeClass => purposes[purpose].class
export const isSecret = (purpose: PurposeName): boolean => 'secret' in purposes[purpose]

export const belongsToPerson = (purpose: PurposeName): boolean => 'ofPerson' in purposes[purpose]

/** By what it goes. A new channel is a folder here and in `workflows/deliveries`, and a word here. */
export const channels = ['email'] as const

/**
 * What is known of a message, by evidence alone.
 * queued: it waits for its time. reserved: a worker has taken it and not sent it yet. handing_over: its last byte may have left. handed_over: the server took it.
 * delivered: it reached the mailbox. bounced, complained: it came back, or somebody objected. failed: the server refused it. suppressed: it was not to go.
 * cancelled: somebody held it back. kept: without a mail server it stays in the development mailbox. unknown: the worker was gone between its last byte and the
 * server's answer: it may have been sent, and is never sent again unless a person says so.
 */
export const deliveryStates = [
  'queued',
  'reserved',
  'handing_over',
  'handed_over',
  'delivered',
  'bounced',
  'complained',
  'failed',
  'suppressed',
  'cancelled',
  'kept',
  'unknown',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** The states that people ask for together. */
export const stateGroups = {
  waiting: ['queued', 'reserved', 'handing_over'],
  sent: ['handed_over', 'delivered'],
  undecided: ['unknown'],
  lost: ['bounced', 'complained', 'failed'],
  held: ['suppressed', 'cancelled'],
  kept: ['kept'],
} as const satisfies Record<string, readonly DeliveryState[]>
export type StateGroup = keyof typeof stateGroups

export const statesOfGroup = (group: StateGroup): DeliveryState[] => [...stateGroups[group]]

/** What may follow upon what. Evidence that comes late may settle what was unknown; nothing undoes what a server has said. */
const next: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  queued: ['reserved', 'suppressed', 'cancelled', 'kept', 'failed'],
  reserved: ['handing_over', 'handed_over', 'queued', 'failed', 'suppressed', 'kept'],
  handing_over: ['handed_over', 'queued', 'failed', 'unknown'],
  handed_over: ['delivered', 'bounced', 'complained'],
  delivered: ['complained', 'bounced'],
  bounced: ['complained'],
  complained: [],
  failed: ['queued'],
  suppressed: ['queued'],
  cancelled: [],
  kept: ['queued'],
  unknown: ['handed_over', 'delivered', 'bounced', 'complained', 'queued', 'cancelled'],
}

export const mayFollow = (from: DeliveryState, to: DeliveryState): boolean => next[from].includes(to)

/** From which states one may come to this one. */
export const mayComeFrom = (to: DeliveryState): DeliveryState[] =>
  deliveryStates.filter(state => mayFollow(state, to))

const minuteMs = 60_000

/** Beyond it a server that says “later” is taken at its word no more. */
export const mostDelayMs = 3 * 24 * 60 * minuteMs

/**
 * When a message is tried again that the server has put off: after 1, 2, 4 … minutes, at most half an hour, so that an hour of refusals costs a handful of tries.
 * Null once it has been tried for three days.
 */
export function nextTryMs(attempts: number, sinceMs: number): number | null {
  if (sinceMs >= mostDelayMs) return null
  return Math.min(2 ** Math.max(0, attempts - 1), 30) * minuteMs
}

/** Whether a server's code says that there is no such address, rather than that it does not want this message. */
export const isDeadAddress = (code: string | null): boolean =>
  /^(55[013]|5\.1\.([0-3]|6|10)|5\.2\.1)$/.test(code ?? '')

/** Why an address gets nothing any more. */
export const suppressionReasons = ['bounce', 'complaint', 'unsubscribed', 'by_hand'] as const
export type SuppressionReason = (typeof suppressionReasons)[number]

/**
 * Whether a message of a class is kept from an address for a reason. Mails about one's own account always go: who has mended a mailbox would otherwise be locked out.
 * Who has objected, or wants no marketing, still gets what they asked for themselves.
 */
export function isSuppressed(reason: SuppressionReason, purpose: PurposeName): boolean {
  const kind = classOf(purpose)
  if (kind === 'account') return false
  if (reason === 'unsubscribed') return kind === 'marketing'
  if (reason === 'complaint') return kind === 'marketing' || kind === 'notification'
  return true
}
