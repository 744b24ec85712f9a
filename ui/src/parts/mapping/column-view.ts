import { createMemo, createSignal } from 'solid-js'
import { type ColumnState, needsLook } from './column-states.rules'
import { t } from './mapping.text'

const pageColumns = 50
type Shown = 'all' | 'attention' | 'new' | 'skipped'

/** Which columns are on the screen: found by name, of one sort, a page at a time. */
export function createColumnView(states: () => readonly ColumnState[]) {
  const [words, setWords] = createSignal('')
  const [show, setShow] = createSignal<Shown>('all')
  const [page, setPage] = createSignal(0)
  const sorts: Record<Shown, (state: ColumnState) => boolean> = {
    all: () => true,
    attention: needsLook,
    new: state => state.isNew,
    skipped: state => state.field === undefined,
  }
  // What is on the screen stays there while it is worked on, also when it stops being what was asked for.
  const wanted = createMemo<number[]>(before => {
    const text = words().trim().toLowerCase()
    const matching = states().filter(
      state =>
        sorts[show()](state) &&
        (!text || [state.found.header, ...state.found.samples].some(one => one.toLowerCase().includes(text))),
    )
    const next = matching.map(state => state.found.column)
    return before.join() === next.join() ? before : next
  }, [])
  const pages = () => Math.max(1, Math.ceil(wanted().length / pageColumns))
  const at = () => Math.min(page(), pages() - 1)
  const columns = createMemo(() => wanted().slice(at() * pageColumns, (at() + 1) * pageColumns))
  const narrow =
    <T>(to: (value: T) => void) =>
    (value: T) => {
      setPage(0)
      to(value)
    }
  return {
    columns,
    pages,
    page: at,
    setPage,
    words,
    setWords: narrow(setWords),
    show,
    setShow: narrow(setShow),
    count: (sort: Shown) => states().filter(sorts[sort]).length,
    pageName: () =>
      t('map.page', {
        from: at() * pageColumns + 1,
        to: Math.min(wanted().length, (at() + 1) * pageColumns),
        total: wanted().length,
      }),
  }
}
