import { type Role, roles } from '@sextant/db/core/grants.rules'
import { t } from './text'

const isBuiltIn = (key: string): key is Role => roles.some(role => role === key)

/** What a role is called: one that every workspace begins with in the reader's language, its own by their names. */
export const roleName = (
  key: string,
  all: readonly { key: string; name: string | null }[] | undefined,
): string => (isBuiltIn(key) ? t(`role.${key}`) : (all?.find(role => role.key === key)?.name ?? key))
