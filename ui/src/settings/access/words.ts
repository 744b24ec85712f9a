import type { RoleObject } from '@sextant/db/access/role.model'
import type { Action, ObjectName, Scope } from '@sextant/db/core/grants.rules'
import { isShown, kindWord } from '../../app/record-places'
import { fieldName } from '../../parts/mapping/names'
import { t } from './access.text'

type Other =
  | 'pipeline'
  | 'stage'
  | 'quote'
  | 'territory'
  | 'competitor'
  | 'queue'
  | 'affiliation'
  | 'exchange_rate'
  | 'calendar'
  | 'absence'
  | 'assignment'
  | 'attachment'
  | 'delivery'
  | 'custom_field'
  | 'import'
  | 'model'
  | 'member'
  | 'role'
  | 'invitation'
  | 'api_key'
  | 'workspace'
  | 'operations'
  | 'audit'

/** What an object is called; a kind of record as its own screen calls it. */
export const objectName = (object: ObjectName): string =>
  isShown(object) ? kindWord(object, 'plural') : t(`object.${object as Other}`)

export const actionName = (action: Action): string => t(action)
export const scopeName = (scope: Scope | null | undefined): string => t(`scope.${scope ?? 'none'}`)

/** What a field of an object is called; the workspace's own by their label. Those that no file has are named here. */
export const fieldLabel = ({ key, label }: RoleObject['fields'][number]): string =>
  label ?? t.say(`field.of.${key}`) ?? fieldName(key)
