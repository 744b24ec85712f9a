import * as v from 'valibot'
import { trimmed } from '../core/field.model'

const id = v.pipe(v.string(), v.uuid('Write the id of a record.'), v.toLowerCase())

/** `pending` is nobody's decision yet; `moot`: the deal has gone another way before anybody decided. */
const approvalStates = ['pending', 'approved', 'declined', 'withdrawn', 'moot'] as const
export type ApprovalState = (typeof approvalStates)[number]

/** Asks whoever may agree that the deal enters the stage. */
export const AskApproval = v.strictObject({
  stageId: id,
  /** Told to who decides. */
  reason: trimmed(2000),
  /** Of a move to a stage for lost deals. */
  closeReason: v.optional(v.nullable(trimmed(255))),
  closeNote: v.optional(v.nullable(trimmed(100_000))),
})
export type AskApproval = v.InferOutput<typeof AskApproval>

/** What who decides has to say. */
export const Decision = v.strictObject({ note: v.optional(v.nullable(trimmed(2000))) })

const Person = v.nullable(v.object({ id: v.string(), name: v.string() }))

/** The wish that a deal may enter a stage. */
export const Approval = v.object({
  id: v.string(),
  deal: v.object({ id: v.string(), name: v.string(), version: v.number() }),
  stage: v.object({ id: v.string(), name: v.string() }),
  /** Where the deal stood when it was asked; null: it was to be made. */
  from: v.nullable(v.object({ id: v.string(), name: v.string() })),
  reason: v.string(),
  state: v.picklist(approvalStates),
  /** Null: a key of nobody, or the system. */
  askedBy: Person,
  askedAt: v.string(),
  /** Who may decide as things are, the asker of this answer among them or not. */
  deciders: v.array(v.object({ id: v.string(), name: v.string() })),
  /** Whether whoever reads this may decide. */
  mayDecide: v.boolean(),
  /** Whether whoever reads this may take it back. */
  mayWithdraw: v.boolean(),
  /** The deal has changed since it was asked. */
  changedSince: v.boolean(),
  remindAt: v.string(),
  remindedAt: v.nullable(v.string()),
  decidedBy: Person,
  decidedAt: v.nullable(v.string()),
  note: v.nullable(v.string()),
})
export type Approval = v.InferOutput<typeof Approval>
