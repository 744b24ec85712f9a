import Archive from 'lucide-solid/icons/archive'
import Restore from 'lucide-solid/icons/archive-restore'
import Download from 'lucide-solid/icons/download'
import Tag from 'lucide-solid/icons/tag'
import User from 'lucide-solid/icons/user'
import type { BulkVerb } from '../parts/grid/bulk-bar'
import type { RecordScreen } from '../parts/records/use-record-screen'
import { t } from './leads.text'

/** A filter holds at most this many ids. */
const mostInFilter = 500

/** What the reader may do with the selected leads. */
export function leadVerbs(
  screen: RecordScreen,
  can: (object: 'lead', action: 'update' | 'archive') => boolean,
  ask: (what: 'assign' | 'status' | 'archive') => void,
): readonly BulkVerb[] {
  const { selection, writes, state } = screen
  if (state.view().deleted) {
    if (!can('lead', 'archive')) return []
    const restore = async () => {
      const ids = await screen.selectedIds()
      selection.clear()
      await writes.restore(ids)
    }
    return [{ label: t('bulk.restore'), icon: <Restore aria-hidden="true" />, onPress: () => void restore() }]
  }
  const archive = async () => {
    if (selection.everything()) return ask('archive')
    const ids = [...selection.ids()]
    selection.clear()
    await writes.archive(ids, n => t('archived', { n }))
  }
  const download = () => {
    const ids = [...selection.ids()]
    const chosen = !selection.everything() && ids.length <= mostInFilter
    const query = new URLSearchParams(
      chosen
        ? { filter: `id:in:${ids.join(',')}` }
        : { ...(state.filter() ? { filter: state.filter() } : {}), ...(state.q() ? { q: state.q() } : {}) },
    )
    location.assign(`/crm/leads/export.csv?${query}`)
  }
  const verb = (allowed: boolean, one: BulkVerb) => (allowed ? [one] : [])
  const mayUpdate = can('lead', 'update')
  return [
    ...verb(mayUpdate, {
      label: t('bulk.assign'),
      icon: <User aria-hidden="true" />,
      onPress: () => ask('assign'),
    }),
    ...verb(mayUpdate, {
      label: t('bulk.status'),
      icon: <Tag aria-hidden="true" />,
      onPress: () => ask('status'),
    }),
    { label: t('bulk.export'), icon: <Download aria-hidden="true" />, onPress: download },
    ...verb(can('lead', 'archive'), {
      label: t('bulk.archive'),
      icon: <Archive aria-hidden="true" />,
      onPress: () => void archive(),
    }),
  ]
}
