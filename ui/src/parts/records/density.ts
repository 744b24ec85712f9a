import { createSignal, onMount } from 'solid-js'
import type { Density } from './list-state'

const storeKey = 'sextant.density'
const [density, set] = createSignal<Density>('default')

/** How high rows are, in all lists of this browser. */
export function useDensity() {
  onMount(() => {
    const kept = localStorage.getItem(storeKey)
    if (kept === 'compact' || kept === 'roomy') apply(kept)
  })
  return { density, setDensity: apply }
}

function apply(value: Density) {
  set(value)
  localStorage.setItem(storeKey, value)
  document.documentElement.dataset.density = value
}
