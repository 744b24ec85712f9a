import { emailKey } from '../core/email-key.rules'
import type { MailAddress } from './conversations.model'
import type { IncomingMail, MailSource } from './incoming.model'
import { isAnswer, plainSubject, tokensIn } from './subject.rules'

/** A conversation as far as it decides what lands in it. */
export interface Landing {
  id: string
  subject: string
  state: 'open' | 'snoozed' | 'closed'
  sender: 'known' | 'unknown' | 'ignored'
  customerId: string | null
  contactId: string | null
  leadId: string | null
  dealId: string | null
  ticketId: string | null
  privateOf: string | null
  correspondent: MailAddress | null
  participants: Set<string>
  lastMessageAt: string
  isNew: boolean
  /** Automatic mails by who sent them, within the last hour. */
  machines: Map<string, number[]>
}

/** Who stands behind an address. */
export interface Person {
  contactId: string | null
  customerId: string | null
  leadId: string | null
  dealId: string | null
}

/** What is known before a batch of mails lands. `byReference` and `byToken` lead to ids in `conversations`. */
export interface LandingFacts {
  conversations: Map<string, Landing>
  byReference: Map<string, string>
  byToken: Map<string, string>
  /** By `emailKey`. */
  people: Map<string, Person>
  /** Customers by their domain. */
  domains: Map<string, string>
  /** Addresses and domains that nobody wants to be asked about. */
  ignored: Set<string>
  /** Message-ID and sender of what is there already. */
  there: Set<string>
}

export type Landed =
  | { what: 'there' }
  | { what: 'loop' }
  | {
      what: 'kept'
      conversation: Landing
      direction: 'in' | 'out'
      identity: string | null
      reopened: boolean
    }

/** Who writes by one of these is a person of nobody's company. */
const anybodys = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.fr yahoo.co.uk ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.de gmx.net gmx.com web.de t-online.de orange.fr free.fr laposte.net mail.ru yandex.ru yandex.com qq.com 163.com 126.com zoho.com mail.com hey.com fastmail.com'.split(
    ' ',
  ),
)

/** A thread that is so old when it is first seen is history: nobody is to answer it. */
const historyMs = 14 * 86_400_000
const isHistory = (at: string, now: string): boolean => Date.parse(now) - Date.parse(at) > historyMs
/** An answer without references is known by its subject for so long. */
const subjectMs = 30 * 86_400_000
const hourMs = 3_600_000
/** So many automatic mails of one sender an hour are kept in a thread; the rest only goes round. */
export const mostAutomatic = 10

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** What tells one mail from another: its id and who sent it, as anybody may write somebody else's id. What is ours is ours from whatever address. */
export const identityOf = (mail: Pick<IncomingMail, 'messageId' | 'from'>, isOurs: boolean): string | null =>
  mail.messageId ? `${mail.messageId} ${isOurs ? 'ours' : emailKey(mail.from?.address ?? '')}` : null

/**
 * Where a mail belongs, and what that does to the thread; the facts learn of it, so that the next of a batch finds it. In this order: the references that it bears,
 * the token in an address or the subject, and of an answer without either the subject, only among those who take part already. `Reply-To` decides nothing.
 */
