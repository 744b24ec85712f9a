import { SelectField } from '../parts/field/select-field'
import { roleOptions, useRoleList } from './people'
import { t } from './settings.text'

/** Which role is given, of those that the reader may give, with what it opens. */
export function RoleField(props: { value: string; error?: string; onChange: (role: string | null) => void }) {
  const roles = useRoleList()
  const chosen = () => roles.data?.results.find(({ key }) => key === props.value)
  const hint = () => {
    const role = chosen()
    // What a workspace made of a role is written in its table alone.
    return role && (!role.builtIn || role.version > 1)
      ? t('role.may.own')
      : t(`role.may.${role?.base ?? 'read_only'}`)
  }
  return (
    <SelectField
      label={t('role')}
      options={roleOptions(roles.data?.results)}
      value={props.value}
      error={props.error}
      hint={hint()}
      onChange={props.onChange}
    />
  )
}
