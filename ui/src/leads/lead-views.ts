import type { ListView } from '../parts/records/list-state'
import { t } from './leads.text'

const open = 'status:in:new,working,qualified,nurture'

/** A week without a word, in a lead that somebody had begun to work. */
const silent = JSON.stringify({
  and: [
    { field: 'status', op: 'in', value: ['new', 'working', 'qualified'] },
    { field: 'lastActivityAt', op: 'known' },
    { not: { field: 'lastActivityAt', op: 'in_last', value: { days: 7 } } },
  ],
})

/** Nobody has answered yet, and somebody is to. */
const waiting = JSON.stringify({
  and: [
    { field: 'respondBy', op: 'known' },
    { field: 'respondedAt', op: 'unknown' },
  ],
})

/** The tabs above the leads. */
export const leadViews = (memberId: string | undefined): readonly ListView[] => [
  { value: 'open', label: t('view.open'), filter: open, sort: '-score' },
  {
    value: 'mine',
    label: t('view.mine'),
    filter: memberId ? `ownerId:in:${memberId};${open}` : open,
    sort: '-score',
    waits: memberId === undefined,
  },
  {
    value: 'hot',
    label: t('view.hot'),
    filter: `score:gte:60;lastActivityAt:in_last:7d;${open}`,
    sort: '-score',
  },
  { value: 'waiting', label: t('view.waiting'), filter: waiting, sort: 'respondBy' },
  { value: 'silent', label: t('view.silent'), filter: silent, sort: '-lastActivityAt' },
  { value: 'all', label: t('view.all'), sort: '-createdAt' },
  { value: 'bin', label: t('view.bin'), deleted: true, sort: '-updatedAt' },
]
