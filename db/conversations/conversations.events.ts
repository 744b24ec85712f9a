import * as v from 'valibot'
import { eventsOf } from '../events/event.model'
import { directions, linkedKinds } from './conversations.model'

const told = {
  conversationId: v.string(),
  ticketId: v.nullable(v.string()),
  direction: v.picklist(directions),
  messageId: v.string(),
  /** A machine wrote it: no clock stops for it. */
  automatic: v.boolean(),
}

/** What is said in conversations that the workspace sees. */
export const messageEvents = eventsOf(
  { subject: 'conversation', word: 'message', sight: 'conversation' },
  {
    received: { payload: told },
    sent: { payload: told },
    noted: { payload: told },
    /** It had not left, and was taken back. */
    withdrawn: { payload: told },
  },
)

const change = { ticketId: v.nullable(v.string()) }

/** What becomes of conversations that the workspace sees. */
export const conversationEvents = eventsOf(
  { subject: 'conversation', sight: 'conversation' },
  {
    started: { payload: change },
    changed: { payload: change },
    merged: { payload: { ...change, intoId: v.string() } },
    split: { payload: { ...change, fromId: v.string() } },
  },
)

/** The same of a private mailbox, of which nobody else learns anything by the log. */
export const privateMailEvents = eventsOf(
  { subject: 'private_conversation', word: 'private_mail', sight: null },
  { changed: {} },
)

const onRecord = { conversationId: v.string(), messageId: v.string(), subject: v.string() }

/** Mail on the records that it stands on: to who may see both. */
export const mailEvents = eventsOf(
  { subject: linkedKinds, word: 'mail', also: 'conversation' },
  {
    received: { payload: onRecord, shown: true },
    /** Written by us; whether it has left says the ledger. */
    sent: { payload: onRecord, shown: true },
    /** It had not left, and was taken back. */
    heldBack: { payload: onRecord, shown: true },
  },
)
