import { currentLocale } from '../app/preferences'
import { t } from './models.text'

const known = [
  'source',
  'industry',
  'employees',
  'country',
  'city',
  'language',
  'value',
  'jobTitle',
  'jobTitle.rank',
  'emailConsent',
  'email',
  'phone',
  'website',
  'amount',
  'customer.industry',
  'customer.country',
  'customer.employees',
  'product.name',
  'product.family',
  'contact.known',
  'behaviour.calls_out',
  'behaviour.calls_in',
  'behaviour.emails_out',
  'behaviour.emails_in',
  'behaviour.meetings',
  'behaviour.notes',
  'behaviour.page_visits',
  'behaviour.pricing_visits',
  'behaviour.first_reply',
  'behaviour.days_since_last',
  'calendar.weekday',
  'calendar.month',
  'owner.past_rate',
  'customer.won_before',
  'customer.lost_before',
  'stage.moves',
  'stage.days',
] as const

/** A feature in the reader's language; as the pipeline or the workspace named it where this screen has no word for it. */
export function featureLabel({ key, label }: { key: string; label: string }): string {
  const word = known.find(one => one === key)
  return word && currentLocale() !== 'en' ? t(`feature.${word}`) : label
}
