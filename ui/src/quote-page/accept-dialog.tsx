import type { PublicQuote } from '@sextant/db/quotes/public-quote.model'
import type { Signature } from '@sextant/db/quotes/quote-answer.model'
import { figuresIn } from '@sextant/db/quotes/quote-figures.rules'
import { quoteWords } from '@sextant/db/quotes/quote-words.rules'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { api } from '../app/api'
import { apart } from '../app/format'
import { currentLocale } from '../app/preferences'
import { Segmented } from '../parts/button/segmented'
import { FieldNote } from '../parts/field/field-frame'
import { TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { FormDialog } from '../parts/form/form-dialog'
import { t } from './quote-page.text'
import { SignaturePad } from './signature-pad'
import type { Strokes } from './strokes.rules'

/** Name, signature, and what is agreed to: typed or drawn, so that no hand and no keyboard is left out. */
export function AcceptDialog(props: {
  token: string
  quote: PublicQuote
  onDone: () => unknown
  onClose: () => void
}) {
  const form = createForm({ name: props.quote.person, way: 'type', signature: '' })
  const [strokes, setStrokes] = createSignal<Strokes>([])
  const isDrawn = () => form.value('way') === 'draw'
  const agreed = () => {
    const { document, number, version } = props.quote
    const total = document
      ? figuresIn(currentLocale()).money(document.totals.totalMinor, document.currency)
      : ''
    return quoteWords[currentLocale()].agreed(apart(number), version, apart(total))
  }
  const submit = () =>
    form.submit(
      () => ({
        name: !form.value('name').trim() && t('sign.name.missing'),
        signature: isDrawn() && strokes().length === 0 && t('sign.missing'),
      }),
      async () => {
        const name = form.value('name').trim()
        const signature: Signature = isDrawn()
          ? { drawn: strokes().map(stroke => stroke.map(([x, y]): [number, number] => [x, y])) }
          : { typed: name }
        await api.post(
          '/public/quotes/{token}/accept',
          { name, signature },
          { params: { token: props.token }, keepOn401: true },
        )
        await props.onDone()
      },
    )
  return (
    <FormDialog
      title={t('sign.title', { number: apart(props.quote.number) })}
      action={t('sign.act')}
      wide
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p class="qp-agreed">{agreed()}</p>
      <TextField
        label={t('sign.name')}
        autocomplete="name"
        maxLength={120}
        required
        {...form.field('name')}
      />
      <div class="qp-sign">
        <Segmented
          label={t('sign.way')}
          options={[
            { value: 'type', label: t('sign.type') },
            { value: 'draw', label: t('sign.draw') },
          ]}
          value={form.value('way')}
          onChange={form.set('way')}
        />
        <Switch>
          <Match when={isDrawn()}>
            <SignaturePad
              strokes={strokes()}
              onChange={drawn => {
                setStrokes(drawn)
                form.set('signature')('')
              }}
            />
          </Match>
          <Match when={true}>
            <p class="qp-typed" aria-hidden="true" dir="auto">
              {form.value('name')}
            </p>
            <p class="hint">{t('sign.typed')}</p>
          </Match>
        </Switch>
        <Show when={form.error('signature')}>
          {error => (
            <div role="alert">
              <FieldNote error={error()} />
            </div>
          )}
        </Show>
      </div>
      <p class="hint">{t('sign.kept')}</p>
    </FormDialog>
  )
}
