import { leadStatuses } from '@sextant/db/leads/leads.model'
import Tag from 'lucide-solid/icons/tag'
import User from 'lucide-solid/icons/user'
import type { QuickField } from '../parts/records/use-bulk'
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
