import { signatureField } from '@sextant/db/quotes/quote-answer.model'
import { Show } from 'solid-js'
import { Button } from '../parts/button/button'
import { t } from './quote-page.text'
import { begun, moved, pathOf, pointAt, type Strokes } from './strokes.rules'

/** A field that is drawn in by finger, pen or mouse. It is a picture, so it is as sharp as the screen and follows its colours. */
export function SignaturePad(props: { strokes: Strokes; onChange: (strokes: Strokes) => void }) {
  const place = (event: PointerEvent & { currentTarget: Element }) =>
    pointAt({ x: event.clientX, y: event.clientY }, event.currentTarget.getBoundingClientRect())
  let drawing: number | undefined
  return (
    <div class="qp-pad">
      <svg
        viewBox={`0 0 ${signatureField.width} ${signatureField.height}`}
        role="img"
        aria-label={t('sign.field')}
        onPointerDown={event => {
          if (drawing !== undefined || event.button !== 0) return
          drawing = event.pointerId
          event.currentTarget.setPointerCapture(event.pointerId)
          props.onChange(begun(props.strokes, place(event)))
        }}
        onPointerMove={event => {
          if (event.pointerId === drawing) props.onChange(moved(props.strokes, place(event)))
        }}
        onPointerUp={() => {
          drawing = undefined
        }}
        onPointerCancel={() => {
          drawing = undefined
        }}
      >
        <path d={props.strokes.map(pathOf).join('')} />
      </svg>
      <Show
        when={props.strokes.length > 0}
        fallback={
          <span class="qp-here" aria-hidden="true">
            {t('sign.here')}
          </span>
        }
      >
        <Button class="qp-clear" onClick={() => props.onChange([])}>
          {t('sign.clear')}
        </Button>
      </Show>
    </div>
  )
}
