import { t } from '../../app/text'

/** A bar where text will be. Nothing shows in the first 200 ms. `n` varies the width. */
export const Skeleton = (props: { n?: number }) => (
  <span class={`skeleton late w${((props.n ?? 0) % 4) + 1}`} aria-hidden="true" />
)

/** Says once, to screen readers, that something is loading. */
export const LoadingNote = () => (
  <span class="sr" role="status">
    {t('loading')}
  </span>
)
