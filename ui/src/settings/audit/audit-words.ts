import type { Team } from '@sextant/db/access/access.model'
import type { Role } from '@sextant/db/access/role.model'
import type { AuditEntry } from '@sextant/db/audit/audit.model'
import { beside, format } from '../../app/format'
import { isShown, kindWord } from '../../app/record-places'
import { roleName } from '../../app/role-name'
import { t } from './audit.text'

interface Lists {
  roles: () => readonly Role[] | undefined
  teams: () => readonly Team[] | undefined
}
type Values = Readonly<Record<string, unknown>>

/** What an entry was done to, by its name; by its kind where the reader may not read that, or it has none. */
export function subjectName({ subject, details }: AuditEntry): string {
  if (!subject) return ''
  if (subject.name) return subject.name
  if (typeof details.name === 'string' && subject.type !== 'lead') return details.name
  return isShown(subject.type)
    ? kindWord(subject.type, 'plural')
    : (t.say(`subject.${subject.type}`) ?? subject.type)
}

/** What else an entry says: from what to what, with whom, by which rule. */
export function detailOf({ kind, details }: AuditEntry, lists: Lists): string {
  const { before, after, role, level, until, email, rule, method, path, with: whom, name } = details
  const [was, is] = [valuesOf(before), valuesOf(after)]
  const said = (value: unknown) => (typeof value === 'string' ? value : '')
  const role_ = (value: unknown) => (typeof value === 'string' ? roleName(value, lists.roles()) : '')
  const team = (value: unknown) =>
    typeof value === 'string' ? (lists.teams()?.find(({ id }) => id === value)?.name ?? '') : t('team.none')
  if (kind === 'record.shared' || kind === 'record.unshared')
    return beside(
      whom === 'team' ? t('with.team', { name: said(name) }) : t('with', { name: said(name) }),
      level === 'read' || level === 'write' ? t(level) : '',
      until ? t('with.until', { day: format.date(said(until)) }) : '',
    )
  if (kind === 'access.refused') return beside(said(rule), `\u2068${said(method)} ${said(path)}\u2069`)
  return beside(
    is.role && is.role !== was.role ? change(role_(was.role), role_(is.role)) : role_(role),
    (was.teamId ?? null) === (is.teamId ?? null) ? '' : change(team(was.teamId), team(is.teamId)),
    was.name && is.name ? change(said(was.name), said(is.name)) : '',
    said(is.email ?? email),
    typeof details.version === 'number' && kind.startsWith('role.')
      ? t('version', { n: details.version })
      : '',
  )
}

const change = (before: string, after: string): string => (before ? t('change', { before, after }) : after)

const valuesOf = (value: unknown): Values => (value && typeof value === 'object' ? (value as Values) : {})
