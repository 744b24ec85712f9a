import type { Role } from '@sextant/db/core/grants.rules'
import { SelectField } from '../parts/field/select-field'
import { roleOptions } from './people'
import { t } from './settings.text'

/** Which role is given, with what it opens. `among`: those that the reader may give; all where there is no word of it. */
export function RoleField(props: {
  among?: readonly Role[]
  value: string
  error?: string
  onChange: (role: string | null) => void
}) {
  const options = () => roleOptions(props.among)
  const chosen = () => options().find(({ value }) => value === props.value)
  return (
    <SelectField
      label={t('role')}
      options={options()}
      value={props.value}
      error={props.error}
      hint={t(`role.may.${chosen()?.value ?? 'read_only'}`)}
      onChange={props.onChange}
    />
  )
}
