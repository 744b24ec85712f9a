import { useNavigate } from '@solidjs/router'
import Keyboard from 'lucide-solid/icons/keyboard'
import Languages from 'lucide-solid/icons/languages'
import LogOut from 'lucide-solid/icons/log-out'
import Plus from 'lucide-solid/icons/plus'
import SunMoon from 'lucide-solid/icons/sun-moon'
import Undo from 'lucide-solid/icons/undo-2'
import Upload from 'lucide-solid/icons/upload'
import type { JSX } from 'solid-js'
import { hasUndo, undoLast } from '../../parts/toast/acts'
import { localeNames, locales, themes } from '../locale.rules'
import type { ShownKind } from '../place'
import { chooseTheme, currentLocale } from '../preferences'
import { changeLanguage } from '../profile'
import { listHref } from '../record-places'
import { useSession } from '../session'
import { signOut } from '../sign-out'
import { t } from '../text'
import { wantNew } from '../wanted'
import { fitting } from './command.rules'
import type { Answer } from './command-answers'
import { openKeysHelp } from './layers'
import { usePlaces } from './nav'

/** What can be done from the command bar, of what the reader may do. */
export function useActions(): (query: string) => readonly Answer[] {
  const { can } = useSession()
  const navigate = useNavigate()
  const places = usePlaces()
  const create = (entity: ShownKind) => {
    wantNew(entity)
    navigate(listHref(entity))
  }
  const all = (): readonly Answer[] => [
    ...places().flatMap(({ records, say }) =>
      records && can(records.kind, 'create')
        ? [
            action(
              say('create') ?? records.kind,
              () => <Plus aria-hidden="true" />,
              () => create(records.kind),
            ),
          ]
        : [],
    ),
    ...(can('import', 'create')
      ? [
          action(
            t('do.import'),
            () => <Upload aria-hidden="true" />,
            () => navigate('/imports/new'),
          ),
        ]
      : []),
    ...(hasUndo()
      ? [
          action(
            t('keys.undo'),
            () => <Undo class="flip" aria-hidden="true" />,
            () => void undoLast(),
          ),
        ]
      : []),
    ...themes.map(theme =>
      action(
        `${t('user.theme')}: ${t(`user.theme.${theme}`)}`,
        () => <SunMoon aria-hidden="true" />,
        () => chooseTheme(theme),
      ),
    ),
    action(
      `${t('user.theme')}: ${t('user.theme.system')}`,
      () => <SunMoon aria-hidden="true" />,
      () => chooseTheme(undefined),
    ),
    ...locales
      .filter(locale => locale !== currentLocale())
      .map(locale =>
        action(
          `${t('user.language')}: ${localeNames[locale]}`,
          () => <Languages aria-hidden="true" />,
          () => void changeLanguage(locale),
        ),
      ),
    action(t('user.keys'), () => <Keyboard aria-hidden="true" />, openKeysHelp),
    action(
      t('user.signOut'),
      () => <LogOut class="flip" aria-hidden="true" />,
      () => void signOut(),
    ),
  ]
  return query => fitting(all(), query, ({ title }) => [title])
}

const action = (title: string, icon: () => JSX.Element, run: () => void): Answer => ({
  group: 'actions',
  title,
  support: '',
  icon,
  run,
})
