/** The sextant: frame and brass arm. `small` is the 16 px icon of one colour. */
export const Mark = (props: { small?: boolean }) => (
  <svg
    class={props.small ? 'lucide' : 'mark'}
    viewBox={props.small ? '0 0 16 16' : '0 0 20 20'}
    fill="none"
    stroke="currentColor"
    stroke-linejoin="round"
    stroke-linecap="round"
    stroke-width="1.5"
    aria-hidden="true"
  >
    <path d={props.small ? 'M8 2.5 3 12a10 10 0 0 0 10 0z' : 'M10 3 4 15.5a13 13 0 0 0 12 0z'} />
    <path class="arm" d={props.small ? 'm8 2.5 1.5 10.5' : 'm10 3 2.6 14.6'} />
  </svg>
)
