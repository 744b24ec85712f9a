import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

export const workspaceEvents = eventsOf(
  { subject: 'workspace', forgets: 'workspace' },
  { created: {}, updated: {} },
)

/** A member's role or team decides what teammates see too. An imported member has no account, and so no `userId`. */
export const memberEvents = eventsOf(
  { subject: 'member', forgets: 'workspace' },
  {
    created: { effect: 'made' },
    restored: {},
    updated: { payload: { userId: v.nullish(v.string()) }, effect: 'changed' },
    archived: {
      payload: {
        name: v.nullable(v.string()),
        email: v.optional(v.string()),
        role: v.optional(v.string()),
        userId: v.nullish(v.string()),
      },
    },
  },
)

export const teamEvents = eventsOf(
  { subject: 'team', sight: 'member', forgets: 'workspace' },
  {
    created: { effect: 'made' },
    updated: {},
    archived: { payload: { name: v.nullable(v.string()) } },
  },
)

/** What a role may do decides what everybody sees who has it. */
export const roleEvents = eventsOf(
  { subject: 'role', forgets: 'workspace' },
  {
    created: { payload: { key: v.string(), version: v.number() } },
    updated: { payload: { key: v.string(), version: v.number() } },
    archived: { payload: { key: v.string(), name: v.nullable(v.string()) } },
  },
)

export const invitationEvents = eventsOf(
  { subject: 'invitation' },
  {
    created: {},
    accepted: { payload: { email: v.string(), memberId: v.string() } },
    revoked: { payload: { email: v.string() } },
  },
)

export const apiKeyEvents = eventsOf(
  { subject: 'api_key', forgets: 'subject' },
  { created: {}, revoked: { payload: { name: v.string(), prefix: v.string() } } },
)

/** Of sessions nobody is told: they are read by what remembers who is signed in. */
export const sessionEvents = eventsOf(
  { subject: 'session', sight: null, forgets: 'subject' },
  {
    started: { payload: { sessionId: v.string(), userId: v.string() } },
    switched: { payload: { sessionId: v.string() } },
    revoked: { payload: { sessionId: v.string() } },
  },
)
