import * as v from 'valibot'
import { date } from '../core/field.model'
import { type AuditKind, auditClasses, auditKinds } from './audit.rules'

const text = v.optional(v.nullable(v.string()))
const Values = v.optional(v.record(v.string(), v.unknown()))

/** What else an entry says. `before` and `after` hold what changed of names, roles and teams; `rule`, `method` and `path` tell of a refusal what was asked. */
export const AuditDetails = v.object({
  name: text,
  role: text,
  teamId: text,
  parentId: text,
  key: text,
  prefix: text,
  version: v.optional(v.number()),
  with: text,
  level: text,
  until: text,
  email: text,
  expiresAt: text,
  memberIds: v.optional(v.array(v.string())),
  before: Values,
  after: Values,
  rule: text,
  method: text,
  path: text,
  class: text,
  personId: text,
  subjectId: text,
  from: text,
})
export type AuditDetails = v.InferOutput<typeof AuditDetails>

/**
 * One thing that was done with rights, or refused. `actor` is who acted: a person, a key, a workflow; `person` for whom, where that is somebody else. `place` is its
 * place in the chain; null while it is not sealed.
 */
export const AuditEntry = v.object({
  id: v.string(),
  at: v.string(),
  kind: v.picklist(Object.keys(auditKinds) as AuditKind[]),
  class: v.picklist(auditClasses),
  actor: v.object({ type: v.string(), id: v.nullable(v.string()), name: v.string() }),
  person: v.nullable(v.object({ id: v.string(), name: v.nullable(v.string()) })),
  /** What it was done to; `name` as far as the asker may read it. */
  subject: v.nullable(
    v.object({ type: v.string(), id: v.nullable(v.string()), name: v.nullable(v.string()) }),
  ),
  details: AuditDetails,
  place: v.nullable(v.number()),
})
export type AuditEntry = v.InferOutput<typeof AuditEntry>

const id = v.pipe(v.string(), v.uuid('Write an id.'))

/** Which entries are asked for: of sorts, of a person, of a record, of days as the asker's clock has them. */
export const AuditAsked = {
  class: v.optional(v.picklist(auditClasses)),
  personId: v.optional(id),
  subjectId: v.optional(id),
  from: v.optional(date().schema),
  until: v.optional(date().schema),
}
const Asked = v.object(AuditAsked)
export type AuditAsked = v.InferOutput<typeof Asked>

/** How far the chain of entries goes. */
export const AuditSeal = v.object({
  /** How many entries are sealed. */
  entries: v.number(),
  /** When the last of them happened, and when it was sealed. */
  upTo: v.nullable(v.string()),
  sealedAt: v.nullable(v.string()),
  /** How many wait to be sealed; counting stops at 1,000. */
  waiting: v.number(),
  /** Whether the whole chain was looked at just now; and the place of the first entry that is not as it was sealed, where there is one. */
  verified: v.boolean(),
  broken: v.nullable(v.number()),
})
export type AuditSeal = v.InferOutput<typeof AuditSeal>
