import * as v from 'valibot'
import { Currency, email, instant, text } from '../core/field.model'
import { GrantScope, RoleGrants, RoleKey } from '../core/grants.model'
import { TimeZone } from '../core/time-zone.model'
import { NewPassword, passwordLength } from './passwords.rules'

export const locales = ['en', 'fr', 'ar'] as const

const name = text().schema
const FirstDay = v.pipe(
  v.number(),
  v.integer('Write a whole number.'),
  v.minValue(1, 'At least 1.'),
  v.maxValue(7, 'At most 7.'),
)
const address = email().schema
const locale = v.picklist(locales)
const id = v.pipe(v.string(), v.uuid('Write the id of a record.'))

/** Any text: whether it is the right one is decided by the comparison. */
const GivenPassword = v.pipe(
  v.string(),
  v.maxLength(passwordLength.most, 'This is longer than any password.'),
)

export const SignUp = v.strictObject({
  name,
  email: address,
  password: NewPassword,
  workspace: v.optional(name),
  locale: v.optional(locale),
  timeZone: v.optional(TimeZone),
  currency: v.optional(Currency),
})
export type SignUp = v.InferOutput<typeof SignUp>

export const SignIn = v.strictObject({
  email: v.pipe(v.string(), v.trim(), v.maxLength(254)),
  password: GivenPassword,
})
export type SignIn = v.InferOutput<typeof SignIn>

/** Name and a new password for somebody new; the password of the account for somebody known; nothing when signed in as the invited. */
export const InvitationAccept = v.strictObject({
  name: v.optional(name),
  password: v.optional(GivenPassword),
})
export type InvitationAccept = v.InferOutput<typeof InvitationAccept>

export const WorkspaceCreate = v.strictObject({
  name,
  currency: v.optional(Currency),
  timeZone: v.optional(TimeZone),
  locale: v.optional(locale),
})
export type WorkspaceCreate = v.InferOutput<typeof WorkspaceCreate>
export const WorkspaceUpdate = v.partial(WorkspaceCreate)
export type WorkspaceUpdate = v.InferOutput<typeof WorkspaceUpdate>
export const WorkspaceSwitch = v.strictObject({ workspaceId: id })
export const Workspace = v.object({
  id: v.string(),
  name: v.string(),
  slug: v.string(),
  currency: v.string(),
  timeZone: v.string(),
  locale: v.string(),
})
export type Workspace = v.InferOutput<typeof Workspace>

export const ProfileUpdate = v.strictObject({
  name: v.optional(name),
  locale: v.optional(locale),
  timeZone: v.optional(TimeZone),
  /** Null: that of the workspace. */
  reportingCurrency: v.optional(v.nullable(Currency)),
  /** 1 is Monday, 7 is Sunday. Null: by the language. */
  firstDay: v.optional(v.nullable(FirstDay)),
})
export type ProfileUpdate = v.InferOutput<typeof ProfileUpdate>

export const MemberUpdate = v.strictObject({
  role: v.optional(RoleKey),
  teamId: v.optional(v.nullable(id)),
})
export type MemberUpdate = v.InferOutput<typeof MemberUpdate>
export const Member = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  role: RoleKey,
  teamId: v.nullable(v.string()),
  createdAt: v.string(),
})
export type Member = v.InferOutput<typeof Member>

export const TeamCreate = v.strictObject({
  name,
  country: v.optional(
    v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'Write a two-letter country code.'))),
  ),
  /** The team that it stands under; none when null. */
  parentId: v.optional(v.nullable(id)),
})
export type TeamCreate = v.InferOutput<typeof TeamCreate>
export const TeamUpdate = v.partial(TeamCreate)
export type TeamUpdate = v.InferOutput<typeof TeamUpdate>
export const Team = v.object({
  id: v.string(),
  name: v.string(),
  country: v.nullable(v.string()),
  parentId: v.nullable(v.string()),
})
export type Team = v.InferOutput<typeof Team>

export const InvitationCreate = v.strictObject({
  email: address,
  role: RoleKey,
  teamId: v.optional(v.nullable(id)),
})
export type InvitationCreate = v.InferOutput<typeof InvitationCreate>
export const Invitation = v.object({
  id: v.string(),
  email: v.string(),
  role: RoleKey,
  teamId: v.nullable(v.string()),
  invitedBy: v.nullable(v.string()),
  createdAt: v.string(),
  expiresAt: v.string(),
})
export type Invitation = v.InferOutput<typeof Invitation>
/** The only answer that ever holds the token. */
export const InvitationMade = v.object({ ...Invitation.entries, token: v.string(), link: v.string() })
export type InvitationMade = v.InferOutput<typeof InvitationMade>
/** What the invited sees before accepting. `known`: there is an account with this e-mail, so its password is asked for. */
export const InvitationView = v.object({
  email: v.string(),
  role: RoleKey,
  /** Null for a role that screens name in the reader's language. */
  roleName: v.nullable(v.string()),
  workspace: v.string(),
  inviter: v.nullable(v.string()),
  expiresAt: v.string(),
  known: v.boolean(),
})
export type InvitationView = v.InferOutput<typeof InvitationView>

export const ApiKeyCreate = v.strictObject({
  name,
  role: RoleKey,
  /** What it may do of what its role may: an object, action or field that is not in it is closed to the key. All that the role may when absent. */
  grants: v.optional(v.nullable(RoleGrants)),
  expiresAt: v.optional(v.nullable(instant().schema)),
})
export type ApiKeyCreate = v.InferOutput<typeof ApiKeyCreate>
export const ApiKey = v.object({
  id: v.string(),
  name: v.string(),
  role: RoleKey,
  /** What it may do of what its role may; null: all of it. */
  grants: v.nullable(RoleGrants),
  memberId: v.nullable(v.string()),
  prefix: v.string(),
  createdAt: v.string(),
  expiresAt: v.nullable(v.string()),
  lastUsedAt: v.nullable(v.string()),
})
export type ApiKey = v.InferOutput<typeof ApiKey>
/** The only answer that ever holds the secret. */
export const ApiKeyMade = v.object({ ...ApiKey.entries, secret: v.string() })
export type ApiKeyMade = v.InferOutput<typeof ApiKeyMade>

export const Session = v.object({
  user: v.object({
    id: v.string(),
    name: v.string(),
    email: v.string(),
    /** The person's own; null until one is set or guessed. */
    timeZone: v.nullable(v.string()),
    /** In which the person reads sums over currencies; null: the workspace's. */
    reportingCurrency: v.nullable(v.string()),
    /** On which day the person's weeks begin, 1 is Monday; null: by the language. */
    firstDay: v.nullable(v.number()),
  }),
  member: v.object({
    id: v.string(),
    name: v.string(),
    role: RoleKey,
    teamId: v.nullable(v.string()),
  }),
  workspace: Workspace,
  workspaces: v.array(v.object({ id: v.string(), name: v.string(), slug: v.string(), role: RoleKey })),
  locale: v.string(),
  /** In which days and clock times are read: the person's, else the workspace's. */
  timeZone: v.string(),
  permissions: v.record(v.string(), v.record(v.string(), GrantScope)),
  /** Whose records the scope team covers, where something else than seeing them is granted in it. */
  team: v.array(v.string()),
  /** The territories that the scope territory covers, where something else than seeing them is granted in it. */
  territories: v.array(v.string()),
  /** Fields of kinds of record that their role may not read, so that screens neither offer them nor ask for them. Kinds of which all are open are not there. */
  closed: v.record(v.string(), v.array(v.string())),
})
export type Session = v.InferOutput<typeof Session>
