import type { TimelineEvent } from '@sextant/db/events/event.model'
import Archive from 'lucide-solid/icons/archive'
import Undo from 'lucide-solid/icons/archive-restore'
import Merge from 'lucide-solid/icons/arrow-right-left'
import Calendar from 'lucide-solid/icons/calendar'
import CheckSquare from 'lucide-solid/icons/circle-check'
import Dot from 'lucide-solid/icons/dot'
import Globe from 'lucide-solid/icons/globe'
import Mail from 'lucide-solid/icons/mail'
import Note from 'lucide-solid/icons/notebook-pen'
import Paperclip from 'lucide-solid/icons/paperclip'
import Pencil from 'lucide-solid/icons/pencil'
import Phone from 'lucide-solid/icons/phone'
import Plus from 'lucide-solid/icons/plus'
import Columns from 'lucide-solid/icons/square-kanban'
import Tag from 'lucide-solid/icons/tag'
import Triangle from 'lucide-solid/icons/triangle'
import Upload from 'lucide-solid/icons/upload'
import UserPlus from 'lucide-solid/icons/user-plus'
import { Dynamic } from 'solid-js/web'
import type { BareContact } from '../timeline/last-contact.rules'
import type { TimelineEntry } from '../timeline/timeline'
import { type EventContext, type EventIcon, sentence } from './event-sentence'
import { t } from './records.text'

const icons = {
  archive: Archive,
  calendar: Calendar,
  convert: Merge,
  deal: Columns,
  done: CheckSquare,
  file: Paperclip,
  globe: Globe,
  mail: Mail,
  note: Note,
  pencil: Pencil,
  phone: Phone,
  plus: Plus,
  restore: Undo,
  share: UserPlus,
  tag: Tag,
  triangle: Triangle,
  upload: Upload,
} satisfies Record<EventIcon, unknown>

/** One event of the log as a line of the timeline. */
export function eventEntry(event: TimelineEvent, context: EventContext): TimelineEntry {
  const { icon, title, detail } = context.words?.(event) ?? sentence(event, context)
  return {
    id: event.id,
    at: event.occurredAt,
    icon: <Dynamic component={icon ? icons[icon] : Dot} class="s" />,
    title,
    detail,
  }
}

/** A contact that no event of the log tells of. */
export const contactEntry = ({ at, name }: BareContact): TimelineEntry => ({
  id: `contact ${at}`,
  at,
  icon: <Phone class="s" />,
  title: t('event.contact'),
  detail: name ?? t('event.contact.told'),
})
