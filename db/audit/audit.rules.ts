/** The sorts of entry that one filters by. */
export const auditClasses = [
  'rights',
  'members',
  'territories',
  'sharing',
  'keys',
  'exports',
  'sign_ins',
  'refusals',
] as const
export type AuditClass = (typeof auditClasses)[number]

/** Every kind of entry with its sort. Most are kinds of event of the log; what is nothing that was written is noted by itself. */
export const auditKinds = {
  'role.created': 'rights',
  'role.updated': 'rights',
  'role.archived': 'rights',
  'workspace.updated': 'rights',
  'member.created': 'members',
  'member.restored': 'members',
  'member.updated': 'members',
  'member.archived': 'members',
  'team.created': 'members',
  'team.updated': 'members',
  'team.archived': 'members',
  'invitation.created': 'members',
  'invitation.accepted': 'members',
  'invitation.revoked': 'members',
  'territory.created': 'territories',
  'territory.updated': 'territories',
  'territory.archived': 'territories',
  'territory.restored': 'territories',
  'territory.set_up': 'territories',
  'record.shared': 'sharing',
  'record.unshared': 'sharing',
  'api_key.created': 'keys',
  'api_key.revoked': 'keys',
  'export.made': 'exports',
  'session.started': 'sign_ins',
  'session.switched': 'sign_ins',
  'session.revoked': 'sign_ins',
  'sign_in.refused': 'sign_ins',
  'access.refused': 'refusals',
} as const satisfies Record<string, AuditClass>
export type AuditKind = keyof typeof auditKinds

/** Those that no event of the log tells. */
const noted: readonly string[] = ['export.made', 'sign_in.refused', 'access.refused'] satisfies AuditKind[]

/** Kinds of event that the log tells and the audit takes over. */
export const auditedEvents: readonly string[] = Object.keys(auditKinds).filter(kind => !noted.includes(kind))

export const isAuditKind = (kind: string): kind is AuditKind => kind in auditKinds

type Values = Readonly<Record<string, unknown>>

/** What an entry keeps of an event: names, roles, teams and terms; neither the ids of sessions nor the whole of a role. */
const kept: readonly string[] = [
  'name',
  'role',
  'teamId',
  'parentId',
  'key',
  'prefix',
  'version',
  'with',
  'level',
  'until',
  'email',
  'expiresAt',
  'memberIds',
]

const isPlain = (value: unknown): boolean =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'number' ||
  (Array.isArray(value) && value.every(one => typeof one === 'string'))

const some = (values: Values | null): Values =>
  Object.fromEntries(
    Object.entries(values ?? {}).filter(([key, value]) => kept.includes(key) && isPlain(value)),
  )

export function detailsOf({
  payload,
  before,
  after,
}: {
  payload: Values
  before: Values | null
  after: Values | null
}): Values {
  const [was, is] = [some(before), some(after)]
  return {
    ...some(payload),
    ...(Object.keys(was).length ? { before: was } : {}),
    ...(Object.keys(is).length ? { after: is } : {}),
  }
}
