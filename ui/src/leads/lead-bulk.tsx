import { leadStatuses } from '@sextant/db/leads/leads.model'
import Download from 'lucide-solid/icons/download'
import Tag from 'lucide-solid/icons/tag'
import User from 'lucide-solid/icons/user'
import type { BulkVerb } from '../parts/grid/bulk-bar'
import type { QuickField } from '../parts/records/use-bulk'
import type { RecordScreen } from '../parts/records/use-record-screen'
import { t } from './leads.text'

/** What is most often set in many leads. */
export const quickFields = (): readonly QuickField[] => [
  {
    key: 'ownerId',
    label: t('bulk.assign'),
    icon: <User aria-hidden="true" />,
    title: n => t('bulk.assign.title', { n }),
    action: n => t('bulk.assign.action', { n }),
  },
  {
    key: 'status',
    label: t('bulk.status'),
    icon: <Tag aria-hidden="true" />,
    // Only a conversion makes one converted.
    options: leadStatuses.filter(status => status !== 'converted'),
    title: n => t('bulk.status.title', { n }),
    action: n => t('bulk.status.action', { n }),
  },
]

/** A filter holds at most this many ids. */
const mostInFilter = 500

/** The selected leads as a file. */
export function exportSelected({ selection, state }: RecordScreen): BulkVerb {
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
  return { label: t('bulk.export'), icon: <Download aria-hidden="true" />, onPress: download }
}
