import { For, type JSX } from 'solid-js'
import { CommandKey, Key } from '../../parts/button/key'
import { Dialog } from '../../parts/overlay/dialog'
import { t } from '../text'
import { keysHelpOpen, setKeysHelpOpen } from './layers'
import { placeName, usePlaces } from './nav'

/** All keys, on “?”. */
export function KeysHelp() {
  const places = usePlaces()
  return (
    <Dialog open={keysHelpOpen()} onClose={() => setKeysHelpOpen(false)} title={t('keys.title')} wide>
      <div class="keys-columns">
        <div class="stack">
          <Group title={t('keys.everywhere')}>
            <Line what={t('keys.search')} keys={[<CommandKey />, <Key>K</Key>]} />
            <Line what={t('keys.undo')} keys={[<CommandKey />, <Key>Z</Key>]} />
            <Line what={t('keys.sidebar')} keys={<Key>[</Key>} />
            <Line what={t('keys.help')} keys={<Key>?</Key>} />
            <Line what={t('keys.escape')} keys={<Key>Esc</Key>} />
            <For each={places().filter(({ letter }) => letter)}>
              {place => (
                <Line
                  what={t('keys.goTo', { place: placeName(place) })}
                  keys={[<Key>G</Key>, t('keys.then'), <Key>{place.letter?.toUpperCase()}</Key>]}
                />
              )}
            </For>
          </Group>
        </div>
        <div class="stack">
          <Group title={t('keys.table')}>
            <Line what={t('keys.filter')} keys={<Key>/</Key>} />
            <Line what={t('keys.new')} keys={<Key>N</Key>} />
            <Line what={t('keys.rows')} keys={either([<Key>J</Key>, <Key>K</Key>], arrows())} />
            <Line what={t('keys.open')} keys={<Key>↵</Key>} />
            <Line what={t('keys.select')} keys={either(<Key>X</Key>, <Key>{t('keys.space')}</Key>)} />
            <Line what={t('keys.edit')} keys={either([<Key>F2</Key>, <Key>E</Key>], <Key>↵</Key>)} />
            <Line what={t('keys.width')} keys={[<Key>Alt</Key>, <Key>←</Key>, <Key>→</Key>]} />
          </Group>
          <Group title={t('keys.record')}>
            <Line what={t('keys.call')} keys={<Key>C</Key>} />
            <Line what={t('keys.email')} keys={<Key>E</Key>} />
            <Line what={t('keys.task')} keys={<Key>T</Key>} />
            <Line what={t('keys.watch')} keys={<Key>W</Key>} />
            <Line what={t('keys.walk')} keys={either([<Key>J</Key>, <Key>K</Key>], arrows())} />
            <Line what={t('keys.drawer')} keys={<Key>]</Key>} />
          </Group>
          <Group title={t('keys.board')}>
            <Line what={t('keys.lift')} keys={<Key>{t('keys.space')}</Key>} />
            <Line what={t('keys.carry')} keys={[<Key>←</Key>, <Key>→</Key>, <Key>↑</Key>, <Key>↓</Key>]} />
            <Line what={t('keys.drop')} keys={<Key>↵</Key>} />
            <Line what={t('keys.putBack')} keys={<Key>Esc</Key>} />
          </Group>
        </div>
      </div>
    </Dialog>
  )
}

const arrows = () => [<Key>↓</Key>, <Key>↑</Key>]
const either = (one: JSX.Element, other: JSX.Element) => [one, t('keys.or'), other]

const Group = (props: { title: string; children: JSX.Element }) => (
  <>
    <h3>{props.title}</h3>
    <dl class="keys">{props.children}</dl>
  </>
)

const Line = (props: { what: string; keys: JSX.Element }) => (
  <div>
    <dt>{props.what}</dt>
    <dd>{props.keys}</dd>
  </div>
)
