import Keyboard from 'lucide-solid/icons/keyboard'
import LogOut from 'lucide-solid/icons/log-out'
import { createSignal } from 'solid-js'
import { Avatar } from '../../parts/chip/avatar'
import { Menu } from '../../parts/overlay/menu'
import { localeNames, locales, themes } from '../locale.rules'
import { chooseTheme, currentLocale, preferences } from '../preferences'
import { useSession } from '../session'
import { t } from '../text'
import { setSingleKeys, singleKeys } from './keys'
import { openKeysHelp } from './layers'

/** Theme, language, keys, sign out. */
export function UserMenu() {
  const { session } = useSession()
  const [theme, setTheme] = createSignal(preferences().theme)
  return (
    <Menu
      class="btn ghost square"
      label={t('user.menu')}
      placement="bottom-end"
      trigger={<Avatar name={session()?.user.name ?? ''} id={session()?.member.id} size="m" />}
      items={[
        {
          choice: t('user.theme'),
          options: [
            { value: 'system', label: t('user.theme.system') },
            { value: 'light', label: t('user.theme.light') },
            { value: 'dark', label: t('user.theme.dark') },
          ],
          value: theme() ?? 'system',
          onChange: value => {
            const chosen = themes.find(one => one === value)
            chooseTheme(chosen)
            setTheme(chosen)
          },
        },
        'separator',
        {
          choice: t('user.language'),
          options: locales.map(locale => ({ value: locale, label: localeNames[locale] })),
          value: currentLocale(),
          onChange: value => {
            const chosen = locales.find(locale => locale === value)
            if (chosen) void import('../profile').then(({ changeLanguage }) => changeLanguage(chosen))
          },
        },
        'separator',
        {
          choice: t('user.singleKeys'),
          options: [
            { value: 'on', label: t('field.yes') },
            { value: 'off', label: t('field.no') },
          ],
          value: singleKeys() ? 'on' : 'off',
          onChange: value => setSingleKeys(value === 'on'),
        },
        { label: t('user.keys'), key: '?', icon: <Keyboard aria-hidden="true" />, onSelect: openKeysHelp },
        'separator',
        {
          label: t('user.signOut'),
          icon: <LogOut class="flip" aria-hidden="true" />,
          onSelect: () => void import('../sign-out').then(({ signOut }) => signOut()),
        },
      ]}
    />
  )
}
