import { passwordLength } from '@sextant/db/access/passwords.rules'
import { TextField } from '../parts/field/text-field'
import { t } from './auth.text'

/** A text of the form, as `form.field(name)` gives it. */
interface Field {
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

export const NameField = (props: Field) => (
  <TextField label={t('name')} name="name" autocomplete="name" {...props} />
)

export const EmailField = (props: Field) => (
  <TextField label={t('email')} name="email" type="email" autocomplete="username" {...props} />
)

/** The password of an account that is there already, or a new one with its least length. */
export const PasswordField = (props: Field & { known: boolean }) => (
  <TextField
    label={t('password')}
    name="password"
    type="password"
    autocomplete={props.known ? 'current-password' : 'new-password'}
    hint={props.known ? undefined : t('password.hint', { n: passwordLength.least })}
    {...props}
  />
)