export function land(
  mail: IncomingMail,
  source: MailSource,
  facts: LandingFacts,
  { now, newId }: { now: string; newId: () => string },
): Landed {
  const from = mail.from ? emailKey(mail.from.address) : ''
  const own = new Set(source.ownAddresses.map(emailKey))
  const isOurs = own.has(from)
  const identity = identityOf(mail, isOurs)
  if (identity && facts.there.has(identity)) return { what: 'there' }
  const direction = isOurs ? 'out' : 'in'
  const others = [mail.from, ...mail.to, ...mail.cc].flatMap(one => {
    const address = one ? emailKey(one.address) : ''
    return address && !own.has(address) ? [{ ...one!, address }] : []
  })
  const found = threadOf(mail, from, source, facts)
  const conversation =
    found ?? begin(mail, source, facts, { id: newId(), now, correspondent: others[0] ?? null })
  if (mail.automatic && direction === 'in' && goesRound(conversation, from, mail.at)) return { what: 'loop' }
  if (!found) facts.conversations.set(conversation.id, conversation)
  const isNewest = mail.at >= conversation.lastMessageAt
  const wakes = direction === 'in' && !mail.automatic && isNewest && !isHistory(mail.at, now)
  const reopened = wakes && conversation.state !== 'open' && conversation.sender !== 'ignored'
  if (reopened) conversation.state = 'open'
  if (isNewest) {
    conversation.lastMessageAt = mail.at
    if (direction === 'in' && mail.from) conversation.correspondent = { ...mail.from, address: from }
  }
  for (const { address } of others) conversation.participants.add(address)
  for (const id of [mail.messageId, mail.inReplyTo, ...mail.references])
    if (id && !facts.byReference.has(id)) facts.byReference.set(id, conversation.id)
  if (identity) facts.there.add(identity)
  return { what: 'kept', conversation, direction, identity, reopened }
}

function threadOf(
  mail: IncomingMail,
  from: string,
  { privateOf }: MailSource,
  { conversations, byReference, byToken }: LandingFacts,
): Landing | undefined {
  // The nearest first: what it answers, then what that answered; last, what others said of it before it came.
  const references = [mail.inReplyTo, ...[...mail.references].reverse(), mail.messageId]
  for (const id of references) {
    const known = id ? conversations.get(byReference.get(id) ?? '') : undefined
    if (known) return known
  }
  const addressed = [...mail.to, ...mail.cc].map(({ address }) => address)
  for (const token of tokensIn(mail.subject, addressed)) {
    const known = conversations.get(byToken.get(token) ?? '')
    if (known && known.privateOf === privateOf) return known
  }
  if (!from || !isAnswer(mail.subject)) return undefined
  const subject = plainSubject(mail.subject)
  if (!subject) return undefined
  const age = Date.parse(mail.at)
  return [...conversations.values()]
    .filter(
      one =>
        one.privateOf === privateOf &&
        one.participants.has(from) &&
        plainSubject(one.subject) === subject &&
        Math.abs(age - Date.parse(one.lastMessageAt)) <= subjectMs,
    )
    .sort((a, b) => (a.lastMessageAt < b.lastMessageAt ? 1 : -1))[0]
}

function begin(
  mail: IncomingMail,
  { privateOf }: MailSource,
  facts: LandingFacts,
  { id, now, correspondent }: { id: string; now: string; correspondent: MailAddress | null },
): Landing {
  const address = correspondent?.address ?? ''
  const person = personAt(address, facts)
  const isKnown = !!(person.contactId || person.leadId || person.customerId)
  const isIgnored = facts.ignored.has(address) || facts.ignored.has(domainOf(address))
  return {
    id,
    subject: plainSubject(mail.subject),
    state: isIgnored || isHistory(mail.at, now) ? 'closed' : 'open',
    // What a machine sends to say that something did not arrive makes nobody known, and asks nobody.
    sender: isIgnored ? 'ignored' : isKnown || !address || mail.automatic || privateOf ? 'known' : 'unknown',
    ...person,
    ticketId: null,
    privateOf,
    correspondent,
    participants: new Set(),
    lastMessageAt: mail.at,
    isNew: true,
    machines: new Map(),
  }
}

/** Who it is: by the address itself, else by the domain of a customer. */
function personAt(address: string, { people, domains }: LandingFacts): Person {
  const known = people.get(address)
  if (known) return known
  const domain = domainOf(address)
  const customerId = (!anybodys.has(domain) && domains.get(domain)) || null
  return { contactId: null, customerId, leadId: null, dealId: null }
}

/** Whether two machines answer each other here; notes the mail. */
function goesRound({ machines }: Landing, from: string, at: string): boolean {
  const when = Date.parse(at)
  const recent = (machines.get(from) ?? []).filter(one => Math.abs(when - one) < hourMs)
  if (recent.length >= mostAutomatic) return true
  machines.set(from, [...recent, when])
  return false
}
