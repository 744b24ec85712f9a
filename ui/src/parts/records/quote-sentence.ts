import type { PayloadMembers, TimelineEvent } from '@sextant/db/events/event.model'
import type { quoteVersionEvents } from '@sextant/db/quotes/quotes.events'
import { beside } from '../../app/format'
import { refusalWords } from '../../app/refusal-words'
import type { Sentence } from './event-sentence'
import { t } from './records.text'

/** The kinds of event that tell of the versions of a quote. */
export type QuoteVersionKind = (typeof quoteVersionEvents)[keyof typeof quoteVersionEvents]['kind']

type Told = (
  payload: PayloadMembers<(typeof quoteVersionEvents)['sent']> & Record<string, unknown>,
) => Sentence

const said = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** The sentence for each of them. One that has none is a fault of types. */
const sentences: { readonly [K in QuoteVersionKind]: Told } = {
  'quote.drafted': ({ version }) => ({
    icon: 'note',
    title: t('event.quote.drafted', { version: said(version) }),
  }),
  'quote.sent': ({ version }) => ({ icon: 'mail', title: t('event.quote.sent', { version: said(version) }) }),
  'quote.withdrawn': ({ version }) => ({
    icon: 'archive',
    title: t('event.quote.withdrawn', { version: said(version) }),
  }),
  'quote.viewed': ({ version }) => ({
    icon: 'globe',
    title: t('event.quote.viewed', { version: said(version) }),
  }),
  'quote.accepted': ({ version, name }) => ({
    icon: 'done',
    title: t('event.quote.accepted', { version: said(version), name: said(name) }),
  }),
  'quote.change_asked': ({ version, text }) => ({
    icon: 'note',
    title: t('event.quote.change', { version: said(version) }),
    detail: said(text) || undefined,
  }),
  'quote.declined': ({ version, reason }) => ({
    icon: 'archive',
    title: t('event.quote.declined', { version: said(version) }),
    detail: said(reason) || undefined,
  }),
  'quote.expired': ({ version }) => ({
    icon: 'calendar',
    title: t('event.quote.expired', { version: said(version) }),
  }),
  'quote.link_made': ({ name }) => ({ icon: 'share', title: t('event.quote.link', { name: said(name) }) }),
  'quote.link_withdrawn': ({ name }) => ({
    icon: 'share',
    title: t('event.quote.link.withdrawn', { name: said(name) }),
  }),
  'quote.deal_moved': ({ stage }) => ({
    icon: 'deal',
    title: t('event.quote.moved', { stage: said(stage) }),
  }),
  'quote.deal_stayed': ({ stage, rule, params }) => ({
    icon: 'deal',
    title: t('event.quote.stayed', { stage: said(stage) }),
    detail: refusalWords(`rule.${said(rule)}`, params as Record<string, string>),
  }),
}

export const isOfVersion = (kind: string): kind is QuoteVersionKind => kind in sentences

/** What became of a version of a quote, in the reader's words. */
export function quoteSentence(
  kind: QuoteVersionKind,
  { payload }: TimelineEvent,
  by: string | undefined,
): Sentence {
  const { detail, ...rest } = sentences[kind](payload)
  return { ...rest, detail: beside(detail, by) || undefined }
}
