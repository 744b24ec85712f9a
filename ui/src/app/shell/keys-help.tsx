import { For, type JSX } from 'solid-js'
import { Key } from '../../parts/button/key'
import { Dialog } from '../../parts/overlay/dialog'
import { t } from '../text'
import { keysHelpOpen, setKeysHelpOpen } from './layers'
import { placeName, usePlaces } from './nav'

/** All keys, on “?”. */
export function KeysHelp() {
  const places = usePlaces()
  return (
    <Dialog open={keysHelpOpen()} onClose={() => setKeysHelpOpen(false)} title={t('keys.title')}>
      <h3>{t('keys.everywhere')}</h3>
      <dl class="keys">
        <Line
          what={t('keys.search')}
          keys={
            <>
              <Key>⌘</Key>
              <Key>K</Key>
            </>
          }
        />
        <Line what={t('keys.sidebar')} keys={<Key>[</Key>} />
        <Line what={t('keys.help')} keys={<Key>?</Key>} />
        <Line what={t('keys.escape')} keys={<Key>Esc</Key>} />
        <For each={places()}>
          {place => (
            <Line
              what={t('keys.goTo', { place: placeName(place) })}
              keys={
                <>
                  <Key>G</Key>
                  {t('keys.then')}
                  <Key>{place.letter.toUpperCase()}</Key>
                </>
              }
            />
          )}
        </For>
      </dl>
      <h3>{t('keys.table')}</h3>
      <dl class="keys">
        <Line
          what={t('keys.rows')}
          keys={
            <>
              <Key>J</Key>
              <Key>K</Key>
              {t('keys.or')}
              <Key>↓</Key>
              <Key>↑</Key>
            </>
          }
        />
        <Line what={t('keys.open')} keys={<Key>↵</Key>} />
        <Line what={t('keys.select')} keys={<Key>X</Key>} />
        <Line
          what={t('keys.edit')}
          keys={
            <>
              <Key>E</Key>
              {t('keys.or')}
              <Key>↵</Key>
            </>
          }
        />
      </dl>
    </Dialog>
  )
}

const Line = (props: { what: string; keys: JSX.Element }) => (
  <div>
    <dt>{props.what}</dt>
    <dd>{props.keys}</dd>
  </div>
)
